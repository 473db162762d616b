import { createHash } from "node:crypto";

/** Where a document may be framed: nowhere, unless it says otherwise. */
const NOWHERE = "'none'";

/**
 * The content security policy of one document: every inline script and style that it holds is named by its hash (CSP
 * Level 3, 8.3), so that none that somebody smuggles in would run. `style` attributes stay allowed: they run nothing.
 */
export function makePolicy(html: string, frameAncestors = NOWHERE): string {
  return [
    "default-src 'self'",
    `script-src 'self'${listHashes(html, INLINE_SCRIPT)}`,
    `style-src 'self'${listHashes(html, INLINE_STYLE)}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi;
const INLINE_STYLE = /<style[^>]*>([\s\S]*?)<\/style>/gi;

/** With a blank before each. One that stands twice is named once. */
function listHashes(html: string, pattern: RegExp): string {
  const hashes = new Set<string>();
  for (const [, text = ""] of html.matchAll(pattern)) {
    hashes.add(` 'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  }
  return [...hashes].join("");
}
