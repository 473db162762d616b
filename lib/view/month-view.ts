import type { DayFigure } from "@/lib/domain/availability";
import type { Weights } from "@/lib/domain/policy";
import { addDays } from "@/lib/domain/zone-days";
import { sayCourse, sayDay } from "./bar-words";
import { describeDay, isDisturbed, markOf, NO_DATA } from "./history-view";
import type { IncidentView } from "./page-view";
import type { Words } from "./words/speak";

/** A month to leaf through, `YYYY-MM`; the neighbours are null where nothing more is known. */
export interface MonthFrame {
  month: string;
  previous: string | null;
  next: string | null;
  days: string[];
}

/** One day of a calendar. */
export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  date: string;
  /** The letter of its mark (see `MARK_LETTERS`); null for a day that has not come. */
  letter: string | null;
  /** The day and what became of it in words, and the latter alone. */
  label: string;
  course: string;
  isToday: boolean;
  /** Whether there is more to tell than that all was well, or that nothing is known. */
  standsOut: boolean;
}

/** The month and its neighbours, from the month in which anything is known first to the present one. */
export function frameMonth(month: string, first: string, present: string): MonthFrame {
  return {
    month,
    previous: month > first ? addDays(`${month}-01`, -1).slice(0, 7) : null,
    next: month < present ? monthAfter(month) : null,
    days: listDates(month),
  };
}

/** Whether a text names a month that may be asked for: `YYYY-MM`, and not later than the present one. */
export function isMonth(text: string, present: string): boolean {
  return /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(text) && text <= present;
}

function monthAfter(month: string): string {
  return addDays(`${month}-01`, 31).slice(0, 7);
}

function listDates(month: string): string[] {
  const dates: string[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** What became of each day of a month. `figures` by date; a day without any is one of which nothing is known. */
export function describeCalendar(
  dates: readonly string[],
  figures: ReadonlyMap<string, Pick<DayFigure, "seconds" | "disruptions">>,
  { today, weights }: { today: string; weights: Weights },
  words: Words,
): CalendarDay[] {
  const future = words.say("day.future");
  return dates.map((date) => {
    const isToday = date === today;
    if (date > today) return { date, letter: null, label: future, course: future, isToday, standsOut: false };
    const figure = figures.get(date);
    const mark = figure === undefined ? NO_DATA : markOf(figure.seconds);
    const standsOut = figure !== undefined && isDisturbed(mark);
    const day = standsOut ? describeDay(figure, 0, weights) : undefined;
    const label = sayDay({ date, mark, day, isToday }, words);
    return { date, letter: mark, label, course: sayCourse(mark, day, words), isToday, standsOut };
  });
}

/** Incidents by the days of `dates` on which they began, newest first; one that began before is told on the first. */
export function sortByDay(
  incidents: readonly IncidentView[],
  dates: readonly string[],
  dateOf: (at: number) => string,
): ReadonlyMap<string, IncidentView[]> {
  const first = dates[0] ?? "";
  const days = new Map<string, IncidentView[]>();
  for (const incident of [...incidents].sort((a, b) => b.startedAt - a.startedAt || b.id - a.id)) {
    const began = dateOf(incident.startedAt);
    const date = began < first ? first : began;
    days.set(date, [...(days.get(date) ?? []), incident]);
  }
  return days;
}
