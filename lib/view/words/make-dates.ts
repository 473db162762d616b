import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { formatZone, readWallTime, type WallTime } from "@/lib/view/wall-time";

/**
 * What a language calls days and months, and in which order. Written down instead of asked of `Intl`: a browser may know
 * other names than the server, and what both draw has to be the same.
 */
export interface DateData {
  /** January first, as they stand beside a day. */
  months: readonly string[];
  shortMonths: readonly string[];
  /** As they stand alone, where that differs. */
  aloneMonths?: readonly string[];
  /** Sunday first. */
  weekdays: readonly string[];
  shortWeekdays: readonly string[];
  /** "3 Mar". May hold `{date} {month} {shortMonth} {monthNumber}`. */
  shortDay: string;
  /** "Wed 18 Nov". May hold those and `{weekday} {shortWeekday}`. */
  day: string;
  /** The same without its month, for the first of some days in a row in one month; absent where months come first. */
  dayOfRun?: string;
  /** "23 Nov 2026". May hold `{date} {month} {shortMonth} {monthNumber} {year}`. */
  fullDate: string;
  /** "Wednesday 18 November 2026". */
  longDay: string;
  /** "March 2026". `{month}` is the name that stands alone. */
  monthOfYear: string;
  /** A time and its day: "14:32 CET, 23 Nov 2026". */
  moment: string;
  /** From one time to another, in words: "22:00 to 01:00 CET". */
  hours: string;
}

/** Days are written `YYYY-MM-DD`, months `YYYY-MM`. */
export type Dates = ReturnType<typeof makeDates>;

/** Dates and times as a language says them. Always with their zone. `wrap` is for times in texts from right to left. */
export function makeDates(data: DateData, wrap: (time: string) => string = (time) => time) {
  const fill = (pattern: string, { year, month, day }: Omit<WallTime, "clock">): string => {
    const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
    return fillPattern(pattern, {
      year: String(year),
      date: String(day),
      monthNumber: String(month),
      month: data.months[month - 1] ?? "",
      shortMonth: data.shortMonths[month - 1] ?? "",
      weekday: data.weekdays[weekday] ?? "",
      shortWeekday: data.shortWeekdays[weekday] ?? "",
    });
  };
  const join = (clock: string, day: string) => fillPattern(data.moment, { clock, day });
  const formatDay = (day: string) => fill(data.day, splitDay(day));

  const sayClock = (at: EpochMs, timeZone: string) => `${readWallTime(at, timeZone).clock} ${formatZone(at, timeZone)}`;

  /** "14:32 CET". */
  const formatClock = (at: EpochMs, timeZone: string): string => wrap(sayClock(at, timeZone));

  /** "23 Nov 2026". */
  const formatDate = (at: EpochMs, timeZone: string): string => fill(data.fullDate, readWallTime(at, timeZone));

  /** As short as it can be without doubt at `at`: "13:51 CET" today, "13:51 CET, 22 Nov" this year, else the whole instant. */
  function formatNear(then: EpochMs, at: EpochMs, timeZone: string): string {
    const [a, b] = [readWallTime(then, timeZone), readWallTime(at, timeZone)];
    const clock = formatClock(then, timeZone);
    if (a.year !== b.year) return join(clock, fill(data.fullDate, a));
    return a.month === b.month && a.day === b.day ? clock : join(clock, fill(data.shortDay, a));
  }

  /** From one instant to another: "07:48–08:10 CET", over midnight "23:40 CET, 17 Nov – 00:10 CET, 18 Nov". */
  function formatSpan(from: EpochMs, to: EpochMs, timeZone: string): string {
    const [a, b] = [readWallTime(from, timeZone), readWallTime(to, timeZone)];
    const isOneDay = a.year === b.year && a.month === b.month && a.day === b.day;
    if (!isOneDay)
      return `${formatNear(from, to, timeZone)} – ${join(formatClock(to, timeZone), fill(data.shortDay, b))}`;
    const isOneZone = formatZone(from, timeZone) === formatZone(to, timeZone);
    if (isOneZone) return wrap(`${a.clock}–${sayClock(to, timeZone)}`);
    return wrap(`${sayClock(from, timeZone)} – ${sayClock(to, timeZone)}`);
  }

  /**
   * The hours of a window that begins on a day which is said beside it: "22:00–23:30 CET", through a night "22:00 to 01:00
   * CET", longer ones "22:00 CET to 04:00 CET, 28 Nov".
   */
  function formatHours(from: EpochMs, to: EpochMs, timeZone: string): string {
    const [a, b] = [readWallTime(from, timeZone), readWallTime(to, timeZone)];
    const isShort = to - from < DAY_MS;
    if (a.day === b.day && isShort) return formatSpan(from, to, timeZone);
    const end = formatClock(to, timeZone);
    const isOneNight = isShort && formatZone(from, timeZone) === formatZone(to, timeZone);
    if (isOneNight) return fillPattern(data.hours, { from: a.clock, to: end });
    return fillPattern(data.hours, { from: formatClock(from, timeZone), to: join(end, fill(data.shortDay, b)) });
  }

  /** Some days in a row, newest first: "Sun 15 – Wed 18 Nov", or both months where they differ; one day is its own name. */
  function labelRun(days: readonly string[]): string {
    const [newest = "", oldest = ""] = [days[0], days.at(-1)];
    if (newest === oldest) return formatDay(newest);
    const isOneMonth = newest.slice(0, 7) === oldest.slice(0, 7);
    const first = isOneMonth && data.dayOfRun !== undefined ? fill(data.dayOfRun, splitDay(oldest)) : formatDay(oldest);
    return `${first} – ${formatDay(newest)}`;
  }

  return {
    formatClock,
    formatDate,
    /** "14:32 CET, 23 Nov 2026". */
    formatMoment: (at: EpochMs, timeZone: string): string => join(formatClock(at, timeZone), formatDate(at, timeZone)),
    /** "Wed 18 Nov". */
    formatDay,
    labelRun,
    /** "3 Mar". */
    formatShortDay: (day: string): string => fill(data.shortDay, splitDay(day)),
    /** "March 2026". */
    formatMonth: (month: string): string => {
      const { year, month: number } = splitDay(month);
      const name = (data.aloneMonths ?? data.months)[number - 1] ?? "";
      return fillPattern(data.monthOfYear, { year: String(year), month: name });
    },
    /** "Wednesday". */
    formatWeekday: (day: string): string => fill("{weekday}", splitDay(day)),
    /** The short names of the days of a week, Monday first. */
    shortWeekdays: [...data.shortWeekdays.slice(1), data.shortWeekdays[0] ?? ""],
    /** "Nov". */
    formatShortMonth: (day: string): string => fill("{shortMonth}", splitDay(day)),
    /** "Wednesday 18 November 2026". */
    formatLongDay: (day: string): string => fill(data.longDay, splitDay(day)),
    formatNear,
    formatSpan,
    formatHours,
  };
}

function splitDay(text: string): Omit<WallTime, "clock"> {
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  return { year, month, day };
}

/** Fills the placeholders of a pattern. */
export function fillPattern(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
