import { isDisrupted, PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { formatShortDay } from "./format-time";
import { readMark } from "./history-view";
import type { DisturbedDay } from "./page-view";

/** A share in percent as it is written: "100 %", "99.31 %"; without a number where nothing is known. */
export function sayPercent(percent: number | null): string {
  if (percent === null) return "no data";
  return `${percent === 100 ? "100" : percent.toFixed(2)}\u00a0%`;
}

/** Whole minutes, shortly: "42 min", "1 h 5 min", "24 h". */
export function sayMinuteCount(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours}\u00a0h`, (rest > 0 || hours === 0) && `${rest}\u00a0min`]
    .filter(Boolean)
    .join("\u00a0");
}

const TIME_WORDS = {
  operational: "operational",
  under_maintenance: "maintenance",
  unknown: "unknown",
  degraded_performance: "degraded",
  partial_outage: "partial outage",
  major_outage: "major outage",
} satisfies Record<PublicState, string>;

/** What disturbed a day, worst first: "42 min partial outage", "5 min unknown". */
export function sayTimes(minutes: DisturbedDay["minutes"]): string[] {
  return [...PUBLIC_STATES].reverse().flatMap((state) => {
    const count = minutes[state];
    return count === undefined ? [] : [`${sayMinuteCount(count)} ${TIME_WORDS[state]}`];
  });
}

/** The day in words, as its mark is labelled: "3 Mar: 99.31 %, 42 min partial outage, 1 disruption". */
export function sayDay(date: string, mark: string, day: DisturbedDay | undefined, isToday: boolean): string {
  const name = isToday ? `${formatShortDay(date)}, so far` : formatShortDay(date);
  return `${name}: ${sayCourse(mark, day)}`;
}

function sayCourse(mark: string, day: DisturbedDay | undefined): string {
  const state = readMark(mark);
  if (state === null) return "no data";
  if (day === undefined) return state === "operational" ? "100\u00a0%, no disruption" : TIME_WORDS[state];
  const { uptime, disruptions } = day;
  const parts = [
    ...(uptime === null ? [] : [sayPercent(uptime)]),
    ...sayTimes(day.minutes),
    ...(disruptions > 0 ? [`${disruptions}\u00a0${disruptions === 1 ? "disruption" : "disruptions"}`] : []),
  ];
  return parts.join(", ");
}

/** All days of a bar in a few words, for those who cannot see it: "3 days with a disruption". */
export function sayBar(marks: string): string {
  const { known, disrupted } = countDays(marks);
  if (known === 0) return "no data";
  const words = disrupted === 0 ? "no disruption" : `${sayDays(disrupted)} with a disruption`;
  return known === marks.length ? words : `${words}, ${sayDays(known)} known`;
}

/** How many days of a bar anything is known of, and how many of them were disrupted at their worst. */
export function countDays(marks: string): { known: number; disrupted: number } {
  const states = [...marks].map(readMark).filter((state) => state !== null);
  return { known: states.length, disrupted: states.filter(isDisrupted).length };
}

function sayDays(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** The least minutes of each height, from the second one on. */
const HEIGHTS = [25, 45, 75, 150] as const;

/** How tall a disturbed day stands, from 1 to 5: by its disrupted minutes, or by its planned ones where none were. */
export function heightOf({ minutes }: Pick<DisturbedDay, "minutes">): 1 | 2 | 3 | 4 | 5 {
  const disrupted = PUBLIC_STATES.filter(isDisrupted).reduce((sum, state) => sum + (minutes[state] ?? 0), 0);
  const length = disrupted > 0 ? disrupted : (minutes.under_maintenance ?? 0);
  return (1 + HEIGHTS.filter((least) => length >= least).length) as 1 | 2 | 3 | 4 | 5;
}
