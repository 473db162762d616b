/** Makes a text safe between tags and within quoted attributes, of HTML and of XML alike. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Drops what XML 1.0 forbids (section 2.2): control characters, lone surrogates, U+FFFE and U+FFFF. */
export function dropForbidden(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uFFFD]/g, "")
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "");
}
