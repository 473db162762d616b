import { NO_STORE_FACTS } from "@/lib/domain/health";
import { type Incident, type IncidentRecord, timesOf } from "@/lib/domain/incident";
import { listNamed } from "@/lib/domain/incident-edit";
import { planEdit } from "@/lib/domain/incidents/plan-edit";
import type { KeptPoint } from "@/lib/domain/metric-series";
import type { OperationRecord } from "@/lib/domain/operation";
import { cleanTexts } from "./clean-texts";
import { groupRecords } from "./group-records";
import { createMemoryHistory } from "./memory-history";
import { applyBatch, applyPlan, copyKept, isSelected, type Kept, keepNothing } from "./memory-incidents";
import { wholeLimit } from "./query-limit";
import { KEPT_BUCKETS, KEPT_EVENTS } from "./record-limits";
import type { IncidentQuery, PointBatch, Store } from "./store";
import { StoreError } from "./store-error";
import { saysAnything, takeBatch, takeHistory, takePlan, takePoints, takeRecord } from "./take-batch";

/** A store that forgets everything when the process ends. For tests, and for trying things out. */
export function createMemoryStore(): Store {
  let kept = keepNothing();
  const history = createMemoryHistory();
  let record: OperationRecord = { events: [], polls: [] };
  let points: readonly KeptPoint[] = [];
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
      if (saysAnything(taken)) lastBatch = digest;
    },
    async lastIncidentId() {
      requireOpen();
      return kept.lastIncidentId;
    },
    async listIncidents(query) {
      requireOpen();
      return makeRecords(kept, selectIncidents(kept, query));
    },
    async findIncident(id) {
      requireOpen();
      return listRecords(kept, [id])[0] ?? null;
    },
    async edit(edit) {
      requireOpen();
      const cleaned = cleanTexts(edit);
      const named = listNamed(cleaned);
      const records = new Map(listRecords(kept, named).map((record) => [record.incident.id, record]));
      if (records.size < new Set(named).size) return { kind: "unknown" };
      const plan = planEdit(cleaned, records, kept.lastIncidentId);
      if ("refused" in plan) return { kind: "refused", reason: plan.refused };
      const draft = copyKept(kept);
      applyPlan(draft, takePlan(plan));
      kept = draft;
      const [record] = listRecords(kept, [plan.id]);
      if (record === undefined) throw new Error(`the plan is about incident ${plan.id}, which it does not make`);
      return { kind: "done", record };
    },
    async listMaintenances({ since, limit }) {
      requireOpen();
      const found = [...kept.maintenances.values()]
        .filter(({ endedAt }) => endedAt === null || endedAt >= since)
        .sort((a, b) => b.startsAt - a.startsAt || b.id - a.id);
      return structuredClone(found.slice(0, wholeLimit(limit)));
    },
    async findMaintenance(id) {
      requireOpen();
      return structuredClone(kept.maintenances.get(id) ?? null);
    },
    async lastMaintenanceId() {
      requireOpen();
      return kept.lastMaintenanceId;
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
    async addPoints(batch) {
      requireOpen();
      points = addToPoints(points, takePoints(batch));
    },
    async listPoints() {
      requireOpen();
      return structuredClone([...points]);
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

function addToRecord(record: OperationRecord, { events, polls }: OperationRecord): OperationRecord {
  const buckets = new Map([...record.polls, ...polls].map((bucket) => [bucket.at, bucket]));
  return {
    events: [...record.events, ...events].slice(-KEPT_EVENTS),
    polls: [...buckets.values()].sort((a, b) => a.at - b.at).slice(-KEPT_BUCKETS),
  };
}

function addToPoints(kept: readonly KeptPoint[], { points, dropBefore }: PointBatch): KeptPoint[] {
  const all = new Map([...kept, ...points].map((point) => [JSON.stringify([point.metric, point.at]), point]));
  return [...all.values()]
    .filter(({ at }) => at >= dropBefore)
    .sort((a, b) => a.at - b.at || compareTexts(a.metric, b.metric));
}

function selectIncidents(kept: Kept, { which, limit }: IncidentQuery): Incident[] {
  return [...kept.incidents.values()]
    .filter((incident) => isSelected(incident, which))
    .sort((a, b) => timesOf(b).startedAt - timesOf(a).startedAt || b.id - a.id)
    .slice(0, wholeLimit(limit));
}

/** Those of the named incidents that are kept. */
function listRecords(kept: Kept, ids: readonly number[]): IncidentRecord[] {
  return makeRecords(
    kept,
    [...new Set(ids)].map((id) => kept.incidents.get(id)).filter((incident) => incident !== undefined),
  );
}

function makeRecords(kept: Kept, incidents: readonly Incident[]): IncidentRecord[] {
  const wanted = new Set(incidents.map(({ id }) => id));
  const isWanted = ({ incidentId }: { incidentId: number }) => wanted.has(incidentId);
  const records = groupRecords(incidents, {
    problems: [...kept.problems.values()]
      .flat()
      .filter(isWanted)
      .sort((a, b) => a.startedAt - b.startedAt || compareTexts(a.key, b.key)),
    updates: [...kept.updates.values()].filter(isWanted).sort((a, b) => a.at - b.at || a.id - b.id),
    nagiosComments: [...kept.comments.values()]
      .filter(isWanted)
      .sort((a, b) => a.enteredAt - b.enteredAt || a.id - b.id),
    edits: [...kept.edits.values()].filter(isWanted).sort((a, b) => a.at - b.at || a.id - b.id),
  });
  return structuredClone(records);
}

/** By the bytes of UTF-8, as SQLite does. */
function compareTexts(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
