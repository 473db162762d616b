import { isDisrupted, PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { readMark } from "./history-view";
import type { DisturbedDay } from "./page-view";
import type { Words } from "./words/speak";

/** A share in percent as it is written: "100 %", "99.31 %"; without a number where nothing is known. */
export function sayPercent(percent: number | null, words: Words): string {
  if (percent === null) return words.say("unit.noData");
  return words.say("unit.percent", { number: percent === 100 ? "100" : words.number(percent, 2) });
}

/** A share in percent with no more decimals than it has: "30 %", "12.5 %". */
export function sayRoundPercent(percent: number, words: Words): string {
  return words.say("unit.percent", { number: words.number(percent) });
}

/** Whole minutes, shortly: "42 min", "1 h 5 min", "24 h". */
export function sayMinuteCount(count: number, words: Words): string {
  const hours = Math.floor(count / 60);
  const minutes = count % 60;
  if (hours === 0) return words.say("unit.minutes", { count: minutes });
  return minutes === 0 ? words.say("unit.hours", { count: hours }) : words.say("unit.hoursMinutes", { hours, minutes });
}

/** What disturbed a day, worst first: "42 min partial outage", "5 min unknown". */
export function sayTimes(minutes: DisturbedDay["minutes"], words: Words): string[] {
  return [...PUBLIC_STATES].reverse().flatMap((state) => {
    const count = minutes[state];
    return count === undefined ? [] : [words.say(`lasting.${state}`, { span: sayMinuteCount(count, words) })];
  });
}

/** A day with its mark, and with what disturbed it where that is told. */
export interface MarkedDay {
  /** `YYYY-MM-DD`. */
  date: string;
  mark: string;
  day: DisturbedDay | undefined;
  /** It is not over. */
  isToday: boolean;
}

/** The day in words, as its mark is labelled: "3 Mar: 99.31 %, 42 min partial outage, 1 disruption". */
export function sayDay({ date, mark, day, isToday }: MarkedDay, words: Words): string {
  const text = { day: words.dates.formatShortDay(date), course: sayCourse(mark, day, words) };
  return words.say(isToday ? "day.today" : "day.past", text);
}

/** What became of a day: "99.31 %, 42 min partial outage, 1 disruption". */
export function sayCourse(mark: string, day: DisturbedDay | undefined, words: Words): string {
  const state = readMark(mark);
  if (state === null) return words.say("unit.noData");
  if (day === undefined) return sayUntold(state, words);
  const { uptime, disruptions } = day;
  const parts = [
    ...(uptime === null ? [] : [sayPercent(uptime, words)]),
    ...sayTimes(day.minutes, words),
    ...(disruptions > 0 ? [words.count("day.disruptions", disruptions)] : []),
  ];
  return words.join(parts);
}

function sayUntold(state: PublicState, words: Words): string {
  if (state === "operational") return words.say("day.calm", { percent: sayPercent(100, words) });
  return words.say(`stateInside.${state}`);
}

/** All days of a bar in a few words, for those who cannot see it: "3 days with a disruption". */
export function sayBar(marks: string, words: Words): string {
  const { known, disrupted } = countDays(marks);
  if (known === 0) return words.say("unit.noData");
  const days = disrupted === 0 ? words.say("bar.calm") : words.count("bar.disrupted", disrupted);
  return known === marks.length ? days : words.count("bar.partlyKnown", known, { days });
}

/** How many days of a bar anything is known of, and how many of them were disrupted at their worst. */
export function countDays(marks: string): { known: number; disrupted: number } {
  const states = [...marks].map(readMark).filter((state) => state !== null);
  return { known: states.length, disrupted: states.filter(isDisrupted).length };
}
