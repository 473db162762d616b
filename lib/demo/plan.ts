import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Span } from "./spans";

/** What people say when they take a problem on. */
interface Acknowledgement {
  /** How long after the problem was confirmed. */
  afterMs: number;
  author: string;
  text: string;
}

/** Something really goes wrong with an object, whether or not a check has noticed yet. */
export interface Trouble extends Span {
  key: ObjectKey;
  /** The service state that a check finds, 1 to 3; for a host always 1. */
  state: number;
  acknowledgement: Acknowledgement | null;
}

export interface PlannedDowntime extends Span {
  key: ObjectKey;
  enteredAt: EpochMs;
  author: string;
  text: string;
}

/** When Nagios calls an object flapping. */
export interface PlannedFlapping extends Span {
  key: ObjectKey;
  percent: number;
}

export interface Plan {
  troubles: readonly Trouble[];
  downtimes: readonly PlannedDowntime[];
  flappings: readonly PlannedFlapping[];
}

/** Puts plans together. */
export function mergePlans(plans: readonly Plan[]): Plan {
  return {
    troubles: plans.flatMap((plan) => plan.troubles),
    downtimes: plans.flatMap((plan) => plan.downtimes),
    flappings: plans.flatMap((plan) => plan.flappings),
  };
}

/** A trouble that nobody acknowledges. */
export function makeTrouble(key: ObjectKey, startAt: EpochMs, lastsMs: number, state: number): Trouble {
  return { key, startAt, endAt: startAt + lastsMs, state, acknowledgement: null };
}
