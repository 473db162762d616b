import type { Segment, Window } from "./availability";
import { foldComponentInSlices } from "./component-history";
import { mapResult } from "./component-state";
import type { PastProblem } from "./incident";
import { type KnownTime, listKnownWindows } from "./known-time";
import { type History, resultOf } from "./object-history";
import type { StateMapping } from "./policy";
import { beginOf, listOutageWindows, type OutageWindow } from "./problem-times";
import { isDisrupted, rankOf } from "./public-state";
import type { CheckResult, ComponentMembers, ObjectKey, Snapshot, WatchedObject } from "./snapshot";
import { findStep, type Steps } from "./steps";
import type { EpochMs } from "./time";
import { eachSegment } from "./timeline";
import { walkObject } from "./walk-object";

export interface PastSearch extends KnownTime {
  history: History;
  /** Tells which components feel an object, and its names. */
  snapshot: Pick<Snapshot, "objects" | "components" | "owners" | "dependsOn">;
  mapping: StateMapping;
  /** See `RootSearch`. */
  windowMs: number;
  /** Whose outages; null for everybody's. */
  keys: Iterable<ObjectKey> | null;
  /** Outages that ended in it are told, whole. */
  window: Window;
  /** Shorter ones are not. */
  minimumMs: number;
}

/** One problem of an object, from its first bad state (soft or not) to the OK or UP that ended it. */
interface Problem extends Window {
  object: WatchedObject;
  state: CheckResult;
  /** When it would have become part of an incident, as far as the object and what it depends on tell. */
  openable: readonly OutageWindow[];
}

/**
 * Finds the problems of a history that a live page would have told of: confirmed, outside of downtimes, at a time that
 * is known, and felt by a component. In slices.
 */
export function* findPastOutagesInSlices(search: PastSearch): Generator<void, PastProblem[]> {
  const problems: Problem[] = [];
  for (const key of search.keys ?? search.snapshot.owners.keys()) {
    problems.push(...findProblems(key, search));
    yield;
  }
  const isFelt = createFeeling(search, problems);
  const outages: PastProblem[] = [];
  for (const problem of problems) {
    if (yield* isFelt(problem)) outages.push(describeOutage(problem));
    yield;
  }
  return outages;
}

function findProblems(key: ObjectKey, search: PastSearch): Problem[] {
  const object = search.snapshot.objects.get(key);
  const states = search.history.objects.get(key)?.states;
  if (object === undefined || states === undefined) return [];
  return listProblemWindows(states, search.window)
    .filter(({ from, to }) => to - from >= search.minimumMs)
    .map((window) => describeProblem(object, window, search))
    .filter(({ openable }) => openable.length > 0);
}

/** The stretches between two well marks that ended in the window. What was never checked began no problem. */
function listProblemWindows(states: Steps, window: Window): Window[] {
  const found: Window[] = [];
  for (let end = Math.max(findStep(states, window.from - 1) + 1, 1); end < states.ats.length; end += 1) {
    if ((states.ats[end] as number) >= window.to) break;
    if (!isWell(states, end) || isWell(states, end - 1)) continue;
    const begin = beginOf(states, end - 1);
    if (resultAt(states, begin) !== "pending")
      found.push({ from: states.ats[begin] as number, to: states.ats[end] as number });
  }
  return found;
}

function resultAt(states: Steps, index: number): CheckResult {
  return resultOf(states.values[index] as number);
}

function isWell(states: Steps, index: number): boolean {
  const result = resultAt(states, index);
  return result === "up" || result === "ok";
}

function describeProblem(object: WatchedObject, window: Window, search: PastSearch): Problem {
  const { history, mapping } = search;
  const known = listKnownWindows(history.source, search, window);
  const openable = listOutageWindows(object.key, search, window);
  const problem = { object, ...window, state: "pending" as CheckResult };
  walkObject(object.key, history, window, (_from, _to, { confirmed }) => {
    if (confirmed === undefined) return;
    if (rankResult(confirmed, mapping) > rankResult(problem.state, mapping)) problem.state = confirmed;
  });
  return { ...problem, openable: openable.flatMap((each) => cutOut(each, known)) };
}

/** By what it stands for in public; what says nothing is worth least. */
function rankResult(result: CheckResult, mapping: StateMapping): number {
  return result === "pending" ? -1 : rankOf(mapResult(result, mapping));
}

/** The parts of a window that lie in others, which are in order and apart. */
function cutOut({ from, to, rootKey }: OutageWindow, known: readonly Window[]): OutageWindow[] {
  return known
    .map((part) => ({ rootKey, from: Math.max(from, part.from), to: Math.min(to, part.to) }))
    .filter((part) => part.from < part.to);
}

/** Tells whether a component was disrupted while an incident could have opened. Folds components when it needs them. */
function createFeeling(search: PastSearch, problems: readonly Problem[]) {
  const span = {
    from: problems.reduce((from, problem) => Math.min(from, problem.from), Number.POSITIVE_INFINITY),
    to: problems.reduce((to, problem) => Math.max(to, problem.to), Number.NEGATIVE_INFINITY),
  };
  const timelines = new Map<ComponentMembers, Segment[]>();
  return function* isFelt({ object, openable }: Problem): Generator<void, boolean> {
    for (const component of search.snapshot.owners.get(object.key) ?? []) {
      // A service is a member, and where the worst counts, it counts.
      if (object.kind === "service" && component.rule.kind === "worst") return true;
      const timeline = timelines.get(component) ?? (yield* foldComponentInSlices(component, search, span));
      timelines.set(component, timeline);
      if (openable.some((window) => isDisruptedIn(timeline, window))) return true;
    }
    return false;
  };
}

function isDisruptedIn(timeline: readonly Segment[], window: Window): boolean {
  let found = false;
  eachSegment(timeline, window, (_from, _to, state) => {
    found ||= isDisrupted(state);
  });
  return found;
}

function describeOutage({ object: { key }, state, from, to, openable }: Problem): PastProblem {
  const [first] = openable;
  const confirmedAt: EpochMs = first?.from ?? from;
  return { key, startedAt: from, confirmedAt, endedAt: to, state, rootKey: first?.rootKey ?? key };
}
