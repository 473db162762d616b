import { DAY_MS, type EpochMs } from "@/lib/domain/time";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Each knows the customary short names of its own part of the world; all others answer "GMT+1". */
const NAMING_LOCALES = ["en-GB", "en-US", "en-AU", "en-NZ", "en-IN", "en-ZA"] as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** One formatter per use: making one costs more than a thousand formats. An unknown zone is read as UTC. */
export function findFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${options.timeZoneName ?? options.dateStyle ?? "numbers"}`;
  const known = formats.get(key);
  if (known) return known;
  const format = makeFormat(locale, timeZone, options);
  formats.set(key, format);
  return format;
}

function makeFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    throw error;
  }
}

interface WallTime {
  year: number;
  month: number;
  day: number;
  clock: string;
}

function readWallTime(at: EpochMs, timeZone: string): WallTime {
  const format = findFormat("en-GB", timeZone, {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    clock: `${parts.hour}:${parts.minute}`,
  };
}

function nameZone(at: EpochMs, timeZone: string, locale: string, timeZoneName: "short" | "long"): string {
  const parts = findFormat(locale, timeZone, { timeZoneName }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** The short name of the zone at an instant: "CET", "EST", else the distance from UTC: "UTC+9". */
export function formatZone(at: EpochMs, timeZone: string): string {
  const names = NAMING_LOCALES.map((locale) => nameZone(at, timeZone, locale, "short"));
  const customary = names.find((name) => !/^(GMT|UTC)[+-]/.test(name));
  return customary ?? (names[0] ?? "UTC").replace("GMT", "UTC");
}

/** The zone in full: "Central European Standard Time (CET)". */
export function formatLongZone(at: EpochMs, timeZone: string): string {
  const long = nameZone(at, timeZone, "en-GB", "long");
  return `${long} (${formatZone(at, timeZone)})`;
}

function formatWallDate({ day, month, year }: WallTime): string {
  return `${day} ${shortMonth(month)} ${year}`;
}

function shortMonth(month: number): string {
  return (MONTHS[month - 1] ?? "").slice(0, 3);
}

/** "14:32 CET". */
export function formatClock(at: EpochMs, timeZone: string): string {
  return `${readWallTime(at, timeZone).clock} ${formatZone(at, timeZone)}`;
}

/** "23 Nov 2026". */
export function formatDate(at: EpochMs, timeZone: string): string {
  return formatWallDate(readWallTime(at, timeZone));
}

/** "14:32 CET, 23 Nov 2026". */
export function formatMoment(at: EpochMs, timeZone: string): string {
  return `${formatClock(at, timeZone)}, ${formatDate(at, timeZone)}`;
}

/** The day of an instant in a zone, as `YYYY-MM-DD`. */
export function readDay(at: EpochMs, timeZone: string): string {
  const { year, month, day } = readWallTime(at, timeZone);
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** A day written as `YYYY-MM-DD`, for people: "Wed 18 Nov". */
export function formatDay(day: string): string {
  const { weekday, date, month } = splitDay(day);
  return `${weekday.slice(0, 3)} ${date} ${shortMonth(month)}`;
}

/** Some days in a row, newest first: "Sun 15 – Wed 18 Nov", or both months where they differ; one day is its own name. */
export function labelRun(days: readonly string[]): string {
  const newest = formatDay(days[0] ?? "");
  const oldest = formatDay(days.at(-1) ?? "");
  if (newest === oldest) return newest;
  const sameMonth = newest.slice(-3) === oldest.slice(-3);
  return `${sameMonth ? oldest.slice(0, -4) : oldest} – ${newest}`;
}

/** A day written as `YYYY-MM-DD`, without its weekday and year: "3 Mar". */
export function formatShortDay(day: string): string {
  const { date, month } = splitDay(day);
  return `${date} ${shortMonth(month)}`;
}

/** A month written as `YYYY-MM`: "March 2026". */
export function formatMonth(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${MONTHS[(number ?? 1) - 1] ?? ""} ${year}`;
}

/** The weekday of a day written as `YYYY-MM-DD`: "Wednesday". */
export function formatWeekday(day: string): string {
  return splitDay(day).weekday;
}

/** A day written as `YYYY-MM-DD`, in full: "Wednesday 18 November 2026". */
export function formatLongDay(day: string): string {
  const { weekday, date, month, year } = splitDay(day);
  return `${weekday} ${date} ${MONTHS[month - 1] ?? ""} ${year}`;
}

function splitDay(day: string): { year: number; month: number; date: number; weekday: string } {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? "";
  return { year, month, date, weekday };
}

/** As short as it can be without doubt at `at`: "13:51 CET" today, "13:51 CET, 22 Nov" this year, else the whole instant. */
export function formatNear(then: EpochMs, at: EpochMs, timeZone: string): string {
  const a = readWallTime(then, timeZone);
  const b = readWallTime(at, timeZone);
  const clock = `${a.clock} ${formatZone(then, timeZone)}`;
  if (a.year !== b.year) return `${clock}, ${formatWallDate(a)}`;
  if (a.month !== b.month || a.day !== b.day) return `${clock}, ${a.day} ${shortMonth(a.month)}`;
  return clock;
}

/** From one instant to another: "07:48–08:10 CET", over midnight "23:40 CET, 17 Nov – 00:10 CET, 18 Nov". */
export function formatSpan(from: EpochMs, to: EpochMs, timeZone: string): string {
  const a = readWallTime(from, timeZone);
  const b = readWallTime(to, timeZone);
  const sameDay = formatWallDate(a) === formatWallDate(b);
  const sameZone = formatZone(from, timeZone) === formatZone(to, timeZone);
  if (sameDay && sameZone) return `${a.clock}–${b.clock} ${formatZone(to, timeZone)}`;
  if (sameDay) return `${formatClock(from, timeZone)} – ${formatClock(to, timeZone)}`;
  return `${formatNear(from, to, timeZone)} – ${formatClock(to, timeZone)}, ${b.day} ${shortMonth(b.month)}`;
}

/**
 * The hours of a window that begins on a day which is said beside it: "22:00–23:30 CET", through a night "22:00 to 01:00
 * CET", longer ones "22:00 CET to 04:00 CET, 28 Nov".
 */
export function formatHours(from: EpochMs, to: EpochMs, timeZone: string): string {
  const [a, b] = [readWallTime(from, timeZone), readWallTime(to, timeZone)];
  if (a.day === b.day && to - from < DAY_MS) return formatSpan(from, to, timeZone);
  const isOneNight = to - from < DAY_MS && formatZone(from, timeZone) === formatZone(to, timeZone);
  if (isOneNight) return `${a.clock} to ${formatClock(to, timeZone)}`;
  return `${formatClock(from, timeZone)} to ${formatClock(to, timeZone)}, ${b.day} ${shortMonth(b.month)}`;
}
