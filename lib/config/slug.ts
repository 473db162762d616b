/**
 * The name as it stands in addresses: lower case, accents dropped, everything else a hyphen. Letters of other
 * scripts stay. Empty when the name holds no letter and no digit.
 */
export function makeSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "");
}

/** Whether a text may be a slug: lower-case letters and digits, single hyphens between them. */
export function isSlug(text: string): boolean {
  return text !== "" && makeSlug(text) === text;
}
