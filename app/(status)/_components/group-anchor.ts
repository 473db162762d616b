/** The fragment of a group in the list of services. */
export function groupAnchor(index: number): string {
  return `group-${index + 1}`;
}
