import type {
  AutomaticSide,
  EditTrace,
  Incident,
  IncidentUpdate,
  NagiosComment,
  NewUpdate,
  Problem,
} from "@/lib/domain/incident";
import { timesOf, UNTOUCHED } from "@/lib/domain/incident";
import type { EditPlan } from "@/lib/domain/incident-edit";
import type { AutomaticMaintenance, Maintenance } from "@/lib/domain/maintenance";
import { isSameOutage } from "@/lib/domain/same-outage";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { requireSame } from "./same-incident";
import type { IncidentQuery, NewNagiosComment, PastIncident, RoundBatch } from "./store";
import { StoreError } from "./store-error";
import { inOrderOfWriting } from "./take-batch";

/** Everything kept. Its objects are never changed in place: a change works on a copy of the maps and swaps it in. */
export interface Kept {
  incidents: Map<number, Incident>;
  /** Of each object. */
  problems: Map<ObjectKey, readonly Problem[]>;
  updates: Map<number, IncidentUpdate>;
  comments: Map<number, NagiosComment>;
  edits: Map<number, EditTrace>;
  maintenances: Map<number, Maintenance>;
  lastIncidentId: number;
  lastUpdateId: number;
  lastCommentId: number;
  lastEditId: number;
  lastMaintenanceId: number;
}

export function keepNothing(): Kept {
  return {
    incidents: new Map(),
    problems: new Map(),
    updates: new Map(),
    comments: new Map(),
    edits: new Map(),
    maintenances: new Map(),
    lastIncidentId: 0,
    lastUpdateId: 0,
    lastCommentId: 0,
    lastEditId: 0,
    lastMaintenanceId: 0,
  };
}

export function copyKept(kept: Kept): Kept {
  return {
    ...kept,
    incidents: new Map(kept.incidents),
    problems: new Map(kept.problems),
    updates: new Map(kept.updates),
    comments: new Map(kept.comments),
    edits: new Map(kept.edits),
    maintenances: new Map(kept.maintenances),
  };
}

/** Writes a round. Throws in its middle: give it a copy. */
export function applyBatch(kept: Kept, batch: RoundBatch): void {
  applyWords(kept, batch);
  for (const past of batch.past) addPast(kept, past);
  for (const { incidentId, comment } of batch.comments) addComment(kept, incidentId, comment);
  for (const maintenance of batch.maintenances) keepMaintenance(kept, maintenance);
  if (batch.purgeEndedBefore !== null) purge(kept, batch.purgeEndedBefore);
}

/** Writes what an edit does. Throws in its middle: give it a copy. */
export function applyPlan(kept: Kept, plan: EditPlan): void {
  for (const incident of plan.incidents) keepIncident(kept, incident);
  for (const problem of inOrderOfWriting(plan.problems)) keepProblem(kept, problem);
  for (const update of plan.updates) {
    if (update.id === 0) addUpdate(kept, { ...update });
    else kept.updates.set(update.id, update);
  }
  for (const trace of plan.traces) {
    kept.lastEditId += 1;
    kept.edits.set(kept.lastEditId, { ...trace, id: kept.lastEditId });
  }
}

function applyWords(kept: Kept, { incidents, problems, updates }: Omit<PastIncident, "incident"> & Side): void {
  for (const incident of incidents) writeAutomatic(kept, incident);
  for (const problem of inOrderOfWriting(problems)) writeProblem(kept, problem);
  for (const update of updates) sayOnce(kept, update);
}

type Side = Pick<RoundBatch, "incidents">;

function writeAutomatic(kept: Kept, incident: AutomaticSide): void {
  const there = kept.incidents.get(incident.id);
  if (there !== undefined) requireSame(there, incident);
  const person = there?.person ?? UNTOUCHED;
  if (person.mergedInto === null) keepIncident(kept, { ...incident, person });
}

function keepIncident(kept: Kept, incident: Incident): void {
  kept.lastIncidentId = Math.max(kept.lastIncidentId, incident.id);
  kept.incidents.set(incident.id, incident);
}

function writeProblem(kept: Kept, problem: Problem): void {
  const there = kept.problems.get(problem.key)?.find(({ startedAt }) => startedAt === problem.startedAt);
  if (there?.isPinned !== true) keepProblem(kept, problem);
  else keepProblem(kept, { ...problem, incidentId: there.incidentId, isPinned: true });
}

/** Of two problems with one id the later one keeps it, when the earlier one was over. */
function keepProblem(kept: Kept, problem: Problem): void {
  const others = (kept.problems.get(problem.key) ?? []).filter(({ startedAt }) => startedAt !== problem.startedAt);
  const free = (one: Problem, later: Problem): Problem =>
    one.problemId === later.problemId && one.endedAt !== null && one.endedAt <= later.startedAt
      ? { ...one, problemId: 0 }
      : one;
  const freed = others.map((other) => free(other, problem));
  const own = freed.reduce((one, other) => (one.problemId === 0 ? one : free(one, other)), problem);
  for (const other of freed) {
    const isSecondOpen = other.endedAt === null && own.endedAt === null;
    const isSameProblem = own.problemId > 0 && other.problemId === own.problemId;
    if (isSecondOpen || isSameProblem)
      throw new StoreError("already_open", `A problem of ${problem.key} is open or told already.`);
  }
  requireIncident(kept, problem.incidentId);
  kept.problems.set(problem.key, [...freed, own]);
}

function sayOnce(kept: Kept, update: NewUpdate): void {
  requireIncident(kept, update.incidentId);
  for (const other of kept.updates.values()) {
    const isOfOne = other.incidentId === update.incidentId && other.kind === update.kind && other.at === update.at;
    if (isOfOne && other.code === update.code && other.reference === update.reference && update.kind !== "person")
      return;
  }
  addUpdate(kept, { ...update, editedAt: null });
}

function addUpdate(kept: Kept, update: Omit<IncidentUpdate, "id">): void {
  requireIncident(kept, update.incidentId);
  kept.lastUpdateId += 1;
  kept.updates.set(kept.lastUpdateId, { ...update, id: kept.lastUpdateId });
}

function addPast(kept: Kept, { incident, problems, updates }: PastIncident): void {
  const isTold = (problem: Problem) =>
    kept.problems.get(problem.key)?.some((other) => isSameOutage(other, problem)) ?? false;
  const untold = problems.filter((problem) => !isTold(problem));
  if (untold.length > 0) applyWords(kept, { incidents: [incident], problems: untold, updates });
}

function addComment(kept: Kept, incidentId: number, comment: NewNagiosComment): void {
  requireIncident(kept, incidentId);
  for (const other of kept.comments.values()) {
    const isOfOne = other.incidentId === incidentId && other.commentId === comment.commentId;
    if (isOfOne && other.enteredAt === comment.enteredAt) return;
  }
  kept.lastCommentId += 1;
  kept.comments.set(kept.lastCommentId, { ...comment, id: kept.lastCommentId, incidentId });
}

function keepMaintenance(kept: Kept, maintenance: AutomaticMaintenance): void {
  const person = kept.maintenances.get(maintenance.id)?.person ?? { title: null, text: null };
  kept.lastMaintenanceId = Math.max(kept.lastMaintenanceId, maintenance.id);
  kept.maintenances.set(maintenance.id, { ...maintenance, person });
}

function purge(kept: Kept, endedBefore: number): void {
  const isOld = ({ endedAt }: { endedAt: number | null }) => endedAt !== null && endedAt < endedBefore;
  for (const [id, maintenance] of kept.maintenances) if (isOld(maintenance)) kept.maintenances.delete(id);
  const gone = new Set([...kept.incidents.values()].filter(isOld).map(({ id }) => id));
  if (gone.size === 0) return;
  for (const id of gone) kept.incidents.delete(id);
  for (const parts of [kept.updates, kept.comments, kept.edits]) {
    for (const [id, { incidentId }] of parts) if (gone.has(incidentId)) parts.delete(id);
  }
  for (const [key, problems] of kept.problems) {
    const left = problems.filter(({ incidentId }) => !gone.has(incidentId));
    if (left.length < problems.length) kept.problems.set(key, left);
  }
}

function requireIncident(kept: Kept, id: number): void {
  if (!kept.incidents.has(id)) throw new StoreError("unknown_incident", `No incident has the id ${id}.`);
}

/** Whether an incident is one that a query asks for. */
export function isSelected(incident: Incident, which: IncidentQuery["which"]): boolean {
  switch (which.kind) {
    case "all":
      return true;
    case "active":
      return incident.endedAt === null;
    case "since":
      return incident.endedAt === null || Math.max(incident.endedAt, incident.person.endedAt ?? 0) >= which.at;
    case "between": {
      const { startedAt, endedAt } = timesOf(incident);
      return startedAt < which.to && (endedAt === null || endedAt > which.from || startedAt >= which.from);
    }
  }
}
