/** What somebody wrote in Nagios for the public: what stands after the prefix; null where there is none, or nothing after it. */
export function findPublicText(text: string, prefix: string | null): string | null {
  if (prefix === null || !text.startsWith(prefix)) return null;
  const rest = text.slice(prefix.length);
  // "#publicity" is another word.
  if (/^[\p{L}\p{N}_]/u.test(rest)) return null;
  return rest.replace(/^\s*:?\s*/, "").trim() || null;
}
