/** Shows that something unfolds. */
export function Chevron() {
  return <i className="chevron" />;
}
