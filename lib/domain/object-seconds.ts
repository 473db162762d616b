import type { Window } from "./availability";
import { confirmStates, type ObjectHistory, resultOf } from "./object-history";
import type { CheckResult } from "./snapshot";
import { type Steps, valueAt } from "./steps";
import { type EpochMs, SECOND_MS } from "./time";

export type ResultSeconds = Record<Exclude<CheckResult, "pending">, number>;

/** What an object's results were for how long, in whole seconds that add up to the window. */
export interface ObjectSeconds {
  /** Outside of any downtime. */
  unscheduled: ResultSeconds;
  /** In a downtime of its own or of its host. */
  scheduled: ResultSeconds;
  /** Before anything was known, and while it had not been checked. */
  noData: number;
}

/**
 * Counts an object's confirmed results in a window. `hostDowntimes`: those of the host that carries a service, null for
 * a host. Whether Nagios ran is not looked at: as in its own reports, the last result goes on.
 */
export function countObjectSeconds(
  history: ObjectHistory,
  hostDowntimes: Steps | null,
  kind: "host" | "service",
  window: Window,
): ObjectSeconds {
  const downtimes = hostDowntimes === null ? [history.downtimes] : [history.downtimes, hostDowntimes];
  return countResultSeconds(confirmStates(history.states, kind), downtimes, window);
}

/** Counts results as they are; `results` holds codes of `encodeState`, `downtimes` 1 while one is in effect. */
export function countResultSeconds(results: Steps, downtimes: readonly Steps[], window: Window): ObjectSeconds {
  const count: ObjectSeconds = { unscheduled: noSeconds(), scheduled: noSeconds(), noData: 0 };
  const instants = listInstants([results, ...downtimes], window);
  instants.forEach((at, index) => {
    const seconds = toSecond(instants[index + 1] ?? window.to) - toSecond(at);
    const value = valueAt(results, at);
    const result = value === undefined ? "pending" : resultOf(value);
    if (result === "pending") count.noData += seconds;
    else if (downtimes.some((steps) => valueAt(steps, at) === 1)) count.scheduled[result] += seconds;
    else count.unscheduled[result] += seconds;
  });
  return count;
}

/** Where any of some tracks changes within a window, in order, the window's beginning first. */
export function listInstants(tracks: readonly Steps[], { from, to }: Window): EpochMs[] {
  const inside = tracks.flatMap(({ ats }) => ats.filter((at) => from < at && at < to));
  return [...new Set([from, ...inside])].sort((a, b) => a - b);
}

function noSeconds(): ResultSeconds {
  return { up: 0, down: 0, unreachable: 0, ok: 0, warning: 0, critical: 0, unknown: 0 };
}

/** The whole second of an instant: spans between such seconds add up. */
export function toSecond(at: EpochMs): number {
  return Math.floor(at / SECOND_MS);
}
