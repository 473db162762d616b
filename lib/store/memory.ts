import { NO_STORE_FACTS } from "@/lib/domain/health";
import type { Incident, IncidentRecord, IncidentUpdate, NagiosComment, NewIncident } from "@/lib/domain/incident";
import type { OperationRecord } from "@/lib/domain/operation";
import { isSameOutage } from "@/lib/domain/same-outage";
import { cleanTexts } from "./clean-texts";
import { createMemoryHistory } from "./memory-history";
import { wholeLimit } from "./query-limit";
import { KEPT_BUCKETS, KEPT_EVENTS } from "./record-limits";
import { requireSame } from "./same-incident";
import type { IncidentQuery, NewNagiosComment, PastIncident, RoundBatch, Store } from "./store";
import { StoreError } from "./store-error";
import { namesIncidents, takeBatch, takeHistory, takeRecord, takeUpdate } from "./take-batch";

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
  const history = createMemoryHistory();
  let record: OperationRecord = { events: [], polls: [] };
  let lastBatch: string | null = null;
  let closed = false;

  function requireOpen(): void {
    if (closed) throw new StoreError("db_closed", "The store is closed.");
  }

  return {
    async commit(batch) {
      requireOpen();
      const taken = takeBatch(batch);
      const digest = JSON.stringify(taken);
      if (digest === lastBatch) return;
      const draft = copyKept(kept);
      applyBatch(draft, taken);
      kept = draft;
      if (namesIncidents(taken)) lastBatch = digest;
    },
    async lastIncidentId() {
      requireOpen();
      return kept.lastIncidentId;
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
    async addHistory(batch) {
      requireOpen();
      history.add(takeHistory(batch));
    },
    async readHistory(from) {
      requireOpen();
      return history.read(from);
    },
    async readLogProgress() {
      requireOpen();
      return history.progress();
    },
    async record(entries) {
      requireOpen();
      record = addToRecord(record, takeRecord(entries));
    },
    async listRecord(since) {
      requireOpen();
      return structuredClone({
        events: record.events.filter(({ at }) => at >= since).sort((a, b) => a.at - b.at),
        polls: record.polls.filter(({ at }) => at >= since),
      });
    },
    async ping() {
      requireOpen();
    },
    facts: () => NO_STORE_FACTS,
    async backUp() {
      requireOpen();
      throw new StoreError("db_unreadable", "A store in memory has no backups.");
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

function addToRecord(record: OperationRecord, { events, polls }: OperationRecord): OperationRecord {
  const buckets = new Map([...record.polls, ...polls].map((bucket) => [bucket.at, bucket]));
  return {
    events: [...record.events, ...events].slice(-KEPT_EVENTS),
    polls: [...buckets.values()].sort((a, b) => a.at - b.at).slice(-KEPT_BUCKETS),
  };
}

function applyBatch(kept: Kept, batch: RoundBatch): void {
  for (const { id, patch } of batch.updated) changeOpen(kept, id, patch);
  for (const { id, endedAt, endReason } of batch.closed) changeOpen(kept, id, { endedAt, endReason });
  for (const opened of batch.opened) openIncident(kept, opened);
  for (const outage of batch.past) addPast(kept, outage);
  for (const { incidentId, comment } of batch.comments) addComment(kept, incidentId, comment);
  if (batch.purgeEndedBefore !== null) purge(kept, batch.purgeEndedBefore);
}

function changeOpen(kept: Kept, id: number, change: Partial<Incident>): void {
  const incident = requireIncident(kept, id);
  if (incident.endedAt === null) kept.incidents.set(id, { ...incident, ...change });
}

function openIncident(kept: Kept, { id, incident, comments }: RoundBatch["opened"][number]): void {
  const there = kept.incidents.get(id);
  if (there === undefined) insertIncident(kept, id, incident);
  else requireSame(there, incident);
  for (const comment of comments) addComment(kept, id, comment);
}

function addPast(kept: Kept, { id, incident, endedAt }: PastIncident): void {
  const outage = { ...incident, endedAt };
  if ([...kept.incidents.values()].some((other) => isSameOutage(other, outage))) return;
  const there = kept.incidents.get(id);
  if (there !== undefined) requireSame(there, incident);
  keepIncident(kept, { ...outage, id, endReason: "recovered", reviewUrl: null });
}

function insertIncident(kept: Kept, id: number, incident: NewIncident): void {
  for (const other of kept.incidents.values()) {
    if (other.endedAt === null && other.key === incident.key) {
      throw new StoreError("already_open", `An incident for ${incident.key} is open already.`);
    }
  }
  keepIncident(kept, { ...incident, id, endedAt: null, endReason: null, reviewUrl: null });
}

function keepIncident(kept: Kept, incident: Incident): void {
  kept.lastIncidentId = Math.max(kept.lastIncidentId, incident.id);
  kept.incidents.set(incident.id, incident);
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
    .filter((incident) => isSelected(incident, which))
    .sort((a, b) => b.startedAt - a.startedAt || b.id - a.id)
    .slice(0, wholeLimit(limit));
}

function isSelected({ startedAt, endedAt }: Incident, which: IncidentQuery["which"]): boolean {
  switch (which.kind) {
    case "all":
      return true;
    case "active":
      return endedAt === null;
    case "since":
      return endedAt === null || endedAt >= which.at;
    case "between":
      return startedAt < which.to && (endedAt === null || endedAt > which.from || startedAt >= which.from);
  }
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
