import { type IncidentRecord, type IncidentUpdate, mergedIntoOf, statusOf } from "@/lib/domain/incident";
import type {
  AddUpdateEdit,
  ChangeUpdateEdit,
  CorrectEdit,
  EditPlan,
  IncidentEdit,
  PublishEdit,
  ReviewEdit,
} from "@/lib/domain/incident-edit";
import { planMerge, planSplit } from "./plan-move";
import { changeIncident, type Plan, planOpen, startPlan, writeUpdate } from "./plan-open";

/**
 * Says what an edit does. `records` are the incidents of `listNamed`, all there; a new one gets the id after `lastId`.
 * What makes no sense is refused, with the reason. Every change leaves a trace of what was before.
 */
export function planEdit(edit: IncidentEdit, records: ReadonlyMap<number, IncidentRecord>, lastId: number): Plan {
  if (edit.kind === "open") return planOpen(edit, lastId + 1);
  const record = records.get(edit.incidentId);
  if (record === undefined) return { refused: `No incident has the id ${edit.incidentId}.` };
  const mergedInto = mergedIntoOf(record.incident);
  if (mergedInto !== null) return { refused: `It was merged into incident ${mergedInto}.` };
  switch (edit.kind) {
    case "add_update":
      return planUpdate(edit, record);
    case "change_update":
      return planChangedUpdate(edit, record);
    case "correct":
      return planCorrection(edit, record);
    case "review":
      return planReview(edit, record);
    case "publish":
      return planPublication(edit, record);
    case "merge":
      return planMerge(edit, record, records.get(edit.into));
    case "split":
      return planSplit(edit, record, lastId + 1);
  }
}

function planUpdate(edit: AddUpdateEdit, { incident }: IncidentRecord): Plan {
  const at = edit.shownAt ?? edit.at;
  if (edit.text.trim() === "") return { refused: "An update needs a text." };
  if (at > edit.at) return { refused: "An update cannot be of the future." };
  const status = edit.status ?? statusOf(incident);
  const update = writeUpdate(incident, { author: edit.author, text: edit.text, at, status });
  const plan = startPlan(incident.id);
  if (edit.status === null) return { ...plan, updates: [update] };
  const isOver = edit.status === "resolved";
  const own = incident.origin === "person" ? endByHand(isOver, at, incident.endedAt) : {};
  return {
    ...changeIncident(plan, incident, { ...own, person: { ...incident.person, status: edit.status } }, edit),
    updates: [update],
  };
}

/** What a person opened is over when a person says so. */
function endByHand(isOver: boolean, at: number, endedAt: number | null) {
  if (!isOver) return { endedAt: null, endReason: null, resolvedAt: null };
  return { endedAt: endedAt ?? at, endReason: "person" as const, resolvedAt: at };
}

function planChangedUpdate(edit: ChangeUpdateEdit, { incident, updates }: IncidentRecord): Plan {
  const before = updates.find(({ id }) => id === edit.updateId);
  if (before === undefined) return { refused: `Incident ${incident.id} has no update ${edit.updateId}.` };
  if (before.kind !== "person") return { refused: "Only what a person wrote here can be changed; add an update." };
  if (edit.text.trim() === "") return { refused: "An update needs a text." };
  const after: IncidentUpdate = { ...before, text: edit.text, editedAt: edit.at };
  const trace = { updateId: before.id, text: before.text };
  return {
    ...startPlan(incident.id),
    updates: [after],
    traces: [traceOf(edit, incident.id, trace, { ...trace, text: edit.text })],
  };
}

function planCorrection(edit: CorrectEdit, { incident }: IncidentRecord): Plan {
  const person = { ...incident.person, ...edit.changes };
  const startedAt = person.startedAt ?? incident.startedAt;
  const endedAt = person.endedAt ?? incident.endedAt;
  if (startedAt > edit.at) return { refused: "It cannot begin in the future." };
  if (endedAt !== null && endedAt < startedAt) return { refused: "It cannot end before it began." };
  if (endedAt !== null && endedAt > edit.at) return { refused: "It cannot end in the future." };
  return changeIncident(startPlan(incident.id), incident, { person }, edit);
}

function planReview(edit: ReviewEdit, { incident }: IncidentRecord): Plan {
  return changeIncident(startPlan(incident.id), incident, { person: { ...incident.person, ...edit.changes } }, edit);
}

function planPublication(edit: PublishEdit, { incident }: IncidentRecord): Plan {
  if (incident.publicAt !== null || incident.person.publishedAt !== null) return { refused: "It is public already." };
  const person = { ...incident.person, publishedAt: edit.at };
  return changeIncident(startPlan(incident.id), incident, { person }, edit);
}

function traceOf(edit: IncidentEdit, incidentId: number, before: unknown, after: unknown): EditPlan["traces"][number] {
  return { incidentId, at: edit.at, author: edit.author, kind: edit.kind, before, after };
}
