import {
  type AutomaticSide,
  type ComponentImpact,
  type EndReason,
  type IncidentStatus,
  type NewUpdate,
  type Problem,
  statusOf,
  type UpdateCode,
} from "@/lib/domain/incident";
import { isDisrupted, rankOf, worstState } from "@/lib/domain/public-state";
import type { ObjectKey, WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { changeIncident, type Desk, type Draft, listLasting, summarize } from "./desk";
import { isFailing } from "./find-root";
import type { Scene } from "./scene";
import { decideTelling } from "./telling";

/** Brings every incident that is not resolved to what its problems say, and says what that changed. */
export function leadLives(scene: Scene, desk: Desk): void {
  for (const draft of desk.drafts.values()) {
    if (draft.incident.mergedInto !== null) {
      if (desk.touched.has(draft)) say(draft, scene, "merged", draft.incident.endedAt ?? 0);
      continue;
    }
    if (draft.incident.resolvedAt !== null && !desk.touched.has(draft)) continue;
    leadLife(draft, scene, desk);
  }
}

function leadLife(draft: Draft, scene: Scene, desk: Desk): void {
  const lasting = listLasting(draft);
  const was = draft.incident;
  if (draft.before === null) say(draft, scene, was.followsId === null ? "opened" : "remains", was.startedAt);
  if (lasting.length > 0) {
    reopen(draft, lasting, scene, desk);
    followImpact(draft, scene, desk);
    followFlags(draft, lasting, scene, desk);
    tellGaps(draft, scene);
  } else {
    end(draft, scene, desk);
    resolve(draft, scene, desk);
  }
  decideTelling(draft, scene, desk);
}

/** Adds an automatic update. Its reason is what this round changed. */
function say(draft: Draft, { snapshot }: Scene, code: UpdateCode, at: EpochMs, more: Partial<NewUpdate> = {}): void {
  const { incident, person } = draft;
  draft.updates.push({
    incidentId: incident.id,
    kind: "automatic",
    code,
    status: more.status ?? statusOf({ ...incident, person }),
    at: Math.min(at, snapshot.createdAt),
    author: null,
    text: null,
    components: incident.components,
    reason: summarize(draft.news) || code,
    reference: 0,
    ...more,
  });
}

function reopen(draft: Draft, lasting: readonly Problem[], scene: Scene, desk: Desk): void {
  if (draft.incident.endedAt === null) return;
  const components = describeNow(draft.incident.components, scene);
  changeIncident(desk, draft, { endedAt: null, endReason: null, resolvedAt: null, components });
  say(draft, scene, "reopened", Math.min(...lasting.map(({ startedAt }) => startedAt)));
}

/** How its components are now. Said when the whole got worse or better, or more of them are affected. */
function followImpact(draft: Draft, scene: Scene, desk: Desk): void {
  const { incident, before } = draft;
  const components = describeNow(incident.components, scene);
  const impact = worstOf(components, incident.impact);
  if (impact !== incident.impact || !isSame(incident.components, components)) {
    changeIncident(desk, draft, { components, impact });
  }
  if (before === null || before.incident.endedAt !== null) return;
  const was = before.incident.components;
  if (worstRank(was) === worstRank(components) && components.length <= was.length) return;
  draft.news.push(
    `${was.length} components at worst ${worstName(was)}, now ${components.length} at ${worstName(components)}`,
  );
  say(draft, scene, "impact", scene.snapshot.createdAt);
}

function describeNow(components: readonly ComponentImpact[], { stateOf, componentOf }: Scene): ComponentImpact[] {
  return components.map((component) =>
    componentOf(component.slug) === undefined ? component : { ...component, state: stateOf(component.slug) },
  );
}

function isSame(a: readonly ComponentImpact[], b: readonly ComponentImpact[]): boolean {
  return (
    a.length === b.length && a.every(({ slug, state }, index) => b[index]?.slug === slug && b[index].state === state)
  );
}

function worstRank(components: readonly ComponentImpact[]): number {
  return components.reduce((worst, { state }) => Math.max(worst, isDisrupted(state) ? rankOf(state) : 0), 0);
}

function worstName(components: readonly ComponentImpact[]): string {
  return worstState(components.map(({ state }) => state));
}

function worstOf(components: readonly ComponentImpact[], impact: AutomaticSide["impact"]): AutomaticSide["impact"] {
  return components.reduce(
    (worst, { state }) => (isDisrupted(state) && rankOf(state) > rankOf(worst) ? state : worst),
    impact,
  );
}

function followFlags(draft: Draft, lasting: readonly Problem[], scene: Scene, desk: Desk): void {
  const { incident } = draft;
  const root = incident.rootKey === null ? undefined : scene.objectOf(incident.rootKey);
  const isAcknowledged = root?.acknowledged === true || lasting.some((problem) => problem.acknowledged);
  const acknowledged = isAcknowledged || (incident.acknowledged && !isWithdrawn(draft, root, scene));
  const unstable = lasting.some(({ key }) => scene.snapshot.objects.get(key)?.flapping === true);
  if (acknowledged !== incident.acknowledged) {
    changeIncident(desk, draft, { acknowledged });
    draft.news.push(acknowledged ? "acknowledged in Nagios" : "the acknowledgement was withdrawn");
    say(draft, scene, acknowledged ? "identified" : "unacknowledged", scene.snapshot.createdAt);
  }
  if (unstable !== incident.unstable) {
    changeIncident(desk, draft, { unstable });
    draft.news.push(unstable ? "it flaps" : "it does not flap any more");
    say(draft, scene, unstable ? "unstable" : "stable", scene.snapshot.createdAt);
  }
}

/** Whether somebody took an acknowledgement back. That of a problem that recovered went with it, and stands. */
function isWithdrawn({ before, problems, incident }: Draft, root: WatchedObject | undefined, scene: Scene): boolean {
  const acknowledged = (before?.problems ?? []).filter((problem) => problem.acknowledged);
  if (acknowledged.some(({ key }) => lastsUnacknowledged(problems, key))) return true;
  const isRootHeld = [...problems.values()].some(({ key }) => key === incident.rootKey);
  return acknowledged.length === 0 && !isRootHeld && root !== undefined && isFailing(root, scene.mapping);
}

function lastsUnacknowledged(problems: Draft["problems"], key: ObjectKey): boolean {
  return [...problems.values()].some(
    (problem) => problem.key === key && problem.endedAt === null && !problem.acknowledged,
  );
}

/** A time of which nothing is known neither opens nor ends anything; what lasted through it says so. */
function tellGaps(draft: Draft, scene: Scene): void {
  if (draft.before === null) return;
  for (const { from, to } of scene.gaps) {
    const isThrough = from >= draft.incident.startedAt && to <= scene.snapshot.createdAt;
    const isTold = draft.before.updates.some(({ code, reference }) => code === "gap" && reference === from);
    if (!isThrough || isTold) continue;
    draft.news.push("there was no data for a while");
    say(draft, scene, "gap", to, { reference: from });
  }
}

const END_CODES = { removed: "removed", unpublished: "unpublished" } as const satisfies Partial<
  Record<EndReason, UpdateCode>
>;

/** Over when the last problem is; one whose problems all became other incidents was over when the root was. */
function end(draft: Draft, scene: Scene, desk: Desk): void {
  if (draft.incident.endedAt !== null && !desk.touched.has(draft)) return;
  const last = [...draft.problems.values()].reduce<Problem | null>(
    (latest, problem) => ((problem.endedAt ?? 0) > (latest?.endedAt ?? -1) ? problem : latest),
    null,
  );
  const root = draft.incident.rootKey === null ? undefined : scene.objectOf(draft.incident.rootKey);
  const endedAt = last?.endedAt ?? root?.changedAt ?? scene.snapshot.createdAt;
  const endReason = last?.endReason ?? "recovered";
  if (endedAt === draft.incident.endedAt) return;
  sayReturn(draft, scene);
  const components = describeNow(draft.incident.components, scene);
  const nothing = { resolvedAt: null, acknowledged: false, unstable: false };
  changeIncident(desk, draft, { ...nothing, endedAt, endReason, components });
  if (endReason === "removed" || endReason === "unpublished")
    say(draft, scene, END_CODES[endReason], notBefore(draft, endedAt), RESOLVED);
  else if (scene.rules.monitoringMs > 0) {
    say(draft, scene, "recovered", notBefore(draft, endedAt), { status: "monitoring" });
  }
}

/** What was over, came back and was over again before somebody looked. */
function sayReturn(draft: Draft, scene: Scene): void {
  const { endedAt } = draft.incident;
  if (endedAt === null) return;
  const returns = [...draft.problems.values()].map(({ startedAt }) => startedAt).filter((at) => at > endedAt);
  if (returns.length > 0) say(draft, scene, "reopened", Math.min(...returns), { status: "investigating" });
}

/** The end of what flapped is known afterwards: it is told after what was told meanwhile. */
function notBefore({ before, updates }: Draft, at: EpochMs): EpochMs {
  return [...(before?.updates ?? []), ...updates].reduce(
    (latest, update) => (update.kind === "automatic" ? Math.max(latest, update.at) : latest),
    at,
  );
}

const RESOLVED: { status: IncidentStatus } = { status: "resolved" };

/** What did not come back in the configured time is resolved, and so is what cannot come back. */
function resolve(draft: Draft, scene: Scene, desk: Desk): void {
  const { endedAt, endReason, resolvedAt } = draft.incident;
  if (endedAt === null || resolvedAt !== null) return;
  if (endReason === "removed" || endReason === "unpublished") {
    changeIncident(desk, draft, { resolvedAt: endedAt });
    return;
  }
  const calmAt = endedAt + scene.rules.monitoringMs;
  if (scene.snapshot.createdAt < calmAt) return;
  draft.news.push("calm since it ended");
  changeIncident(desk, draft, { resolvedAt: calmAt });
  say(draft, scene, "resolved", notBefore(draft, calmAt), RESOLVED);
}
