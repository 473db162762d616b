import type { CheckResult, ObjectKey } from "./snapshot";
import { createSteps, type GrowingSteps, type Steps } from "./steps";
import type { EpochMs } from "./time";

/** What Nagios said of one object over time, as steps of the codes below. */
export interface ObjectHistory {
  /** Check results, hard and soft: see `encodeState`. */
  states: Steps;
  /** 1 while it is in a downtime of its own, else 0. Its host's downtime stands with the host. */
  downtimes: Steps;
}

/** What is known of the source as a whole, as a step's value. Before the first step nothing was read. */
export const SOURCE = {
  /** Nobody looked, and no log tells. */
  unread: 0,
  running: 1,
  /** Nagios said that it stops. */
  stopped: 2,
  /** Its data was too old to be believed. */
  stale: 3,
} as const;

/** All that is remembered of what Nagios said. Everything shown of the past is folded from this. */
export interface History {
  objects: ReadonlyMap<ObjectKey, ObjectHistory>;
  source: Steps;
  /** What a search of the logs has not come to yet; null when there is nothing. */
  unread: Unread | null;
}

/** Time of some objects of which the logs are still to be read: what their steps say of it is not whole. */
export interface Unread {
  from: EpochMs;
  to: EpochMs;
  keys: ReadonlySet<ObjectKey>;
}

export type Track = "state" | "downtime" | "source";

/** One step of one track, as it is handed over and stored. `key` is null for the source. */
export interface HistoryMark {
  key: ObjectKey | null;
  track: Track;
  at: EpochMs;
  value: number;
}

/** The place of a result is its code in databases: never move one. */
const RESULTS = [
  "pending",
  "up",
  "down",
  "unreachable",
  "ok",
  "warning",
  "critical",
  "unknown",
] as const satisfies readonly CheckResult[];

const CODES = new Map<CheckResult, number>(RESULTS.map((result, code) => [result, code]));

/** A check result as the value of a step: twice its code, and one more when it is hard. */
export function encodeState(result: CheckResult, isHard: boolean): number {
  return 2 * (CODES.get(result) ?? 0) + (isHard ? 1 : 0);
}

/** The check result of a step's value; one that nobody knows is no evidence of anything. */
export function resultOf(value: number): CheckResult {
  return RESULTS[value >> 1] ?? "pending";
}

/** Whether a step's value was confirmed by Nagios. */
export function isHardValue(value: number): boolean {
  return (value & 1) === 1;
}

/**
 * What counts of an object's results: a problem from its HARD line on, any OK or UP ends it, hard or soft. A soft problem
 * changes nothing; where it is the first thing known, the object had answered and nothing was confirmed.
 */
export function confirmStates(states: Steps, kind: "host" | "service"): Steps {
  const confirmed = createSteps();
  let present: CheckResult | undefined;
  states.ats.forEach((at, index) => {
    present = confirmNext(present, states.values[index] as number, kind);
    push(confirmed, at, encodeState(present, true));
  });
  return confirmed;
}

/** What is confirmed after one more result, by the rule of `confirmStates`. Before the first, nothing is. */
export function confirmNext(confirmed: CheckResult | undefined, value: number, kind: "host" | "service"): CheckResult {
  const result = resultOf(value);
  if (isHardValue(value) || !isProblemResult(result)) return result;
  if (confirmed !== undefined && confirmed !== "pending") return confirmed;
  return kind === "host" ? "up" : "ok";
}

/** Whether a check said that something is wrong. */
export function isProblemResult(result: CheckResult): boolean {
  return result !== "up" && result !== "ok" && result !== "pending";
}

function push(steps: GrowingSteps, at: EpochMs, value: number): void {
  if (steps.values.at(-1) === value) return;
  steps.ats.push(at);
  steps.values.push(value);
}
