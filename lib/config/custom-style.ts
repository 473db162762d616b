export const MOST_STYLE_BYTES = 64 * 1024;

/**
 * What a style sheet of the operator's may not hold, as words that follow "found"; null when there is nothing. Whatever it
 * would fetch from elsewhere the content policy of the page would stop as well: here it is said at the start.
 */
export function findStyleFault(css: string): string | null {
  if (new TextEncoder().encode(css).length > MOST_STYLE_BYTES) return "a file that is longer";
  if (css.includes("\u0000") || css.includes("\ufffd")) return "a file that is no text";
  const plain = decodeEscapes(css.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, " "));
  // Comments are no place for it either: they stand in the page's source.
  if (/<\/style/i.test(css) || /<\/style/i.test(plain)) return "a file with </style";
  if (/@import/i.test(plain)) return "a file with @import";
  for (const [, address = ""] of plain.matchAll(/\burl\(\s*["']?([^"')]*)/gi)) {
    if (!isOwnAddress(address.trim())) return "a file with a url() that leads elsewhere";
  }
  if (/["'(,\s](?:[a-z][a-z0-9+.-]*:)?\/\//i.test(plain)) return "a file with an address of elsewhere";
  return null;
}

function isOwnAddress(address: string): boolean {
  return /^(?:#|\/(?![/\\])|data:image\/)/i.test(address);
}

/** CSS Syntax Level 3, 4.3.7: a name may be written in escapes. */
function decodeEscapes(css: string): string {
  return css.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi, (_, hex?: string, sign?: string) => {
    if (hex === undefined) return sign ?? "";
    const code = Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
