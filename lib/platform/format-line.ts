import type { LogFields, LogLevel } from "./log";

export interface LogEntry {
  at: number;
  level: LogLevel;
  message: string;
  fields: LogFields;
}

/** More than this of one text helps nobody and fills the disk. */
const MAX_TEXT = 8192;

/** `2026-11-23 14:32:05 INFO  message key=value`, in the machine's time zone, as other logs of the machine are. */
export function formatTextLine({ at, level, message, fields }: LogEntry): string {
  const words = [formatLocalTime(at), level.toUpperCase().padEnd(5), escapeControls(shorten(message))];
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) words.push(`${key}=${formatValue(value)}`);
  }
  return `${words.join(" ")}\n`;
}

/** One JSON object. The instant is RFC 3339 in UTC; fields cannot replace `time`, `level` and `message`. */
export function formatJsonLine({ at, level, message, fields }: LogEntry): string {
  const head = { time: new Date(at).toISOString(), level, message: shorten(message) };
  const values = Object.entries(fields).map(([key, value]) => [
    key,
    typeof value === "string" ? shorten(value) : value,
  ]);
  return `${escapeControls(JSON.stringify({ ...head, ...Object.fromEntries(values), ...head }))}\n`;
}

function formatLocalTime(at: number): string {
  const time = new Date(at);
  const pad = (part: number, length = 2) => String(part).padStart(length, "0");
  const day = `${pad(time.getFullYear(), 4)}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${day} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

function formatValue(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  const text = shorten(value);
  return escapeControls(/^[^\s"=\\]+$/.test(text) ? text : JSON.stringify(text));
}

function shorten(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`;
}

/**
 * Nobody may forge a second line or steer a terminal: line ends, escape sequences, and the marks that turn the
 * direction of writing become `\uXXXX`, which is right inside JSON too.
 */
function escapeControls(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
