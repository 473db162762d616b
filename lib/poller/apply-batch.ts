import type { IncidentRecord, NagiosComment } from "@/lib/domain/incident";
import { isSameOutage, type Outage } from "@/lib/domain/same-outage";
import type { NewNagiosComment, RoundBatch } from "@/lib/store/store";

/**
 * The incidents as they will be when the batch is written, newest start first, as the store lists them. So a round
 * goes on while its changes wait for the database. Comments get their ids when they are written; until then 0.
 */
export function applyBatch(records: readonly IncidentRecord[], batch: RoundBatch): IncidentRecord[] {
  const updated = new Map(batch.updated.map(({ id, patch }) => [id, patch]));
  const closed = new Map(batch.closed.map(({ id, endedAt, endReason }) => [id, { endedAt, endReason }]));
  const comments = groupComments(batch.comments);
  const changed = records.map((record): IncidentRecord => {
    const { id } = record.incident;
    const added = comments.get(id);
    if (!updated.has(id) && !closed.has(id) && added === undefined) return record;
    return {
      ...record,
      incident: { ...record.incident, ...updated.get(id), ...closed.get(id) },
      nagiosComments: [...record.nagiosComments, ...(added ?? []).map(({ comment }) => keepComment(id, comment))],
    };
  });
  const opened = batch.opened.map(({ id, incident, comments: own }): IncidentRecord => {
    const nagiosComments = own.map((comment) => keepComment(id, comment));
    return {
      incident: { ...incident, id, endedAt: null, endReason: null, reviewUrl: null },
      updates: [],
      nagiosComments,
    };
  });
  const known = [...opened, ...changed];
  const past = findNews(batch.past, known);
  if (opened.length + past.length === 0) return changed;
  return [...past, ...known].sort(
    (a, b) => b.incident.startedAt - a.incident.startedAt || b.incident.id - a.incident.id,
  );
}

/** The past outages that no incident tells of yet, nor another one before them. */
function findNews(past: RoundBatch["past"], known: readonly IncidentRecord[]): IncidentRecord[] {
  const told = new Map(past.map(({ incident }) => [incident.key, [] as Outage[]]));
  for (const { incident } of known) told.get(incident.key)?.push(incident);
  return past.flatMap(({ id, incident, endedAt }): IncidentRecord[] => {
    const ofObject = told.get(incident.key) ?? [];
    const outage = { ...incident, endedAt };
    if (ofObject.some((other) => isSameOutage(other, outage))) return [];
    ofObject.push(outage);
    return [{ incident: { ...outage, id, endReason: "recovered", reviewUrl: null }, updates: [], nagiosComments: [] }];
  });
}

function groupComments(comments: RoundBatch["comments"]): Map<number, RoundBatch["comments"][number][]> {
  const grouped = new Map<number, RoundBatch["comments"][number][]>();
  for (const entry of comments) grouped.set(entry.incidentId, [...(grouped.get(entry.incidentId) ?? []), entry]);
  return grouped;
}

function keepComment(incidentId: number, comment: NewNagiosComment): NagiosComment {
  return { ...comment, id: 0, incidentId };
}
