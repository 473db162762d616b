import type { Weights } from "./policy";
import { isDisrupted, PUBLIC_STATES, type PublicState } from "./public-state";
import { type EpochMs, SECOND_MS } from "./time";
import { eachSegment } from "./timeline";
import type { ZoneDay } from "./zone-days";

/** A stretch of time, its end not included. */
export interface Window {
  from: EpochMs;
  to: EpochMs;
}

/** One state for a while. A timeline is a list of them without gaps, in order, neighbours differing. */
export interface Segment extends Window {
  state: PublicState;
}

/** Whole seconds in each state. They add up to the length of the window that they were counted in. */
export type StateSeconds = Record<PublicState, number>;

/** What became of one day. */
export interface DayFigure extends Window {
  /** `YYYY-MM-DD` in the page's zone. */
  date: string;
  seconds: StateSeconds;
  /** Separate disruptions (degraded, partial or major) that touch the day. */
  disruptions: number;
}

/** The last 24 hours, and the last 7, 30 and 90 days of the page's zone, today included. */
export type Span = "day" | "week" | "month" | "quarter";

/** What the bars of one component or group are drawn from. */
export interface BarFigures {
  /** Oldest first, the last is today as far as it has come. Of a group: as bad as the worst of its components. */
  days: readonly DayFigure[];
  /** Of a group: the time of all its components together, so that one of which little is known does not outweigh them. */
  spans: Readonly<Record<Span, StateSeconds>>;
}

/** What the bars of the page are drawn from. */
export interface SiteFigures {
  /** Since when anything is known. */
  since: EpochMs;
  dates: readonly string[];
  /** By slug. */
  components: ReadonlyMap<string, BarFigures>;
  /** By name; null is the group of those without one. */
  groups: ReadonlyMap<string | null, BarFigures>;
}

/** One component's answer to "how available was it". */
export interface ComponentAvailability {
  slug: string;
  name: string;
  seconds: StateSeconds;
  /** Each day of the page's zone that the window touches; null when it was not asked for. */
  days: readonly { date: string; seconds: StateSeconds }[] | null;
}

/** No time in any state. */
export function noSeconds(): StateSeconds {
  return {
    operational: 0,
    degraded_performance: 0,
    partial_outage: 0,
    major_outage: 0,
    under_maintenance: 0,
    unknown: 0,
  };
}

/**
 * Counts whole seconds in each state over a window that the timeline covers. Instants are rounded down, so that the
 * seconds of a window and of its parts add up, wherever it is cut.
 */
export function sumSeconds(timeline: readonly Segment[], window: Window): StateSeconds {
  const seconds = noSeconds();
  eachSegment(timeline, window, (from, to, state) => {
    seconds[state] += Math.floor(to / SECOND_MS) - Math.floor(from / SECOND_MS);
  });
  return seconds;
}

/** Adds some counts up. */
export function addSeconds(counts: Iterable<StateSeconds>): StateSeconds {
  const all = noSeconds();
  // Written out, since a page adds a hundred thousand of them up in each round.
  for (const seconds of counts) {
    all.operational += seconds.operational;
    all.degraded_performance += seconds.degraded_performance;
    all.partial_outage += seconds.partial_outage;
    all.major_outage += seconds.major_outage;
    all.under_maintenance += seconds.under_maintenance;
    all.unknown += seconds.unknown;
  }
  return all;
}

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** What the days of a page, the last of which is today, and the last 24 hours come to. */
export function sumSpans(days: readonly DayFigure[], day: StateSeconds): BarFigures["spans"] {
  const sumLast = (count: number) => addSeconds(days.slice(-count).map(({ seconds }) => seconds));
  return { day, week: sumLast(WEEK_DAYS), month: sumLast(MONTH_DAYS), quarter: sumLast(days.length) };
}

/** All the seconds that were counted. */
export function totalSeconds(seconds: StateSeconds): number {
  return PUBLIC_STATES.reduce((total, state) => total + seconds[state], 0);
}

/** Seconds that count as down, by the weights: a fraction may remain. */
export function downSeconds(seconds: StateSeconds, weights: Weights): number {
  return WEIGHTED.reduce((down, state) => down + weights[state] * seconds[state], 0);
}

const WEIGHTED = ["major_outage", "partial_outage", "degraded_performance", "under_maintenance"] as const;

/** Share of the known time in which it was up, in percent; null when nothing is known. Below 100 whenever it was down. */
export function uptimePercent(seconds: StateSeconds, weights: Weights): number | null {
  return percentUp(totalSeconds(seconds) - seconds.unknown, downSeconds(seconds, weights));
}

/** The same with maintenance left out, as time that neither counts for nor against. */
export function uptimeWithoutMaintenance(seconds: StateSeconds, weights: Weights): number | null {
  return uptimePercent({ ...seconds, under_maintenance: 0 }, weights);
}

/** Share of the time of which anything is known, in percent; 0 of no time at all. */
export function knownPercent(seconds: StateSeconds): number {
  const total = totalSeconds(seconds);
  return total === 0 ? 0 : (100 * (total - seconds.unknown)) / total;
}

/** The largest number below 100. */
const NEARLY_ALL = 100 - 2 ** -46;

function percentUp(known: number, down: number): number | null {
  if (known === 0) return null;
  return down === 0 ? 100 : Math.min((100 * (known - down)) / known, NEARLY_ALL);
}

/** Rounds a percentage down to some decimal places: only a whole hundred is ever 100. */
export function roundDown(percent: number, places: number): number {
  const factor = 10 ** places;
  // What is missing by an error of calculation is given back, but never to the full hundred.
  const steps = Math.floor(percent * factor + 1e-6);
  return (percent < 100 ? Math.min(steps, 100 * factor - 1) : steps) / factor;
}

/** Separate stretches of disruption (degraded, partial or major) that touch a window. */
export function countDisruptions(timeline: readonly Segment[], window: Window): number {
  let count = 0;
  let wasDisrupted = false;
  eachSegment(timeline, window, (_from, _to, state) => {
    if (isDisrupted(state) && !wasDisrupted) count += 1;
    wasDisrupted = isDisrupted(state);
  });
  return count;
}

/** What became of each of some days, which the timeline covers. */
export function describeDays(timeline: readonly Segment[], days: readonly ZoneDay[]): DayFigure[] {
  return days.map((day) => {
    const { date, from, to } = day;
    return { date, from, to, seconds: sumSeconds(timeline, day), disruptions: countDisruptions(timeline, day) };
  });
}
