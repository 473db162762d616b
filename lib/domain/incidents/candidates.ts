import { mapResult } from "@/lib/domain/component-state";
import type { AffectedComponent, PastProblem, Problem } from "@/lib/domain/incident";
import type { StateMapping } from "@/lib/domain/policy";
import type { ProblemTimes } from "@/lib/domain/problem-times";
import { isOutage } from "@/lib/domain/public-state";
import { isSameOutage } from "@/lib/domain/same-outage";
import { eachInSlices } from "@/lib/domain/slices";
import type { CheckResult, ObjectKey, WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { type Desk, lastingProblemOf, problemsOf, putProblem } from "./desk";
import { nameComponent, type Scene, sayRule } from "./scene";

/** A problem that belongs to no incident yet. */
export interface Candidate {
  key: ObjectKey;
  rootKey: ObjectKey;
  startedAt: EpochMs;
  confirmedAt: EpochMs;
  /** When its root began to fail, where that is another object and known. */
  rootStartedAt: EpochMs | null;
  /** Null while it lasts. */
  endedAt: EpochMs | null;
  state: CheckResult;
  problemId: number;
  lastCheckAt: EpochMs | null;
  output: string;
  acknowledged: boolean;
  components: readonly AffectedComponent[];
  reason: string;
}

/** Whether an object is out, confirmed and outside of any downtime. */
export function isConfirmedOutage(
  object: Pick<WatchedObject, "inDowntime" | "monitored" | "current" | "confirmed">,
  mapping: StateMapping,
): boolean {
  if (object.inDowntime || !object.monitored || object.current === "up" || object.current === "ok") return false;
  return isOutage(mapResult(object.confirmed, mapping));
}

/**
 * What asks for an incident, in the order in which Nagios confirmed it, so that it does not matter how often somebody
 * looked: confirmed outages that a component feels, and those that the log tells of.
 */
export function* listCandidatesInSlices(scene: Scene, desk: Desk): Generator<void, Candidate[]> {
  const found: Candidate[] = [];
  yield* eachInSlices(scene.snapshot.objects.values(), (object) => {
    if (!isConfirmedOutage(object, scene.mapping) || lastingProblemOf(desk, object.key) !== undefined) return;
    const candidate = isLookingBack(object, scene, desk) ? null : describePresent(object, scene, desk);
    if (candidate !== null && !goesOn(candidate, scene, desk)) found.push(candidate);
  });
  for (const problem of scene.past) {
    const candidate = describePast(problem, scene);
    if (candidate.components.length > 0 && !isTold(problem, scene, desk)) found.push(candidate);
  }
  return found.sort(compareCandidates);
}

/** What was confirmed together is looked at from its root on. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    a.confirmedAt - b.confirmedAt ||
    Number(isBehind(a)) - Number(isBehind(b)) ||
    a.startedAt - b.startedAt ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Whether it follows from something else. */
export function isBehind({ key, rootKey }: Pick<Candidate, "key" | "rootKey">): boolean {
  return rootKey !== key;
}

/** Null where no component feels it, or while the object at its root is not confirmed: it may turn out otherwise. */
function describePresent(object: WatchedObject, scene: Scene, desk: Desk): Candidate | null {
  const { snapshot } = scene;
  const felt = scene.feltBy(object.key);
  const presentRoot = scene.objectOf(scene.rootOf(object.key)) ?? object;
  if (felt[0] === undefined || !isOutage(mapResult(presentRoot.confirmed, scene.mapping))) return null;
  const knownWellAt = wellAt(desk, object.key);
  // Nagios' clock was set back where that lies ahead: then nothing that was known of such instants tells of now.
  const isSetBack = knownWellAt > snapshot.createdAt;
  const times = isSetBack ? null : scene.findTimes(object.key);
  // What made it fail may be well again by now: then it is handed over as what remained.
  const rootKey = times?.rootKey ?? presentRoot.key;
  const root = rootKey === object.key ? undefined : scene.objectOf(rootKey);
  const beganAt = Math.min(findBegin(object, times) ?? snapshot.createdAt, snapshot.createdAt);
  const startedAt = isSetBack ? beganAt : Math.max(beganAt, knownWellAt);
  const confirmedAt = times?.confirmedAt ?? Math.max(object.confirmedAt ?? snapshot.createdAt, root?.confirmedAt ?? 0);
  const word = `HARD ${object.confirmed.toUpperCase()}`;
  return {
    key: object.key,
    rootKey,
    startedAt,
    confirmedAt: Math.min(Math.max(confirmedAt, startedAt), snapshot.createdAt),
    rootStartedAt: times?.rootStartedAt ?? root?.problemBeganAt ?? null,
    endedAt: null,
    state: object.confirmed,
    problemId: object.problemId,
    lastCheckAt: object.lastCheckAt,
    output: object.output,
    acknowledged: object.acknowledged,
    components: felt.map(nameComponent),
    reason: rootKey === object.key ? `${word} on ${sayRule(felt[0], scene)}` : `${word} behind ${rootKey}`,
  };
}

/** The history knows better than Nagios' last change, unless that is older: then a piece of the log is still to be read. */
function findBegin({ changedAt, problemBeganAt }: WatchedObject, times: ProblemTimes | null): EpochMs | null {
  if (times === null) return problemBeganAt;
  const isMissingSome = changedAt !== null && changedAt < times.startedAt;
  return isMissingSome ? Math.min(problemBeganAt ?? changedAt, times.startedAt) : times.startedAt;
}

function describePast({ key, startedAt, confirmedAt, endedAt, state, ...past }: PastProblem, scene: Scene): Candidate {
  const owners = scene.snapshot.owners.get(key) ?? [];
  const root = scene.findRoot(key, { from: startedAt, to: endedAt });
  const rootKey = root?.rootKey ?? past.rootKey;
  const behind = rootKey === key ? "" : ` behind ${rootKey}`;
  return {
    ...{ key, rootKey, startedAt, confirmedAt, endedAt, state },
    rootStartedAt: root?.startedAt ?? null,
    problemId: 0,
    lastCheckAt: null,
    output: "",
    acknowledged: false,
    components: owners.filter(({ telling }) => telling.mode !== "off").map(nameComponent),
    reason: `HARD ${state.toUpperCase()}${behind}, told by the log`,
  };
}

/**
 * After a crash Nagios starts with the states of its retention file: a problem that was over already is no new one. An end
 * that lies ahead says nothing of that: Nagios' clock was set back since.
 */
function isLookingBack({ key, problemBeganAt, lastCheckAt }: WatchedObject, { snapshot }: Scene, desk: Desk): boolean {
  if (problemBeganAt === null || lastCheckAt === null) return false;
  return problemsOf(desk, key).some(({ problem: { endedAt } }) => {
    const isOver = endedAt !== null && endedAt <= snapshot.createdAt;
    return isOver && problemBeganAt < endedAt && lastCheckAt < endedAt;
  });
}

/**
 * A problem that Nagios still has, under its id, although it was over at an instant that lies ahead: it was not. Nagios'
 * clock was set back while the object was gone.
 */
function goesOn({ key, problemId }: Candidate, { snapshot }: Scene, desk: Desk): boolean {
  const held = problemsOf(desk, key).find(({ problem }) => {
    const isAhead = problem.endedAt !== null && problem.endedAt > snapshot.createdAt;
    return isAhead && problemId !== 0 && problem.problemId === problemId;
  });
  if (held === undefined) return false;
  putProblem(desk, held.draft, { ...held.problem, endedAt: null, endReason: null, goneAt: null });
  held.draft.news.push(`${key} is still problem ${problemId}: Nagios' clock was set back`);
  return true;
}

/** When it was last known to be well again: no problem began before. */
function wellAt(desk: Desk, key: ObjectKey): EpochMs {
  return problemsOf(desk, key).reduce(
    (at, { problem }) => Math.max(at, problem.endedAt ?? at),
    Number.NEGATIVE_INFINITY,
  );
}

/** A problem that is kept open while it flaps was well between: what began after that is another one. */
function isTold(past: PastProblem, { records, findRecovery }: Scene, desk: Desk): boolean {
  const isSame = (problem: Problem) => {
    const endedAt = problem.endedAt ?? findRecovery(problem.key, problem.startedAt);
    return isSameOutage(past, { ...problem, endedAt });
  };
  if (problemsOf(desk, past.key).some(({ problem }) => isSame(problem))) return true;
  // What people took into incidents of their own is told there.
  return records.some(
    ({ incident, problems }) =>
      !desk.drafts.has(incident.id) && problems.some((problem) => problem.key === past.key && isSame(problem)),
  );
}
