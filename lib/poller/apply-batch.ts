import {
  type AutomaticSide,
  type IncidentRecord,
  type IncidentUpdate,
  type NagiosComment,
  type NewUpdate,
  type Problem,
  timesOf,
  UNTOUCHED,
} from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import { isSameOutage } from "@/lib/domain/same-outage";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { NewNagiosComment, PastIncident, RoundBatch } from "@/lib/store/store";

/**
 * The incidents as they will be when the batch is written, newest start first, as the store lists them. So a round
 * goes on while its changes wait for the database. What gets its id when it is written has 0 until then.
 */
export function applyBatch(records: readonly IncidentRecord[], batch: RoundBatch): IncidentRecord[] {
  const past = findNews(batch, records);
  const sides = [...batch.incidents, ...past.map(({ incident }) => incident)];
  const problems = [...batch.problems, ...past.flatMap((one) => one.problems)];
  const updates = [...batch.updates, ...past.flatMap((one) => one.updates)];
  if (sides.length + problems.length + updates.length + batch.comments.length === 0) return [...records];
  const known = new Map(records.map((record) => [record.incident.id, record]));
  for (const side of sides) known.set(side.id, takeSide(known.get(side.id), side));
  moveProblems(known, problems);
  addUpdates(known, updates);
  addComments(known, batch.comments);
  return [...known.values()].sort(byStart);
}

/** The maintenances as they will be when the batch is written, newest start first. */
export function applyMaintenances(known: readonly Maintenance[], { maintenances }: RoundBatch): readonly Maintenance[] {
  if (maintenances.length === 0) return known;
  const byId = new Map(known.map((maintenance) => [maintenance.id, maintenance]));
  for (const maintenance of maintenances) {
    const person = byId.get(maintenance.id)?.person ?? { title: null, text: null };
    byId.set(maintenance.id, { ...maintenance, person });
  }
  return [...byId.values()].sort((a, b) => b.startsAt - a.startsAt || b.id - a.id);
}

/** Newest start first, as it is told. */
export function byStart({ incident: a }: IncidentRecord, { incident: b }: IncidentRecord): number {
  return timesOf(b).startedAt - timesOf(a).startedAt || b.id - a.id;
}

function takeSide(record: IncidentRecord | undefined, side: AutomaticSide): IncidentRecord {
  if (record === undefined) {
    return { incident: { ...side, person: UNTOUCHED }, problems: [], updates: [], nagiosComments: [], edits: [] };
  }
  // What a person merged is what the person left.
  if (record.incident.person.mergedInto !== null) return record;
  return { ...record, incident: { ...side, person: record.incident.person } };
}

type Known = Map<number, IncidentRecord>;

/** Takes each problem out of where it was and puts it where it belongs; one that a person put somewhere stays there. */
function moveProblems(known: Known, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const kept = [...known.values()].flatMap((record) => record.problems);
  const changed = new Map(problems.map((problem) => [nameOf(problem), problem]));
  for (const { incidentId, ...problem } of kept) {
    const next = problem.isPinned ? changed.get(nameOf(problem)) : undefined;
    if (next !== undefined) changed.set(nameOf(problem), { ...next, incidentId, isPinned: true });
  }
  freeIds(kept, changed);
  const added = groupByIncident([...changed.values()]);
  for (const [id, record] of known) {
    const isConcerned = added.has(id) || record.problems.some((problem) => changed.has(nameOf(problem)));
    if (isConcerned) known.set(id, { ...record, problems: placeProblems(record, changed, added.get(id) ?? []) });
  }
}

/** Of problems with one id of Nagios the last one keeps it: after a crash Nagios may give it again. */
function freeIds(kept: readonly Problem[], changed: Map<string, Problem>): void {
  const lastStart = new Map<string, EpochMs>();
  const idOf = ({ key, problemId }: Problem) => `${problemId};${key}`;
  for (const problem of changed.values()) {
    const { problemId, startedAt } = problem;
    if (problemId > 0) lastStart.set(idOf(problem), Math.max(startedAt, lastStart.get(idOf(problem)) ?? startedAt));
  }
  for (const problem of [...kept, ...changed.values()]) {
    const { startedAt, endedAt } = problem;
    const last = lastStart.get(idOf(problem));
    if (last === undefined || endedAt === null || startedAt >= last || endedAt > last) continue;
    changed.set(nameOf(problem), { ...(changed.get(nameOf(problem)) ?? problem), problemId: 0 });
  }
}

/** The problem that the incident was opened for, then the others by their begin. */
function placeProblems(
  { incident, problems: kept }: IncidentRecord,
  changed: ReadonlyMap<string, Problem>,
  own: readonly Problem[],
): Problem[] {
  const { anchorKey, anchorAt } = incident;
  const isAnchor = ({ key, startedAt }: Problem) => key === anchorKey && startedAt === anchorAt;
  return [...kept.filter((problem) => !changed.has(nameOf(problem))), ...own].sort(
    (a, b) => Number(isAnchor(b)) - Number(isAnchor(a)) || a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1),
  );
}

function nameOf({ key, startedAt }: Pick<Problem, "key" | "startedAt">): string {
  return `${startedAt};${key}`;
}

function addUpdates(known: Known, updates: readonly NewUpdate[]): void {
  for (const [id, added] of groupByIncident(updates)) {
    const record = known.get(id);
    if (record === undefined) continue;
    const all: IncidentUpdate[] = [...record.updates];
    for (const update of added) {
      if (!all.some((kept) => isSameUpdate(kept, update))) all.push({ ...update, id: 0, editedAt: null });
    }
    known.set(id, { ...record, updates: all.sort((a, b) => a.at - b.at) });
  }
}

function isSameUpdate(a: NewUpdate, b: NewUpdate): boolean {
  return a.kind === b.kind && a.code === b.code && a.at === b.at && a.reference === b.reference && a.kind !== "person";
}

function addComments(known: Known, comments: RoundBatch["comments"]): void {
  for (const { incidentId, comment } of comments) {
    const record = known.get(incidentId);
    if (record === undefined || record.nagiosComments.some((kept) => isSameComment(kept, comment))) continue;
    const all: NagiosComment[] = [...record.nagiosComments, { ...comment, id: 0, incidentId }];
    known.set(incidentId, { ...record, nagiosComments: all.sort((a, b) => a.enteredAt - b.enteredAt) });
  }
}

function isSameComment(a: NewNagiosComment, b: NewNagiosComment): boolean {
  return a.commentId === b.commentId && a.enteredAt === b.enteredAt;
}

function groupByIncident<T extends { incidentId: number }>(parts: readonly T[]): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const part of parts) {
    const group = grouped.get(part.incidentId);
    if (group === undefined) grouped.set(part.incidentId, [part]);
    else group.push(part);
  }
  return grouped;
}

/**
 * Of the past what no incident tells of yet, nor another one before it: problems that are told are left out, and what is
 * left without any.
 */
function findNews({ past, problems: present }: RoundBatch, records: readonly IncidentRecord[]): PastIncident[] {
  const asked = past.flatMap(({ problems }) => problems);
  const told = new Map<ObjectKey, Map<string, Problem>>(asked.map(({ key }) => [key, new Map()]));
  const tell = (problem: Problem) => void told.get(problem.key)?.set(nameOf(problem), problem);
  if (told.size > 0) [...records.flatMap(({ problems }) => problems), ...present].forEach(tell);
  return past.flatMap((one) => {
    const problems = one.problems.filter((problem) => {
      return ![...(told.get(problem.key)?.values() ?? [])].some((other) => isSameOutage(problem, other));
    });
    problems.forEach(tell);
    return problems.length === 0 ? [] : [{ ...one, problems }];
  });
}
