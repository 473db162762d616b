import { mapResult } from "@/lib/domain/component-state";
import type { ComponentImpact, Problem } from "@/lib/domain/incident";
import type { EpochMs } from "@/lib/domain/time";
import { type Candidate, isBehind } from "./candidates";
import {
  changeIncident,
  type Desk,
  type Draft,
  endOf,
  type HeldProblem,
  openDraft,
  problemsOf,
  putProblem,
} from "./desk";
import { listAbove } from "./find-root";
import type { Scene } from "./scene";

/** Where a problem belongs, and why. */
interface Place {
  draft: Draft;
  why: string;
}

/** Puts a problem into the incident that it is a part of, or opens one for it. */
export function placeCandidate(candidate: Candidate, scene: Scene, desk: Desk): void {
  const place = findPlace(candidate, scene, desk);
  const draft = place?.draft ?? openFor(candidate, scene, desk);
  if (isAboveRoot(candidate, draft, scene)) changeIncident(desk, draft, { rootKey: candidate.key });
  putProblem(desk, draft, describeProblem(candidate, draft, place));
  changeIncident(desk, draft, {
    startedAt: Math.min(draft.incident.startedAt, findBegin(candidate, scene)),
    components: joinComponents(draft.incident.components, describeComponents(candidate, scene), scene),
  });
  if (place !== null) draft.news.push(`${candidate.key} is part of it: ${candidate.reason}, ${place.why}`);
}

/**
 * What fails with its root has been out since the root failed, whenever that was noticed. That it was not quite well
 * long before, or in a downtime, makes the outage no longer.
 */
function findBegin({ startedAt, rootStartedAt }: Candidate, { rules: { groupingWindowMs } }: Scene): EpochMs {
  if (rootStartedAt === null || startedAt - rootStartedAt > groupingWindowMs) return startedAt;
  return rootStartedAt - startedAt > groupingWindowMs ? rootStartedAt : Math.min(startedAt, rootStartedAt);
}

/** Whether what an incident was opened for depends on this, which failed at about the same time: then this is the root. */
function isAboveRoot({ key, rootKey }: Candidate, { incident }: Draft, { snapshot }: Scene): boolean {
  if (rootKey !== key || incident.rootKey === null || incident.rootKey === key) return false;
  return listAbove(incident.rootKey, snapshot.dependsOn).has(key);
}

/**
 * The incident of the same outage. Compares times alone, so that it does not matter when somebody looked.
 */
export function findPlace(
  candidate: Candidate,
  scene: Scene,
  desk: Desk,
  isAllowed: (draft: Draft) => boolean = () => true,
): Place | null {
  const ask = { candidate, beganAt: findBegin(candidate, scene), rules: scene.rules, desk, isAllowed };
  if (isBehind(candidate)) return findBesideRoot(ask) ?? findByRoot(ask);
  return findReturn(ask) ?? findByRoot(ask) ?? findByComponent(ask);
}

interface Ask {
  candidate: Candidate;
  beganAt: EpochMs;
  rules: Scene["rules"];
  desk: Desk;
  isAllowed: (draft: Draft) => boolean;
}

/** What follows from something else belongs where that belongs, whatever else the object or its components had. */
function findBesideRoot({ candidate: { rootKey }, beganAt, rules, desk, isAllowed }: Ask): Place | null {
  const held = problemsOf(desk, rootKey).find(({ draft, problem: { startedAt, endedAt } }) => {
    const isThen = startedAt <= beganAt + rules.groupingWindowMs && (endedAt === null || beganAt <= endedAt);
    return isThen && isAllowed(draft);
  });
  return held === undefined ? null : { draft: held.draft, why: `with its root ${rootKey}` };
}

/** The incident of the same object, if it was well for a short time only. */
function findReturn({ candidate: { key, startedAt }, rules, desk, isAllowed }: Ask): Place | null {
  const held = problemsOf(desk, key).filter(({ draft }) => isAllowed(draft));
  const before = findBefore(held, startedAt, rules.reopeningWindowMs);
  return before === null ? null : { draft: before, why: "back within the reopening window" };
}

/** That of the same root, while it lasts. */
function findByRoot({ candidate: { rootKey }, beganAt, rules, desk, isAllowed }: Ask): Place | null {
  const rooted = pickFirst(desk.byRoot.get(rootKey), (draft) => {
    const { incident } = draft;
    const isSince = beganAt >= incident.startedAt - rules.groupingWindowMs;
    if (incident.rootKey !== rootKey || !isSince || !isAllowed(draft)) return false;
    return isWithin(endOf(draft), beganAt, rules.reopeningWindowMs);
  });
  return rooted === null ? null : { draft: rooted, why: `same root ${rootKey}` };
}

/** That of a component in which another problem began at about the same time. */
function findByComponent({ candidate: { startedAt, components }, rules, desk, isAllowed }: Ask): Place | null {
  const beside = components.flatMap(({ slug }) => [...(desk.byComponent.get(slug) ?? [])]);
  const near = pickFirst(beside, (draft) => {
    return isAllowed(draft) && Math.abs(startedAt - draft.incident.anchorAt) <= rules.groupingWindowMs;
  });
  return near === null ? null : { draft: near, why: "same component, within the grouping window" };
}

/** Whether something that began then still belongs to what ended at another time, if it has. */
function isWithin(endedAt: EpochMs | null, startedAt: EpochMs, windowMs: number): boolean {
  return endedAt === null || startedAt - endedAt <= windowMs;
}

function findBefore(held: readonly HeldProblem[], startedAt: EpochMs, windowMs: number): Draft | null {
  let [best, bestAt] = [null as Draft | null, Number.NEGATIVE_INFINITY];
  for (const { draft, problem } of held) {
    const { endedAt } = problem;
    if (endedAt === null || endedAt > startedAt || startedAt - endedAt > windowMs || endedAt <= bestAt) continue;
    [best, bestAt] = [draft, endedAt];
  }
  return best;
}

/** Of several the one that began first. What the operator took off the page takes nothing in. */
function pickFirst(drafts: Iterable<Draft> | undefined, matches: (draft: Draft) => boolean): Draft | null {
  let first: Draft | null = null;
  for (const draft of drafts ?? []) {
    if (draft.incident.endReason === "unpublished" || !matches(draft)) continue;
    const isEarlier = first === null || compareAnchors(draft, first) < 0;
    if (isEarlier) first = draft;
  }
  return first;
}

function compareAnchors({ incident: a }: Draft, { incident: b }: Draft): number {
  return a.anchorAt - b.anchorAt || a.id - b.id;
}

/** Opens an incident for a problem. */
export function openFor(candidate: Candidate, scene: Scene, desk: Desk): Draft {
  const { key, rootKey, startedAt, state, reason } = candidate;
  const draft = openDraft(desk, {
    origin: "nagios",
    rootKey,
    anchorKey: key,
    anchorAt: startedAt,
    startedAt: findBegin(candidate, scene),
    endedAt: null,
    endReason: null,
    resolvedAt: null,
    acknowledged: false,
    unstable: false,
    components: [],
    impact: mapResult(state, scene.mapping),
    publicAt: null,
    isDraft: false,
    followsId: null,
    mergedInto: null,
  });
  draft.news.push(`opened: ${reason}`);
  return draft;
}

function describeProblem(candidate: Candidate, { incident }: Draft, place: Place | null): Problem {
  const { endedAt, reason } = candidate;
  return {
    incidentId: incident.id,
    key: candidate.key,
    startedAt: candidate.startedAt,
    confirmedAt: candidate.confirmedAt,
    problemId: candidate.problemId,
    role: isBehind(candidate) ? "behind" : "root",
    state: candidate.state,
    endedAt,
    endReason: endedAt === null ? null : "recovered",
    goneAt: null,
    lastCheckAt: candidate.lastCheckAt,
    output: candidate.output,
    acknowledged: candidate.acknowledged,
    reason: place === null ? reason : `${reason}, ${place.why}`,
    isPinned: false,
  };
}

/** What is over did to its components what its state stands for; what lasts does what they are in. */
function describeComponents({ components, endedAt, state }: Candidate, scene: Scene): ComponentImpact[] {
  const was = mapResult(state, scene.mapping);
  return components.map((component) => ({
    ...component,
    state: endedAt === null ? scene.stateOf(component.slug) : was,
  }));
}

/** In the order of the page; one that is in both keeps its present words and takes the new state. */
export function joinComponents(
  known: readonly ComponentImpact[],
  added: readonly ComponentImpact[],
  { placeOf }: Scene,
): readonly ComponentImpact[] {
  if (added.every(({ slug }) => known.some((component) => component.slug === slug))) return known;
  const joined = new Map([...known, ...added].map((component) => [component.slug, component]));
  return [...joined.values()].sort((a, b) => placeOf(a.slug) - placeOf(b.slug));
}
