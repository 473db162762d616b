import type { Window } from "./availability";
import { resultOf } from "./object-history";
import { countResultSeconds, listInstants, type ObjectSeconds, type ResultSeconds, toSecond } from "./object-seconds";
import type { ObjectKey } from "./snapshot";
import { type Steps, valueAt } from "./steps";
import type { EpochMs } from "./time";

/** What somebody holds of one object over time. */
export interface Account {
  /** Codes of `encodeState`. */
  results: Steps;
  /** The object's own, and its host's. */
  downtimes: readonly Steps[];
  /** Codes of `STOP`: where "Nagios did not run" is counted in the place of a result. */
  stops: Steps;
}

export const STOP = {
  none: 0,
  stopped: 1,
  /** Taken for a stop because of words in a line that is about something else. */
  mistaken: 2,
} as const;

/** What a report of Nagios' own says of one object. */
export interface ReportSeconds extends ObjectSeconds {
  notRunning: number;
}

/** Why Nagios' own report says something else than we do. */
export type DifferenceReason =
  | "skipped_recovery"
  | "soft_states"
  | "before_first_line"
  | "never_checked"
  | "not_running"
  | "program_words"
  | "unknown_after_start"
  | "downtime_unseen_end"
  | "downtime_split";

/** One object in both accounts. */
export interface ObjectComparison {
  key: ObjectKey;
  verdict: "equal" | "explained" | "unexplained";
  ours: ObjectSeconds;
  report: ReportSeconds;
  /** Seconds by reason. */
  reasons: ReadonlyMap<DifferenceReason, number>;
}

/** Counts what a report holds of an object. */
export function countAccount({ results, downtimes, stops }: Account, window: Window): ReportSeconds {
  const seconds = countResultSeconds(results, downtimes, window);
  let notRunning = 0;
  for (const { at, length } of listStretches([stops], window)) {
    if ((valueAt(stops, at) ?? STOP.none) !== STOP.none) notRunning += length;
  }
  return { ...seconds, noData: seconds.noData - notRunning, notRunning };
}

/**
 * Holds our account of an object against a report, with the help of a replay: what the report must hold of the log. A
 * difference is explained when the report says what the replay says; how it divides downtime is not held against it.
 */
export function compareWithReport(
  object: { key: ObjectKey; ours: Account; replay: Account; report: ReportSeconds },
  softStates: boolean,
  window: Window,
): ObjectComparison {
  const { key, report } = object;
  const ours = countAccount(object.ours, window);
  const replayed = countAccount(object.replay, window);
  const base = { key, ours, report };
  if (isSame(ours, report)) return { ...base, verdict: "equal", reasons: new Map() };
  if (!hasSameTotals(replayed, report)) return { ...base, verdict: "unexplained", reasons: new Map() };
  const reasons = explainStretches(object.ours, object.replay, softStates, window);
  const split = countSplit(replayed, report);
  if (split > 0) reasons.set("downtime_split", split);
  return { ...base, verdict: "explained", reasons };
}

/** Whether a replay and a report agree on how long each state was, whatever they say of downtime. */
export function hasSameTotals(a: ReportSeconds, b: ReportSeconds): boolean {
  const isSameTotal = (result: keyof ResultSeconds) =>
    a.unscheduled[result] + a.scheduled[result] === b.unscheduled[result] + b.scheduled[result];
  return a.noData === b.noData && a.notRunning === b.notRunning && listResults(a).every(isSameTotal);
}

function isSame(a: ReportSeconds, b: ReportSeconds): boolean {
  return hasSameTotals(a, b) && countSplit(a, b) === 0;
}

/** How many seconds are in a downtime for one and outside of any for the other. */
function countSplit(a: ObjectSeconds, b: ObjectSeconds): number {
  return listResults(a).reduce((sum, result) => sum + Math.abs(a.scheduled[result] - b.scheduled[result]), 0);
}

function listResults({ unscheduled }: ObjectSeconds): (keyof ResultSeconds)[] {
  return Object.keys(unscheduled) as (keyof ResultSeconds)[];
}

function explainStretches(
  ours: Account,
  replay: Account,
  softStates: boolean,
  window: Window,
): Map<DifferenceReason, number> {
  const reasons = new Map<DifferenceReason, number>();
  const tracks = [ours.results, ...ours.downtimes, replay.results, ...replay.downtimes, replay.stops];
  for (const { at, length } of listStretches(tracks, window)) {
    const reason = explainInstant(ours, replay, softStates, at);
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + length);
  }
  return reasons;
}

/** Why the accounts differ at an instant; null where they agree. */
function explainInstant(ours: Account, replay: Account, softStates: boolean, at: EpochMs): DifferenceReason | null {
  const stop = valueAt(replay.stops, at);
  if (stop === STOP.mistaken) return "program_words";
  if (stop === STOP.stopped) return "not_running";
  const own = valueAt(ours.results, at);
  const theirs = valueAt(replay.results, at);
  const [ownResult, theirResult] = [own, theirs].map((value) => (value === undefined ? "pending" : resultOf(value)));
  if (ownResult !== theirResult) {
    if (theirResult === "pending") return "unknown_after_start";
    if (own === undefined) return "before_first_line";
    if (ownResult === "pending") return "never_checked";
    return softStates ? "soft_states" : "skipped_recovery";
  }
  const isIn = (account: Account) => account.downtimes.some((steps) => valueAt(steps, at) === 1);
  return ownResult !== "pending" && isIn(ours) !== isIn(replay) ? "downtime_unseen_end" : null;
}

function listStretches(tracks: readonly Steps[], window: Window): { at: EpochMs; length: number }[] {
  const instants = listInstants(tracks, window);
  return instants.map((at, index) => ({ at, length: toSecond(instants[index + 1] ?? window.to) - toSecond(at) }));
}
