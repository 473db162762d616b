export const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The best encoding that an `Accept-Encoding` header allows (RFC 9110, 12.5.3): brotli, gzip, else none. A weight of
 * zero forbids; any other is taken as a yes, because what is shorter serves everybody.
 */
export function pickEncoding(header: string | undefined): Encoding {
  if (header === undefined || header === "") return "identity";
  const known = picked.get(header);
  if (known !== undefined) return known;
  const encoding = pick(header);
  if (picked.size < MOST_REMEMBERED) picked.set(header, encoding);
  return encoding;
}

/** Browsers send few different headers, and each of them with every request. */
const picked = new Map<string, Encoding>();
const MOST_REMEMBERED = 100;

function pick(header: string): Encoding {
  const weights = new Map<string, boolean>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    weights.set(name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)));
  }
  const allows = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? false;
  return ENCODINGS.find((name) => name !== "identity" && allows(name)) ?? "identity";
}
