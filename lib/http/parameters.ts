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
