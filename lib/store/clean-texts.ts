/**
 * The same plain data with every text made storable anywhere: NUL characters are dropped (Postgres refuses them),
 * lone surrogates become U+FFFD (no encoding of UTF-8 exists for them). Always a copy, so that nobody shares it.
 */
export function cleanTexts<T>(value: T): T;
export function cleanTexts(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map((item) => cleanTexts(item));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleanTexts(item)]));
}

function cleanText(text: string): string {
  return text.replaceAll("\0", "").replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}
