import { type Incident, type IncidentStatus, type IncidentUpdate, UNTOUCHED } from "@/lib/domain/incident";
import type { EditPlan, IncidentEdit, OpenEdit } from "@/lib/domain/incident-edit";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time";

/** What an edit does, or why it is not done. */
export type Plan = EditPlan | { refused: string };

/** A plan that changes nothing yet. */
export function startPlan(id: number): EditPlan {
  return { id, incidents: [], problems: [], updates: [], traces: [] };
}

/** Adds a changed incident to a plan, with a trace of the fields that changed. */
export function changeIncident(
  plan: EditPlan,
  incident: Incident,
  change: Partial<Incident>,
  edit: IncidentEdit,
): EditPlan {
  const after = { ...incident, ...change };
  const names = Object.keys(change).filter((name) => name !== "person") as (keyof Incident)[];
  const pick = (from: Incident) => ({ ...Object.fromEntries(names.map((name) => [name, from[name]])), ...from.person });
  const trace = { incidentId: incident.id, at: edit.at, author: edit.author, kind: edit.kind };
  return {
    ...plan,
    incidents: [...plan.incidents, after],
    traces: [...plan.traces, { ...trace, before: pick(incident), after: pick(after) }],
  };
}

/** What a person says about an incident, with how its components are. */
export function writeUpdate(
  { id, components }: Pick<Incident, "id" | "components">,
  said: { author: string; text: string; at: EpochMs; status: IncidentStatus },
): IncidentUpdate {
  const nothing = { id: 0, kind: "person" as const, code: null, reason: null, reference: 0, editedAt: null };
  return { ...nothing, incidentId: id, components, ...said };
}

/** What began longer ago than this, or is over when it is written down, is marked as backdated. */
const BACKDATED_AFTER_MS = HOUR_MS;

/** Opens an incident by hand. */
export function planOpen(edit: OpenEdit, id: number): Plan {
  const { at, author, status, startedAt, impact, text } = edit;
  const fault = findFault(edit);
  if (fault !== null) return { refused: fault };
  const endedAt = edit.endedAt ?? (status === "resolved" ? at : null);
  const state = endedAt === null ? impact : "operational";
  const incident: Incident = {
    id,
    origin: "person",
    rootKey: null,
    anchorKey: null,
    anchorAt: startedAt,
    startedAt,
    endedAt,
    endReason: endedAt === null ? null : "person",
    resolvedAt: endedAt,
    acknowledged: false,
    unstable: false,
    components: edit.components.map(({ slug, name, group }) => ({ slug, name, group, state })),
    impact,
    publicAt: at,
    isDraft: false,
    followsId: null,
    mergedInto: null,
    person: {
      ...UNTOUCHED,
      title: edit.title,
      status: endedAt === null ? status : "resolved",
      isBackdated: edit.endedAt !== null || at - startedAt > BACKDATED_AFTER_MS,
    },
  };
  const update = writeUpdate(incident, { author, text, at, status: incident.person.status ?? status });
  const trace = { incidentId: id, at, author, kind: edit.kind, before: null, after: { title: edit.title, startedAt } };
  return { ...startPlan(id), incidents: [incident], updates: [update], traces: [trace] };
}

function findFault({ title, text, components, at, startedAt, endedAt }: OpenEdit): string | null {
  if (title.trim() === "" || text.trim() === "") return "An incident needs a title and a text.";
  if (components.length === 0) return "An incident needs at least one component.";
  if (startedAt > at) return "It cannot begin in the future.";
  if (endedAt !== null && (endedAt < startedAt || endedAt > at))
    return "It ends after it began, and not in the future.";
  return null;
}
