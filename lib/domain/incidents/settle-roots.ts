import { mapResult } from "@/lib/domain/component-state";
import type { AffectedComponent, Problem } from "@/lib/domain/incident";
import type { Root } from "@/lib/domain/problem-times";
import { isOutage } from "@/lib/domain/public-state";
import type { ObjectKey, WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Candidate } from "./candidates";
import {
  changeIncident,
  type Desk,
  type Draft,
  endOf,
  isLasting,
  lastingProblemOf,
  listLasting,
  putProblem,
  takeOut,
} from "./desk";
import { listAbove } from "./find-root";
import { findPlace, joinComponents, openFor } from "./place";
import { nameComponent, type Scene } from "./scene";

/**
 * Makes one incident of those that turn out to have one root, when what they began with was explained by something
 * above it that failed at about the same time.
 */
export function joinByRoot(scene: Scene, desk: Desk): void {
  for (const draft of [...desk.drafts.values()].sort((a, b) => a.incident.id - b.incident.id)) {
    if ((!isLasting(draft) && !desk.touched.has(draft)) || draft.incident.mergedInto !== null || hasPinned(draft))
      continue;
    findHigherRoot(draft, scene, desk);
    const older = findOlder(draft, scene, desk);
    if (older !== null) merge(draft, older, scene, desk);
  }
}

function hasPinned({ problems }: Draft): boolean {
  return [...problems.values()].some(({ isPinned }) => isPinned);
}

/** A root that itself follows from something else that failed within the window is none. */
function findHigherRoot(draft: Draft, scene: Scene, desk: Desk): void {
  const { rootKey, anchorAt, followsId } = draft.incident;
  if (rootKey === null) return;
  const window = { from: anchorAt, to: endOf(draft) ?? scene.snapshot.createdAt + 1 };
  // What remained after one root does not follow from what recovered a moment after it.
  const told = followsId === null ? scene.findRoot(rootKey, window) : null;
  const higher = told ?? findPresentRoot(rootKey, draft, scene);
  if (higher === null || higher.startedAt - anchorAt > scene.rules.groupingWindowMs) return;
  changeIncident(desk, draft, { rootKey: higher.rootKey });
  draft.news.push(`the root is ${higher.rootKey}, which failed at the same time`);
  for (const problem of draft.problems.values()) {
    if (problem.role === "behind" || !isBehind(problem, higher.rootKey, scene)) continue;
    const reason = `${problem.reason}, then behind ${higher.rootKey}`;
    putProblem(desk, draft, { ...problem, role: "behind", reason });
  }
}

/** What a root that lasts follows from now; only what Nagios confirmed counts. */
function findPresentRoot(key: ObjectKey, draft: Draft, scene: Scene): Root | null {
  const own = scene.objectOf(key);
  if (!isLasting(draft) || own === undefined || own.problemBeganAt === null) return null;
  const higher = scene.objectOf(scene.rootOf(key));
  if (higher === undefined || higher.key === key || higher.problemBeganAt === null) return null;
  if (!isOutage(mapResult(higher.confirmed, scene.mapping))) return null;
  return { rootKey: higher.key, startedAt: higher.problemBeganAt };
}

function isBehind({ key }: Problem, rootKey: ObjectKey, { snapshot }: Scene): boolean {
  return key !== rootKey && listAbove(key, snapshot.dependsOn).has(rootKey);
}

function findOlder(draft: Draft, scene: Scene, desk: Desk): Draft | null {
  const { rootKey, id } = draft.incident;
  for (const other of rootKey === null ? [] : (desk.byRoot.get(rootKey) ?? [])) {
    const { incident } = other;
    const isOlder = incident.id < id && incident.rootKey === rootKey && incident.mergedInto === null;
    if (isOlder && isAtOnce(draft, other, scene) && !hasPinned(other)) return other;
  }
  return null;
}

/** Whether two incidents lasted at one time. What lasts did so until now: a clock that was set back may say earlier. */
function isAtOnce(a: Draft, b: Draft, { snapshot }: Scene): boolean {
  const [endOfA, endOfB] = [endOf(a), endOf(b)];
  if (endOfA === null && endOfB === null) return true;
  const isBefore = (end: EpochMs | null, at: EpochMs) => (end ?? snapshot.createdAt) < at;
  return !isBefore(endOfA, b.incident.startedAt) && !isBefore(endOfB, a.incident.startedAt);
}

function merge(from: Draft, into: Draft, scene: Scene, desk: Desk): void {
  for (const problem of [...from.problems.values()]) {
    takeOut(desk, from, problem);
    putProblem(desk, into, { ...problem, reason: `${problem.reason}, from incident ${from.incident.id}` });
  }
  changeIncident(desk, into, {
    startedAt: Math.min(into.incident.startedAt, from.incident.startedAt),
    components: joinComponents(into.incident.components, from.incident.components, scene),
  });
  const at = scene.snapshot.createdAt;
  const end = { endedAt: at, resolvedAt: at, endReason: "merged" as const };
  changeIncident(desk, from, { ...end, mergedInto: into.incident.id });
  from.news.push(`merged into incident ${into.incident.id}: same root ${into.incident.rootKey}`);
}

/**
 * What is still broken when the root has been well again for the grouping window, by a check since then, is an outage of
 * its own.
 */
export function handOverRemains(scene: Scene, desk: Desk): void {
  for (const draft of [...desk.drafts.values()]) {
    const recoveredAt = findRootRecovery(draft, scene);
    if (recoveredAt === null || scene.snapshot.createdAt < recoveredAt + scene.rules.groupingWindowMs) continue;
    for (const problem of listRootsFirst(draft, scene)) {
      const object = scene.snapshot.objects.get(problem.key);
      const isRemains = problem.role === "behind" && !problem.isPinned && object !== undefined;
      if (isRemains && isCheckedSince(object, recoveredAt))
        moveOut({ draft, problem, object, recoveredAt }, scene, desk);
    }
  }
}

/** What has its own root before what follows from that, which goes where that went. */
function listRootsFirst(draft: Draft, { rootOf }: Scene): Problem[] {
  const followsAnother = ({ key }: Problem) => Number(rootOf(key) !== key);
  return listLasting(draft).sort((a, b) => followsAnother(a) - followsAnother(b));
}

/** When the root was well again, while something behind it lasts; null where that is not so. */
function findRootRecovery(draft: Draft, { objectOf }: Scene): EpochMs | null {
  const { rootKey, endedAt } = draft.incident;
  if (rootKey === null || endedAt !== null) return null;
  const root = objectOf(rootKey);
  if (root === undefined || (root.current !== "up" && root.current !== "ok")) return null;
  const isRootLasting = listLasting(draft).some(({ role }) => role === "root");
  return isRootLasting ? null : root.changedAt;
}

function isCheckedSince({ lastCheckAt, current }: WatchedObject, at: EpochMs): boolean {
  return lastCheckAt !== null && lastCheckAt > at && current !== "up" && current !== "ok" && current !== "pending";
}

interface Remains {
  draft: Draft;
  problem: Problem;
  object: WatchedObject;
  recoveredAt: EpochMs;
}

function moveOut({ draft, problem, object, recoveredAt }: Remains, scene: Scene, desk: Desk): void {
  const rootKey = scene.rootOf(problem.key);
  const isRoot = rootKey === problem.key;
  const lasting = isRoot ? undefined : lastingProblemOf(desk, rootKey)?.draft;
  // What it follows from now is still a part of this incident, and so is it.
  if (rootKey === draft.incident.rootKey || lasting === draft) return;
  const components = listTouched(problem.key, draft, scene);
  const candidate = { ...describeRemains(problem, rootKey, recoveredAt), components };
  takeOut(desk, draft, problem);
  const place = lasting ?? findPlace(candidate, scene, desk, (other) => other !== draft)?.draft ?? null;
  const into = place ?? openFor(candidate, scene, desk);
  if (place === null) changeIncident(desk, into, { followsId: draft.incident.id });
  const role = isRoot ? "root" : "behind";
  putProblem(desk, into, { ...problem, role, state: object.confirmed, reason: candidate.reason });
  changeIncident(desk, into, {
    components: joinComponents(
      into.incident.components,
      candidate.components.map((component) => ({ ...component, state: scene.stateOf(component.slug) })),
      scene,
    ),
  });
  draft.news.push(`${problem.key} is still out after the root recovered: now in incident ${into.incident.id}`);
}

/** The components that feel it; while none does, as in a downtime, those of the incident that it comes from. */
function listTouched(key: ObjectKey, { incident }: Draft, scene: Scene): AffectedComponent[] {
  const felt = scene.feltBy(key).map(nameComponent);
  if (felt.length > 0) return felt;
  const owners = scene.snapshot.owners.get(key) ?? [];
  const own = incident.components.filter(({ slug }) => owners.some((owner) => owner.slug === slug));
  return (own.length > 0 ? own : incident.components).map(nameComponent);
}

function describeRemains(problem: Problem, rootKey: ObjectKey, recoveredAt: EpochMs): Omit<Candidate, "components"> {
  return {
    ...problem,
    rootKey,
    rootStartedAt: null,
    startedAt: Math.max(problem.startedAt, recoveredAt),
    reason: `HARD ${problem.state.toUpperCase()}, still after its root recovered`,
  };
}
