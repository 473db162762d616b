import { type Refusal, refuse } from "./problem";

/** A query parameter that was understood, or why not. Absent is the default. */
export type Parameter<T> = { kind: "ok"; value: T } | Refusal;

const YES = new Set(["1", "true", "yes", "on"]);
const NO = new Set(["0", "false", "no", "off", ""]);

/** `true`/`false` in the usual spellings. */
export function readFlag(url: URL, name: string): Parameter<boolean> {
  const text = url.searchParams.get(name)?.toLowerCase() ?? "false";
  if (YES.has(text)) return { kind: "ok", value: true };
  if (NO.has(text)) return { kind: "ok", value: false };
  return refuse(400, `${name} must be true or false.`);
}

/** A whole number within bounds; null when absent. */
export function readWhole(
  url: URL,
  name: string,
  { min, max }: { min: number; max: number },
): Parameter<number | null> {
  const text = url.searchParams.get(name);
  if (text === null) return { kind: "ok", value: null };
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return { kind: "ok", value };
  return refuse(400, `${name} must be a whole number from ${min} to ${max}.`);
}

/** The instants that may be named: 1970 to the year 9998, in milliseconds. */
const LAST_INSTANT = Date.UTC(9999, 0, 1);
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** An instant as RFC 3339 or as seconds since 1970, in milliseconds rounded down to a second; null when absent. */
export function readInstant(url: URL, name: string): Parameter<number | null> {
  const text = url.searchParams.get(name);
  if (text === null) return { kind: "ok", value: null };
  const at = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : parseRfc3339(text);
  const value = Math.floor(at / 1000) * 1000;
  if (value >= 0 && value < LAST_INSTANT) return { kind: "ok", value };
  return refuse(400, `${name} must be a time as 2026-11-23T14:05:00Z, or as whole seconds since 1970.`);
}

/** NaN for what is none. A `+` in an address stands for a space, where nobody has encoded it. */
function parseRfc3339(text: string): number {
  const written = text.replace(/ (?=\d\d:\d\d$)/, "+");
  const [, date] = RFC_3339.exec(written) ?? [];
  // Dates that do not exist are taken for others by the platform.
  const exists = date !== undefined && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date);
  return exists ? Date.parse(written.toUpperCase().replace(" ", "T")) : Number.NaN;
}

/** The id in a path; null for what can be none. */
export function readId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** A text in a JSON body, trimmed, of 1 to `max` characters. */
export function readText(body: Record<string, unknown>, name: string, max: number): Parameter<string> {
  const value = body[name];
  if (typeof value !== "string") return refuse(400, `${name} is missing or is not a text.`);
  const text = value.trim();
  if (text.length >= 1 && text.length <= max) return { kind: "ok", value: text };
  return refuse(400, `${name} must have 1 to ${max} characters.`);
}

/** An `http` or `https` address in a JSON body: it becomes a link on the page, so nothing else may be one. */
export function readWebAddress(body: Record<string, unknown>, name: string, max: number): Parameter<string> {
  const text = readText(body, name, max);
  if (text.kind === "refused") return text;
  const url = URL.canParse(text.value) ? new URL(text.value) : null;
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:")) return text;
  return refuse(400, `${name} must be an http or https address.`);
}
