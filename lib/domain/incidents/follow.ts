import type { EndReason, Problem } from "@/lib/domain/incident";
import type { WatchedObject } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { type Desk, type Draft, listLasting, putProblem } from "./desk";
import type { Scene } from "./scene";

interface End {
  endedAt: EpochMs;
  endReason: EndReason;
  why: string;
}

/** Follows the problems of an incident that last: what ended, what became of it, what Nagios does not know any more. */
export function followProblems(draft: Draft, scene: Scene, desk: Desk): void {
  for (const problem of listLasting(draft)) followProblem(problem, { scene, desk, draft });
}

interface Following {
  scene: Scene;
  desk: Desk;
  draft: Draft;
}

function followProblem(problem: Problem, { scene, desk, draft }: Following): void {
  const object = scene.snapshot.objects.get(problem.key);
  if (object === undefined && scene.snapshot.owners.has(problem.key)) return;
  const end = object === undefined ? findLoss(problem, scene) : findEnd(problem, object, scene);
  if (end !== null) {
    const { endedAt, endReason, why } = end;
    putProblem(desk, draft, { ...problem, endedAt: Math.max(problem.startedAt, endedAt), endReason });
    draft.news.push(`${problem.key} ${why}`);
    return;
  }
  const next = object === undefined ? noteLoss(problem, scene) : takeOver(problem, object);
  if (next === null) return;
  putProblem(desk, draft, next.problem);
  draft.news.push(`${problem.key} ${next.why}`);
}

/** What is not on show any more is the operator's doing; what is gone from Nagios may come back with the next reload. */
function findLoss(problem: Problem, { isKnown, snapshot, rules }: Scene): End | null {
  const endedAt = snapshot.createdAt;
  if (isKnown(problem.key)) return { endedAt, endReason: "unpublished", why: "is no longer chosen" };
  const { goneAt } = problem;
  if (goneAt === null || snapshot.createdAt - goneAt < rules.reopeningWindowMs) return null;
  return { endedAt: goneAt, endReason: "removed", why: "was removed from Nagios" };
}

function noteLoss(problem: Problem, { snapshot }: Scene): { problem: Problem; why: string } | null {
  if (problem.goneAt !== null) return null;
  return { problem: { ...problem, goneAt: snapshot.createdAt }, why: "is not known to Nagios at the moment" };
}

function findEnd(problem: Problem, object: WatchedObject, scene: Scene): End | null {
  if (object.current === "up" || object.current === "ok") return findRecovery(problem, object, scene);
  const recoveredAt = scene.findRecovery(problem.key, problem.startedAt);
  const beganAt = object.problemBeganAt ?? scene.snapshot.createdAt;
  // A flapping problem goes on under new ids; after a crash Nagios starts with the problems of its retention file.
  const isEarlier = beganAt <= problem.startedAt && !isSetBack(problem, scene);
  if (object.flapping || !isOther(problem, object, recoveredAt) || isEarlier) return null;
  const endedAt = Math.min(recoveredAt ?? beganAt, beganAt);
  return { endedAt, endReason: "recovered", why: `recovered, and failed again as problem ${object.problemId}` };
}

/** Whether the object has another problem now; where Nagios gives no ids, the history tells. */
function isOther(problem: Problem, object: WatchedObject, recoveredAt: EpochMs | null): boolean {
  const hasIds = object.problemId !== 0 && problem.problemId !== 0;
  return hasIds ? object.problemId !== problem.problemId : recoveredAt !== null;
}

/** A problem that begins after the present: Nagios' clock was set back since, and times do not tell what came first. */
function isSetBack({ startedAt }: Problem, { snapshot }: Scene): boolean {
  return snapshot.createdAt < startedAt;
}

/** Only a check since the problem began can end it, and only when it does not flap. */
function findRecovery(problem: Problem, object: WatchedObject, scene: Scene): End | null {
  const { lastCheckAt, changedAt } = object;
  const isOld = lastCheckAt !== null && lastCheckAt < problem.startedAt && !isSetBack(problem, scene);
  if (isOld || object.flapping) return null;
  const isSince = changedAt !== null && changedAt >= problem.startedAt;
  const lastAt = isSince ? changedAt : (lastCheckAt ?? scene.snapshot.createdAt);
  const endedAt = Math.min(scene.findRecovery(problem.key, problem.startedAt) ?? lastAt, lastAt);
  return { endedAt, endReason: "recovered", why: `is ${object.current.toUpperCase()} again` };
}

/** What Nagios says anew about a problem that lasts; null when that is nothing. */
function takeOver(problem: Problem, object: WatchedObject): { problem: Problem; why: string } | null {
  const next = { ...problem, goneAt: null };
  const said = [...takeState(next, object), ...takeFacts(next, object)];
  if (problem.goneAt !== null) said.push("is known to Nagios again");
  return said.length === 0 ? null : { problem: next, why: said.join(", ") };
}

/** Pending, and a recovery that flaps, say nothing new about a problem that lasts. */
function takeState(next: Problem, object: WatchedObject): string[] {
  const { confirmed } = object;
  if (confirmed === next.state || confirmed === "pending" || confirmed === "up" || confirmed === "ok") return [];
  const said = [`${next.state.toUpperCase()} became ${confirmed.toUpperCase()}`];
  Object.assign(next, { state: confirmed, output: object.output, lastCheckAt: object.lastCheckAt });
  return said;
}

function takeFacts(next: Problem, { acknowledged, problemId, flapping }: WatchedObject): string[] {
  const said: string[] = [];
  if (acknowledged !== next.acknowledged) {
    said.push(acknowledged ? "was acknowledged" : "is no longer acknowledged");
    next.acknowledged = acknowledged;
  }
  if (problemId !== 0 && problemId !== next.problemId && (flapping || next.problemId === 0)) {
    said.push(`is problem ${problemId}`);
    next.problemId = problemId;
  }
  return said;
}
