/** Public pages refuse nobody. Without this file Next's own text for it would be sent along with each: a kilobyte. */
export default function Forbidden() {
  return null;
}
