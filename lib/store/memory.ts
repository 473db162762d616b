import type { Incident, IncidentRecord, IncidentUpdate, NagiosComment } from "@/lib/domain/incident";
import { cleanTexts } from "./clean-texts";
import { wholeLimit } from "./query-limit";
import type { IncidentQuery, NewNagiosComment, RoundBatch, Store } from "./store";
import { StoreError } from "./store-error";
import { takeBatch, takeUpdate } from "./take-batch";

/** Everything kept. Its objects are never changed in place: a commit works on a copy of the maps and swaps it in. */
interface Kept {
  incidents: Map<number, Incident>;
  updates: Map<number, IncidentUpdate>;
  comments: Map<number, NagiosComment>;
  lastIncidentId: number;
  lastUpdateId: number;
  lastCommentId: number;
}

/** A store that forgets everything when the process ends. For tests, and for trying things out. */
export function createMemoryStore(): Store {
  let kept: Kept = {
    incidents: new Map(),
    updates: new Map(),
    comments: new Map(),
    lastIncidentId: 0,
    lastUpdateId: 0,
    lastCommentId: 0,
  };
  let publication: { text: string; at: number } | null = null;
  let closed = false;

  function requireOpen(): void {
    if (closed) throw new StoreError("db_closed", "The store is closed.");
  }

  return {
    async commit(batch) {
      requireOpen();
      const draft = copyKept(kept);
      const openedIds = applyBatch(draft, takeBatch(batch));
      kept = draft;
      return { openedIds };
    },
    async listIncidents(query) {
      requireOpen();
      return structuredClone(selectIncidents(kept, query).map((incident) => makeRecord(kept, incident)));
    },
    async findIncident(id) {
      requireOpen();
      const incident = kept.incidents.get(id);
      return incident === undefined ? null : structuredClone(makeRecord(kept, incident));
    },
    async addUpdate(incidentId, update) {
      requireOpen();
      if (!kept.incidents.has(incidentId)) return null;
      kept.lastUpdateId += 1;
      const added = { ...takeUpdate(update), id: kept.lastUpdateId, incidentId };
      kept.updates.set(added.id, added);
      return { ...added };
    },
    async setReviewUrl(incidentId, url) {
      requireOpen();
      const incident = kept.incidents.get(incidentId);
      if (incident === undefined) return null;
      const changed = { ...incident, reviewUrl: cleanTexts(url) };
      kept.incidents.set(incidentId, changed);
      return structuredClone(changed);
    },
    async savePublication(text, at) {
      requireOpen();
      publication = { text: cleanTexts(text), at };
    },
    async loadPublication() {
      requireOpen();
      return publication === null ? null : { ...publication };
    },
    async ping() {
      requireOpen();
    },
    async close() {
      closed = true;
    },
  };
}

function copyKept(kept: Kept): Kept {
  return {
    ...kept,
    incidents: new Map(kept.incidents),
    updates: new Map(kept.updates),
    comments: new Map(kept.comments),
  };
}

function applyBatch(kept: Kept, batch: RoundBatch): number[] {
  for (const { id, patch } of batch.updated) changeOpen(kept, id, patch);
  for (const { id, endedAt, endReason } of batch.closed) changeOpen(kept, id, { endedAt, endReason });
  const openedIds = batch.opened.map((opened) => openIncident(kept, opened));
  for (const { incidentId, comment } of batch.comments) addComment(kept, incidentId, comment);
  if (batch.purgeEndedBefore !== null) purge(kept, batch.purgeEndedBefore);
  return openedIds;
}

function changeOpen(kept: Kept, id: number, change: Partial<Incident>): void {
  const incident = requireIncident(kept, id);
  if (incident.endedAt === null) kept.incidents.set(id, { ...incident, ...change });
}

function openIncident(kept: Kept, { incident, comments }: RoundBatch["opened"][number]): number {
  for (const other of kept.incidents.values()) {
    if (other.endedAt === null && other.key === incident.key) {
      throw new StoreError("already_open", `An incident for ${incident.key} is open already.`);
    }
  }
  kept.lastIncidentId += 1;
  const id = kept.lastIncidentId;
  kept.incidents.set(id, { ...incident, id, endedAt: null, endReason: null, reviewUrl: null });
  for (const comment of comments) addComment(kept, id, comment);
  return id;
}

function addComment(kept: Kept, incidentId: number, comment: NewNagiosComment): void {
  requireIncident(kept, incidentId);
  for (const other of kept.comments.values()) {
    const same = other.incidentId === incidentId && other.commentId === comment.commentId;
    if (same && other.enteredAt === comment.enteredAt) return;
  }
  kept.lastCommentId += 1;
  kept.comments.set(kept.lastCommentId, { ...comment, id: kept.lastCommentId, incidentId });
}

function purge(kept: Kept, endedBefore: number): void {
  for (const incident of kept.incidents.values()) {
    if (incident.endedAt === null || incident.endedAt >= endedBefore) continue;
    kept.incidents.delete(incident.id);
    for (const update of kept.updates.values()) if (update.incidentId === incident.id) kept.updates.delete(update.id);
    for (const said of kept.comments.values()) if (said.incidentId === incident.id) kept.comments.delete(said.id);
  }
}

function requireIncident(kept: Kept, id: number): Incident {
  const incident = kept.incidents.get(id);
  if (incident === undefined) throw new StoreError("unknown_incident", `No incident has the id ${id}.`);
  return incident;
}

function selectIncidents(kept: Kept, { which, limit }: IncidentQuery): Incident[] {
  return [...kept.incidents.values()]
    .filter(({ endedAt }) => {
      if (which.kind === "all" || endedAt === null) return true;
      return which.kind === "since" && endedAt >= which.at;
    })
    .sort((a, b) => b.startedAt - a.startedAt || b.id - a.id)
    .slice(0, wholeLimit(limit));
}

function makeRecord(kept: Kept, incident: Incident): IncidentRecord {
  return {
    incident,
    updates: [...kept.updates.values()]
      .filter((update) => update.incidentId === incident.id)
      .sort((a, b) => a.createdAt - b.createdAt || a.id - b.id),
    nagiosComments: [...kept.comments.values()]
      .filter((comment) => comment.incidentId === incident.id)
      .sort((a, b) => a.enteredAt - b.enteredAt || a.id - b.id),
  };
}
