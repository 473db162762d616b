/** V8 makes a copy of shorter pieces; longer ones are slices that keep the whole text alive. */
const MIN_SLICE = 13;
const SCRATCH = Buffer.allocUnsafe(4096);
const PLAIN = /^[\t -~]*$/;
/** U+FFFD as its UTF-8 bytes read in latin-1. */
const ENCODED_REPLACEMENT = "\u00ef\u00bf\u00bd";

/**
 * A copy of latin-1 text that does not keep the text alive which it was cut from. One small piece that outlives
 * the scan would otherwise pin a whole chunk of the file.
 */
export function copyText(text: string): string {
  if (text.length < MIN_SLICE) return text;
  const bytes = text.length <= SCRATCH.length ? SCRATCH : Buffer.allocUnsafe(text.length);
  return bytes.toString("latin1", 0, bytes.write(text, 0, "latin1"));
}

/**
 * The text of a value whose bytes were read as latin-1. Nagios writes the bytes as the plugin emitted them:
 * UTF-8 where they are valid UTF-8, else latin-1; never fails. NUL bytes are dropped.
 */
export function decodeValue(raw: string): string {
  if (PLAIN.test(raw)) return copyText(raw);
  const bytes = Buffer.from(raw.replaceAll("\0", ""), "latin1");
  const text = bytes.toString("utf8");
  return isFaithful(text, raw) ? text : bytes.toString("latin1");
}

/** Whether decoding replaced nothing: the only replacement characters are those that the bytes spelled. */
function isFaithful(text: string, raw: string): boolean {
  if (!text.includes("\ufffd")) return true;
  return text.split("\ufffd").length === raw.replaceAll("\0", "").split(ENCODED_REPLACEMENT).length;
}
