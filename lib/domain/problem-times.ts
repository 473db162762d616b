import type { Window } from "./availability";
import { mapResult } from "./component-state";
import { isConfirmedOutage } from "./incidents/candidates";
import { createRootFinder, listAbove, type RootFacts } from "./incidents/find-root";
import { confirmNext, type History, isProblemResult, resultOf } from "./object-history";
import type { StateMapping } from "./policy";
import { isOutage } from "./public-state";
import { type CheckResult, hostOf, type ObjectKey, type Snapshot } from "./snapshot";
import { createSteps, findStep, type Steps } from "./steps";
import type { EpochMs } from "./time";
import { walkObject } from "./walk-object";

/** What tells where an outage of the past had its root. */
export interface PastFacts {
  history: History;
  snapshot: Pick<Snapshot, "dependsOn">;
  mapping: StateMapping;
  /** See `RootSearch`. */
  windowMs: number;
}

/** A time in which an object was out, confirmed, and so was its root. */
export interface OutageWindow extends Window {
  rootKey: ObjectKey;
}

/**
 * The times in a window in which a live round would have made the object part of an incident: confirmed, outside of any
 * downtime, with a root that is confirmed too. The same questions as a round asks, of what the history says of the time.
 */
export function listOutageWindows(key: ObjectKey, facts: PastFacts, window: Window): OutageWindow[] {
  const found: OutageWindow[] = [];
  walkObject(key, facts.history, window, (from, to, { confirmed, ...own }, host) => {
    if (confirmed === undefined) return;
    const inDowntime = own.inDowntime || host?.inDowntime === true;
    const now = { confirmed, current: own.current ?? confirmed, inDowntime, monitored: true };
    if (!isConfirmedOutage(now, facts.mapping)) return;
    const begin = findConfirmedRoot(key, facts, { from, to });
    if (begin !== null) found.push({ from: begin.at, to, rootKey: begin.rootKey });
  });
  return found;
}

/** When in a window the root of an object was confirmed first: at its begin, or when something about the root changed. */
function findConfirmedRoot(
  key: ObjectKey,
  facts: PastFacts,
  { from, to }: Window,
): { at: EpochMs; rootKey: ObjectKey } | null {
  let at = from;
  while (at < to) {
    const rootKey = findRootAt(key, facts, at);
    const states = statesOf(facts.history, rootKey);
    if (rootKey === key || isOutage(mapResult(confirmedAt(states, rootKey, at), facts.mapping))) return { at, rootKey };
    at = states.ats[findStep(states, at) + 1] ?? to;
  }
  return null;
}

function findRootAt(key: ObjectKey, { history, snapshot, ...rules }: PastFacts, at: EpochMs): ObjectKey {
  const { dependsOn } = snapshot;
  const objectOf = (name: ObjectKey) => describeAt(name, history, at);
  return createRootFinder({ objectOf, dependsOn, ...rules })(key);
}

/** What a failure followed from, and since when that failed itself. */
export interface Root {
  rootKey: ObjectKey;
  startedAt: EpochMs;
}

/**
 * What a failure turned out to follow from, while it lasted: the highest thing above it that failed and was confirmed.
 * Whoever looked all the time would have seen it. Null where nothing above it failed.
 */
export function findRoot(key: ObjectKey, facts: PastFacts, window: Window): Root | null {
  let found: Root | null = null;
  for (const at of listChanges(key, facts, window)) {
    const below: ObjectKey = found?.rootKey ?? key;
    const rootKey = findRootAt(below, facts, at);
    const states = statesOf(facts.history, rootKey);
    if (rootKey === below || !isOutage(mapResult(confirmedAt(states, rootKey, at), facts.mapping))) continue;
    found = { rootKey, startedAt: states.ats[beginOf(states, findStep(states, at))] as EpochMs };
  }
  return found;
}

/**
 * The instants in a window at which something changed for an object or above it, and its begin. In order. None where it
 * ends before it begins: Nagios' clock was set back meanwhile.
 */
function listChanges(key: ObjectKey, { history, snapshot }: PastFacts, { from, to }: Window): EpochMs[] {
  if (from > to) return [];
  const instants = new Set([from]);
  for (const above of listAbove(key, snapshot.dependsOn)) {
    const states = statesOf(history, above);
    for (let index = findStep(states, from) + 1; (states.ats[index] ?? to) < to; index += 1) {
      instants.add(states.ats[index] as EpochMs);
    }
  }
  return [...instants].sort((a, b) => a - b);
}

const NO_STEPS: Steps = createSteps();

function statesOf({ objects }: History, key: ObjectKey): Steps {
  return objects.get(key)?.states ?? NO_STEPS;
}

function describeAt(key: ObjectKey, history: History, at: EpochMs): RootFacts | undefined {
  const states = statesOf(history, key);
  const index = findStep(states, at);
  if (index < 0) return undefined;
  const hostName = hostOf(key);
  return {
    key,
    kind: hostName === key ? "host" : "service",
    hostName,
    current: resultOf(states.values[index] as number),
    monitored: true,
    problemBeganAt: states.ats[beginOf(states, index)] ?? null,
    changedAt: states.ats[beginOfResult(states, index)] ?? null,
  };
}

/** Where the stretch of one result, soft or hard, that an index lies in began. */
function beginOfResult(states: Steps, index: number): number {
  const result = resultOf(states.values[index] as number);
  let begin = index;
  while (begin > 0 && resultOf(states.values[begin - 1] as number) === result) begin -= 1;
  return begin;
}

/** Where the stretch that an index lies in began: after the last well step, at the first bad one. */
export function beginOf(states: Steps, index: number): number {
  let begin = index;
  for (let at = index; at >= 0 && !isWell(states, at); at -= 1) {
    if (resultOf(states.values[at] as number) !== "pending") begin = at;
  }
  return begin;
}

function isWell(states: Steps, index: number): boolean {
  const result = resultOf(states.values[index] as number);
  return result !== "pending" && !isProblemResult(result);
}

function confirmedAt(states: Steps, key: ObjectKey, at: EpochMs): CheckResult {
  const last = findStep(states, at);
  let confirmed: CheckResult | undefined;
  const kind = hostOf(key) === key ? "host" : "service";
  for (let index = Math.max(beginOf(states, last) - 1, 0); index <= last; index += 1) {
    confirmed = confirmNext(confirmed, states.values[index] as number, kind);
  }
  return confirmed ?? "pending";
}

/** Begin, first confirmation and root of a problem, as the history tells. */
export interface ProblemTimes {
  startedAt: EpochMs;
  confirmedAt: EpochMs;
  /** What it turned out to follow from; itself where nothing above it failed. */
  rootKey: ObjectKey;
  /** When that failed; null where it is the object itself. */
  rootStartedAt: EpochMs | null;
}

/**
 * The problem that an object has at an instant, by the history. Null where it has none, where the history does not hold its
 * begin, or where nothing was confirmed yet.
 */
export function findPresentTimes(facts: PastFacts, key: ObjectKey, at: EpochMs): ProblemTimes | null {
  const states = statesOf(facts.history, key);
  const last = findStep(states, at);
  if (last < 0 || isWell(states, last)) return null;
  const begin = beginOf(states, last);
  if (begin === 0) return null;
  const startedAt = states.ats[begin] as EpochMs;
  const window = { from: startedAt, to: at + 1 };
  const first = listOutageWindows(key, facts, window)[0];
  if (first === undefined) return null;
  const root = findRoot(key, facts, window);
  return { startedAt, confirmedAt: first.from, rootKey: root?.rootKey ?? key, rootStartedAt: root?.startedAt ?? null };
}
