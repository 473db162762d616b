import type { Window } from "./availability";
import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from "./time";

/** A day of a zone, as far as it lies in a window. */
export interface ZoneDay extends Window {
  /** `YYYY-MM-DD`. */
  date: string;
}

/** The date of an instant in a zone (IANA name), `YYYY-MM-DD`. Throws a RangeError for a zone that does not exist. */
export function dateIn(timeZone: string, at: EpochMs): string {
  return formatterOf(timeZone).format(at);
}

/** The month of an instant in a zone, `YYYY-MM`. */
export function monthOf(timeZone: string, at: EpochMs): string {
  return dateIn(timeZone, at).slice(0, 7);
}

/**
 * When a date begins in a zone: its midnight, or the first instant after it where clocks skip it. `guess` is tried first
 * and may be wrong.
 */
export function startOfDate(timeZone: string, date: string, guess = Number.NaN): EpochMs {
  const hasBegun = (at: EpochMs) => dateIn(timeZone, at) >= date;
  if (Number.isFinite(guess) && hasBegun(guess) && !hasBegun(guess - SECOND_MS)) return guess;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // No zone is further from UTC than this; clocks change at whole seconds.
  let before = midnight - 15 * HOUR_MS;
  let begun = midnight + 15 * HOUR_MS;
  while (begun - before > SECOND_MS) {
    const middle = before + Math.floor((begun - before) / 2 / SECOND_MS) * SECOND_MS;
    if (hasBegun(middle)) begun = middle;
    else before = middle;
  }
  return begun;
}

/** The days of a zone that a window touches, oldest first. They tile the window; one of 23 or 25 hours is so long. */
export function listDays(timeZone: string, { from, to }: Window): ZoneDay[] {
  const days: ZoneDay[] = [];
  let date = dateIn(timeZone, from);
  let begin = startOfDate(timeZone, date);
  while (begin < to) {
    const nextDate = dayAfter(date);
    const end = startOfDate(timeZone, nextDate, begin + DAY_MS);
    const day = { date, from: Math.max(begin, from), to: Math.min(end, to) };
    // A date that a zone leaves out is empty.
    if (day.from < day.to) days.push(day);
    date = nextDate;
    begin = end;
  }
  return days;
}

/** The whole of a month (`YYYY-MM`) in a zone. */
export function windowOfMonth(timeZone: string, month: string): Window {
  const from = startOfDate(timeZone, `${month}-01`);
  return { from, to: startOfDate(timeZone, `${monthAfter(month)}-01`) };
}

/** The date so many days after a date; before it, when they are negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function dayAfter(date: string): string {
  return addDays(date, 1);
}

function monthAfter(month: string): string {
  return addDays(`${month}-01`, 31).slice(0, 7);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
