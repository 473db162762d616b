import type { Window } from "./availability";
import { confirmNext, type History, isHardValue, isProblemResult, resultOf } from "./object-history";
import { type CheckResult, hostOf, type ObjectKey } from "./snapshot";
import { createSteps, findStep, type Steps } from "./steps";
import type { EpochMs } from "./time";

/** What held of one object at the instant that a walk has reached. It changes while the walk goes on. */
export interface ObjectNow {
  /** What counts; undefined before the first mark. */
  confirmed: CheckResult | undefined;
  /** What the last check said, soft or hard. */
  current: CheckResult | undefined;
  /** In a downtime of its own. */
  inDowntime: boolean;
}

/**
 * Walks through what a history says of an object, and of the host that carries it (null for a host), from change to
 * change. Takes time by the marks in the window.
 */
export function walkObject(
  key: ObjectKey,
  history: History,
  window: Window,
  visit: (from: EpochMs, to: EpochMs, own: ObjectNow, host: ObjectNow | null) => void,
): void {
  const hostKey = hostOf(key);
  const own = openWalk(key, hostKey === key ? "host" : "service", history, window.from);
  const host = hostKey === key ? null : openWalk(hostKey, "host", history, window.from);
  let from = window.from;
  while (from < window.to) {
    const to = Math.min(nextChange(own), host === null ? window.to : nextChange(host), window.to);
    visit(from, to, own, host);
    goOn(own, to);
    if (host !== null) goOn(host, to);
    from = to;
  }
}

interface Walk extends ObjectNow {
  kind: "host" | "service";
  states: Cursor;
  downtimes: Cursor;
}

/** A place in steps. */
interface Cursor {
  steps: Steps;
  index: number;
}

const NO_STEPS: Steps = createSteps();

function openWalk(key: ObjectKey, kind: "host" | "service", { objects }: History, at: EpochMs): Walk {
  const { states = NO_STEPS, downtimes = NO_STEPS } = objects.get(key) ?? {};
  const index = findStep(downtimes, at);
  const inDowntime = downtimes.values[index] === 1;
  const start = { steps: states, index: findDecision(states, at) - 1 };
  const walk: Walk = {
    kind,
    confirmed: undefined,
    current: undefined,
    inDowntime,
    states: start,
    downtimes: { steps: downtimes, index },
  };
  goOn(walk, at);
  return walk;
}

/** The last mark up to an instant that says alone what is confirmed; the first of all, where there is none. */
function findDecision(states: Steps, at: EpochMs): number {
  let index = findStep(states, at);
  while (index > 0 && !isDecisive(states.values[index] as number)) index -= 1;
  return Math.max(index, 0);
}

function isDecisive(value: number): boolean {
  return isHardValue(value) || !isProblemResult(resultOf(value));
}

function nextChange({ states, downtimes }: Walk): EpochMs {
  return Math.min(nextAt(states), nextAt(downtimes));
}

function nextAt({ steps, index }: Cursor): EpochMs {
  return index + 1 < steps.ats.length ? (steps.ats[index + 1] as number) : Number.POSITIVE_INFINITY;
}

function goOn(walk: Walk, to: EpochMs): void {
  const { states, downtimes } = walk;
  while (nextAt(states) <= to) {
    states.index += 1;
    const value = states.steps.values[states.index] as number;
    walk.confirmed = confirmNext(walk.confirmed, value, walk.kind);
    walk.current = resultOf(value);
  }
  while (nextAt(downtimes) <= to) {
    downtimes.index += 1;
    walk.inDowntime = downtimes.steps.values[downtimes.index] === 1;
  }
}
