import { isDeepStrictEqual } from "node:util";
import { type IncidentRecord, mergedIntoOf, type Problem } from "@/lib/domain/incident";
import type { AutomaticMaintenance, Maintenance } from "@/lib/domain/maintenance";
import { DEFAULT_INCIDENT_RULES, type IncidentRules } from "@/lib/domain/policy";
import { isSameOutage } from "@/lib/domain/same-outage";
import type { ObjectDowntime, ObjectKey } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import { type FaultyStore, nameProblem } from "./faulty-store";
import type { PresentProblem, TrueProblem } from "./nagios";

type Acknowledged = FaultyStore["acknowledged"];

/** Everything that is kept. */
export interface Kept {
  records: readonly IncidentRecord[];
  maintenances: readonly Maintenance[];
}

/** What somebody was told is kept and is not kept as it was. Null when all is. */
export function findLostWrite({ records, maintenances }: Kept, acknowledged: Acknowledged): string | null {
  const kept = new Map(records.map((record) => [record.incident.id, record]));
  for (const [id, versions] of acknowledged.incidents) {
    const incident = kept.get(id)?.incident;
    if (incident === undefined) return `the opening of incident ${id} is lost`;
    const { person: _, ...side } = incident;
    if (!versions.some((version) => isDeepStrictEqual(side, version))) return `the last of incident ${id} is lost`;
  }
  return (
    findLostProblem(records, acknowledged) ??
    findLostWords(kept, acknowledged) ??
    findLostMaintenance(maintenances, acknowledged)
  );
}

/** Of two problems with one id the later one keeps it. */
function findLostProblem(records: readonly IncidentRecord[], { problems }: Acknowledged): string | null {
  const kept = new Map(records.flatMap((record) => record.problems).map((problem) => [nameProblem(problem), problem]));
  for (const [name, versions] of problems) {
    const problem = kept.get(name);
    const isThere = versions.some((version) => {
      const problemId = problem?.problemId === 0 ? 0 : version.problemId;
      return isDeepStrictEqual(problem, { ...version, problemId });
    });
    if (!isThere) return `the last of problem ${name} is lost`;
  }
  return null;
}

function findLostWords(kept: ReadonlyMap<number, IncidentRecord>, { words, titles }: Acknowledged): string | null {
  for (const [id, { incidentId, text }] of words) {
    const isThere = kept.get(incidentId)?.updates.some((update) => update.id === id && update.text === text) ?? false;
    if (!isThere) return `a person's words about incident ${incidentId} are lost`;
  }
  for (const [id, title] of titles) {
    if (kept.get(id)?.incident.person.title !== title) return `a person's title of incident ${id} is lost`;
  }
  return null;
}

function findLostMaintenance(kept: readonly Maintenance[], { maintenances }: Acknowledged): string | null {
  const sides = new Map(kept.map(({ person: _, ...side }): [number, AutomaticMaintenance] => [side.id, side]));
  for (const [id, versions] of maintenances) {
    if (!versions.some((version) => isDeepStrictEqual(sides.get(id), version)))
      return `the last of maintenance ${id} is lost`;
  }
  return null;
}

/** One problem that was told twice. Null when there is none. */
export function findDuplicate({ begins }: Acknowledged, isExempt: (key: ObjectKey) => boolean): string | null {
  for (const [name, { key, ats }] of begins) {
    if (ats.size > 1 && !isExempt(key)) return `problem ${name} is told ${ats.size} times`;
  }
  return null;
}

/** Two problems of one object at one time. Null when there are none. */
export function findOverlap(records: readonly IncidentRecord[], isExempt: (key: ObjectKey) => boolean): string | null {
  const told = new Map<ObjectKey, Problem[]>();
  for (const problem of records.flatMap((record) => record.problems)) {
    const others = told.get(problem.key) ?? [];
    const other = others.find((one) => isSameOutage(one, problem));
    if (other !== undefined && !isExempt(problem.key))
      return `the problems ${nameProblem(other)} and ${nameProblem(problem)} are one and told by incidents ${other.incidentId} and ${problem.incidentId}`;
    told.set(problem.key, [...others, problem]);
  }
  return null;
}

/** An incident that is not what its problems are. Null when all are. */
export function findContradiction(records: readonly IncidentRecord[]): string | null {
  const known = new Map(records.map((record) => [record.incident.id, record]));
  for (const record of records) {
    const why = mergedIntoOf(record.incident) === null ? contradicts(record) : contradictsMerger(record, known);
    if (why !== null) return `incident ${record.incident.id} ${why}`;
  }
  return null;
}

/** What remained when its root was well again is an outage since then. */
const REMAINS = "still after its root recovered";

/** Nor does what was amiss long before its root failed make the outage longer. */
function mayBeEarlier({ reason, role, startedAt }: Problem, begin: number): boolean {
  return reason.includes(REMAINS) || (role === "behind" && begin - startedAt > DEFAULT_INCIDENT_RULES.groupingWindowMs);
}

function contradicts({ incident, problems, updates }: IncidentRecord): string | null {
  const { startedAt, endedAt, endReason, resolvedAt } = incident;
  const lasting = problems.filter((problem) => problem.endedAt === null);
  if (endedAt === null && lasting.length === 0) return "lasts although all of its problems are over";
  if (endedAt !== null && lasting.length > 0) return `is over although ${lasting[0]?.key} lasts`;
  if ((endedAt === null) !== (endReason === null)) return "has an end without a reason, or a reason without an end";
  if (resolvedAt !== null && (endedAt === null || resolvedAt < endedAt)) return "is resolved before it ended";
  const ends = problems.map((problem) => problem.endedAt ?? 0);
  if (endedAt !== null && ends.length > 0 && endedAt !== Math.max(...ends))
    return "ended at another time than its last";
  const early = problems.find((problem) => problem.startedAt < startedAt && !mayBeEarlier(problem, startedAt));
  if (early !== undefined) return `began after ${nameProblem(early)}`;
  const reversed = problems.find((problem) => problem.endedAt !== null && problem.endedAt < problem.startedAt);
  if (reversed !== undefined) return `holds ${nameProblem(reversed)}, which ended before it began`;
  if (incident.components.length === 0) return "touches no component";
  const begins = updates.filter(({ code }) => code === "opened" || code === "remains").length;
  if (begins !== 1) return `says ${begins} times that it began`;
  return null;
}

function contradictsMerger(
  { incident, problems }: IncidentRecord,
  known: ReadonlyMap<number, IncidentRecord>,
): string | null {
  const into = mergedIntoOf(incident);
  if (problems.length > 0) return `was merged into ${into} and still holds ${problems.length} problems`;
  if (incident.endedAt === null || incident.resolvedAt === null) return `was merged into ${into} and still lasts`;
  return into === null || !known.has(into) ? `was merged into ${into}, which is not there` : null;
}

/** Where what lasts differs from what Nagios says. Null when it does not. */
export function findUntoldProblem(
  records: readonly IncidentRecord[],
  present: ReadonlyMap<ObjectKey, PresentProblem>,
): string | null {
  const lasting = new Map<ObjectKey, Problem>();
  for (const problem of records.flatMap((record) => record.problems)) {
    if (problem.endedAt === null) lasting.set(problem.key, problem);
  }
  for (const [key, { problemId, inDowntime }] of present) {
    const told = lasting.get(key);
    if (inDowntime && told === undefined) continue;
    if (told?.problemId !== problemId) return `problem ${problemId} of ${key} has no incident that lasts`;
  }
  for (const [key, { problemId, incidentId }] of lasting) {
    if (!present.has(key)) return `problem ${problemId} of ${key} lasts in incident ${incidentId} although all is well`;
  }
  return null;
}

/** A problem that is told with other times than Nagios'. Null when there is none. */
export function findFalseTime(
  records: readonly IncidentRecord[],
  truthOf: (key: ObjectKey) => readonly TrueProblem[],
  isExempt: (key: ObjectKey) => boolean,
): string | null {
  for (const problem of records.flatMap((record) => record.problems)) {
    if (isExempt(problem.key)) continue;
    const truth = truthOf(problem.key);
    const own = truth.find(({ beganAt }) => beganAt === problem.startedAt);
    if (own === undefined) return `no problem began as ${nameProblem(problem)} is told to`;
    if (problem.endedAt === null) continue;
    // Who did not look in between knows of no recovery but of the last one, or that another problem began.
    const endedAt = problem.endedAt;
    const isLater = truth.some(
      (other) => other.beganAt > own.beganAt && (other.endedAt === endedAt || isAtBegin(other, endedAt)),
    );
    if (problem.endedAt !== own.endedAt && !isLater)
      return `${nameProblem(problem)} is told to have ended at ${problem.endedAt}, and ended at ${own.endedAt}`;
  }
  return null;
}

/** Times are as exact as a second. */
function isAtBegin({ beganAt }: TrueProblem, at: number): boolean {
  return at <= beganAt && at >= beganAt - SECOND_MS;
}

/** What should have become of an incident by an instant of Nagios' and has not. Null when all has. */
export function findUnsettled(
  records: readonly IncidentRecord[],
  rules: IncidentRules,
  at: number,
  recoveredAt: (key: ObjectKey) => number | null,
): string | null {
  const roots = new Map<ObjectKey, number>();
  for (const { incident, problems } of records) {
    const { id, rootKey, endedAt, endReason, resolvedAt, publicAt, startedAt } = incident;
    if (mergedIntoOf(incident) !== null) continue;
    if (endedAt !== null) {
      if (at > endedAt + rules.monitoringMs && resolvedAt === null) return `incident ${id} is over and never resolved`;
      const isCalm = resolvedAt === endedAt + rules.monitoringMs;
      if (endReason === "recovered" && resolvedAt !== null && !isCalm)
        return `incident ${id} is resolved at a wrong time`;
    }
    if (publicAt !== startedAt && publicAt === null) return `incident ${id} is never told`;
    if (endedAt !== null || rootKey === null) continue;
    const other = roots.get(rootKey);
    if (other !== undefined) return `the incidents ${other} and ${id} last and have the root ${rootKey}`;
    roots.set(rootKey, id);
    const isRootLasting = problems.some((problem) => problem.role === "root" && problem.endedAt === null);
    const wellAt = recoveredAt(rootKey);
    if (!isRootLasting && wellAt !== null && at > wellAt + rules.groupingWindowMs)
      return `incident ${id} goes on although its root ${rootKey} is well since ${wellAt}`;
  }
  return null;
}

/** Where maintenances differ from the downtimes of Nagios. Null when they do not. */
export function findUntoldMaintenance(
  maintenances: readonly Maintenance[],
  downtimes: readonly ObjectDowntime[],
): string | null {
  const under = new Map<string, Maintenance>();
  for (const maintenance of maintenances) {
    if (maintenance.endedAt === null && maintenance.downtimes.length !== 1)
      return `maintenance ${maintenance.id} is of several`;
    for (const { key, downtimeId, enteredAt } of maintenance.downtimes)
      under.set(`${key} ${downtimeId} ${enteredAt}`, maintenance);
  }
  for (const { key, downtimeId, enteredAt, inEffect } of downtimes) {
    const status = under.get(`${key} ${downtimeId} ${enteredAt}`)?.status;
    if (status !== (inEffect ? "in_progress" : "scheduled"))
      return `downtime ${downtimeId} of ${key} is told as ${status}`;
    under.delete(`${key} ${downtimeId} ${enteredAt}`);
  }
  for (const [name, { id, endedAt, status }] of under) {
    if (endedAt === null) return `maintenance ${id} of ${name} is ${status} although its downtime is over`;
  }
  return null;
}

/** What is kept, or was promised to somebody, and is not shown. Null when all is. */
export function findUnpublished({ records, maintenances }: Kept, shown: Kept, { words }: Acknowledged): string | null {
  const shownById = new Map(shown.records.map((record) => [record.incident.id, record]));
  for (const record of records) {
    const { id } = record.incident;
    const other = shownById.get(id);
    if (other === undefined) return `incident ${id} is kept and not published`;
    const difference = findDifference(record, other);
    if (difference !== null) return `the ${difference} of incident ${id} is published otherwise than kept`;
  }
  for (const [id, { incidentId }] of words) {
    const isThere = shownById.get(incidentId)?.updates.some((update) => update.id === id) ?? false;
    if (!isThere) return `a person's words about incident ${incidentId} are kept and not published`;
  }
  const shownMaintenances = new Map(shown.maintenances.map((maintenance) => [maintenance.id, maintenance]));
  for (const maintenance of maintenances) {
    if (!isDeepStrictEqual(maintenance, shownMaintenances.get(maintenance.id)))
      return `maintenance ${maintenance.id} is published otherwise than kept`;
  }
  return null;
}

/** What was decided before it was written has no ids yet. Of two problems with one id the later one keeps it. */
function findDifference(a: IncidentRecord, b: IncidentRecord): string | null {
  if (!isDeepStrictEqual(a.incident, b.incident)) return "state";
  if (!haveSame(a.problems, b.problems, (one) => ({ ...one, problemId: one.endedAt === null ? one.problemId : 0 })))
    return "list of problems";
  return haveSame(a.updates, b.updates, (one) => ({ ...one, id: 0 })) ? null : "list of updates";
}

/** Whether the lists hold the same, in whatever order, as far as it can be told. */
function haveSame<T extends object>(a: readonly T[], b: readonly T[], strip: (one: T) => T): boolean {
  const say = (one: T) => JSON.stringify(Object.entries(strip(one)).sort(([x], [y]) => (x < y ? -1 : 1)));
  return isDeepStrictEqual(a.map(say).sort(), b.map(say).sort());
}
