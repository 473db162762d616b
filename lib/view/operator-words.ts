import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { sayDuration } from "./duration-words";
import { formatDate, readDay } from "./format-time";

/** A span as short as an operator reads it: "4 ms", "0.21 s", "1.4 s", "21 s", "3 min 40 s", "1 h 45 min". Negative ones are zero. */
export function saySpan(spanMs: number): string {
  const span = Math.max(0, spanMs);
  if (span < 10) return `${Math.round(span)} ms`;
  if (span < 10 * SECOND_MS && span % SECOND_MS !== 0)
    return `${(span / SECOND_MS).toFixed(span < SECOND_MS ? 2 : 1)} s`;
  if (span < MINUTE_MS) return `${Math.floor(span / SECOND_MS)} s`;
  if (span >= HOUR_MS) return sayDuration(span);
  const seconds = Math.floor((span % MINUTE_MS) / SECOND_MS);
  return `${Math.floor(span / MINUTE_MS)} min${seconds > 0 ? ` ${seconds} s` : ""}`;
}

/** As `saySpan`, for ages that are counted in whole seconds: "4 s", "3 min 40 s". */
export function sayAge(spanMs: number): string {
  return spanMs < MINUTE_MS ? `${Math.floor(Math.max(0, spanMs) / SECOND_MS)} s` : saySpan(spanMs);
}

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size, in powers of 1000, with two digits at least: "812 B", "1.4 MB", "38 GB". */
export function sayBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
}

/** "1 poll", "2 880 polls": thousands apart by a narrow space. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : many}`;
}

export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** A small number as people write it: "three"; from thirteen on in digits. */
export function sayNumber(count: number): string {
  return SMALL[count] ?? groupDigits(count);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An unknown zone is read as UTC. */
function findClock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = makeClock(timeZone) ?? makeClock("UTC") ?? new Intl.DateTimeFormat("en-GB");
  clocks.set(timeZone, clock);
  return clock;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Across midnight so near an instant needs no day to be understood. */
const NEAR_MS = 12 * HOUR_MS;

/** "14:32:05" for an instant of the same day as `at` or near it, else with its day: "22 Nov, 14:32:05". */
export function formatSecond(then: EpochMs, at: EpochMs, timeZone: string): string {
  const clock = findClock(timeZone).format(then);
  if (Math.abs(at - then) < NEAR_MS || readDay(then, timeZone) === readDay(at, timeZone)) return clock;
  const date = formatDate(then, timeZone);
  const year = formatDate(at, timeZone).slice(-5);
  return `${date.endsWith(year) ? date.slice(0, -5) : date}, ${clock}`;
}

/** "14:32", without its zone: for axes. */
export function formatMinute(at: EpochMs, timeZone: string): string {
  return findClock(timeZone).format(at).slice(0, 5);
}

/**
 * Takes what may not be shown out of a text: the name and password of an address, and what follows a token's usual
 * names. Secrets are hidden where they come from; this is the second lock.
 */
export function hideSecrets(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, "$1…@")
    .replace(/\b(bearer|basic) +[A-Za-z0-9+/._~-]{6,}=*/gi, "$1 …")
    .replace(/\b(password|passwd|secret|token|signature|api[_-]?key)(["']?\s*[=:]\s*)["']?[^\s"'&,;]+/gi, "$1$2…")
    .replace(/\bwhsec_[A-Za-z0-9+/]+=*/g, "whsec_…");
}
