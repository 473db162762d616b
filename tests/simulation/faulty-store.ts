import type { StoreFacts, Trouble } from "@/lib/domain/health";
import type { AutomaticSide, IncidentRecord, Problem } from "@/lib/domain/incident";
import type { EditOutcome, IncidentEdit } from "@/lib/domain/incident-edit";
import { planEdit } from "@/lib/domain/incidents/plan-edit";
import type { AutomaticMaintenance } from "@/lib/domain/maintenance";
import type { HistoryMark } from "@/lib/domain/object-history";
import { isReasonCode } from "@/lib/domain/reason";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { HOUR_MS, SECOND_MS } from "@/lib/domain/time";
import { createMemoryStore } from "@/lib/store/memory";
import { createMemoryHistory, type MemoryHistory } from "@/lib/store/memory-history";
import type { HistoryBatch, HistoryPage, RoundBatch, Store } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import { takeHistory } from "@/lib/store/take-batch";

export type StoreMode = "well" | "locked" | "full" | "stalled" | "dead" | "slow";

const LOCK_WAIT_MS = 2 * SECOND_MS;
const STALL_WAIT_MS = 5 * SECOND_MS;

export interface FaultyStoreDeps {
  now: () => number;
  wait: (ms: number) => Promise<void>;
  noteActivity: () => void;
  /** Whether a write that was reported as failed arrives late all the same. */
  arrivesLate: () => boolean;
  /** Acknowledges and forgets: for the proof that this would be noticed. */
  forgets: (write: RoundBatch | IncidentEdit) => boolean;
}

/**
 * Everything that somebody was told is kept. Of what rounds write whole, every version that may stand there: the last
 * one that was acknowledged, and those after it whose writing failed or was never answered.
 */
interface Acknowledged {
  incidents: Map<number, AutomaticSide[]>;
  /** By name. */
  problems: Map<string, Problem[]>;
  maintenances: Map<number, AutomaticMaintenance[]>;
  words: Map<number, { incidentId: number; text: string }>;
  titles: Map<number, string | null>;
  /** The begins under which each of Nagios' problems was told, by object and id. */
  begins: Map<string, { key: ObjectKey; ats: Set<number> }>;
}

/** The memory store behind a disk that fails in all the ways that disks fail. It outlives the process. */
export function createFaultyStore({ now, wait, noteActivity, arrivesLate, forgets }: FaultyStoreDeps) {
  const memory = createMemoryStore();
  const history = createForgetfulHistory(now);
  const acknowledged: Acknowledged = {
    incidents: new Map(),
    problems: new Map(),
    maintenances: new Map(),
    words: new Map(),
    titles: new Map(),
    begins: new Map(),
  };
  let mode: StoreMode = "well";
  let trouble: Trouble | null = null;
  let restored: StoreFacts["restored"] = null;
  let late: (() => Promise<unknown>)[] = [];
  let isHanging = false;

  function fail(code: ConstructorParameters<typeof StoreError>[0]): never {
    if (isReasonCode(code))
      trouble = { code, message: code, sinceAt: trouble?.code === code ? trouble.sinceAt : now() };
    throw new StoreError(code, code);
  }

  async function perform<T>(kind: "read" | "write", isAlive: () => boolean, work: () => Promise<T>): Promise<T> {
    noteActivity();
    if (isHanging) fail("db_stalled");
    if (mode === "dead") fail("db_io");
    if (mode === "stalled") await stall(kind, work);
    if (kind === "write" && mode === "full") fail("db_full");
    if (kind === "write" && mode === "locked") {
      await wait(LOCK_WAIT_MS);
      // Who died while he waited for the lock never gets it.
      if ((mode as StoreMode) === "locked" || !isAlive()) fail("db_locked");
    }
    const result = await work();
    trouble = null;
    if (mode === "slow") await wait(3 * SECOND_MS);
    noteActivity();
    return result;
  }

  async function stall(kind: "read" | "write", work: () => Promise<unknown>): Promise<never> {
    isHanging = true;
    if (kind === "write" && arrivesLate()) late.push(work);
    await wait(STALL_WAIT_MS);
    fail("db_stalled");
  }

  /** Answers as if an edit were made. */
  async function pretendEdit(edit: IncidentEdit): Promise<EditOutcome> {
    const record = "incidentId" in edit ? await memory.findIncident(edit.incidentId) : null;
    if (record === null) return { kind: "unknown" };
    const plan = planEdit(edit, new Map([[record.incident.id, record]]), record.incident.id);
    if ("refused" in plan) return { kind: "refused", reason: plan.refused };
    const updates = plan.updates.map((update) => ({ ...update, id: Number.MAX_SAFE_INTEGER }));
    const incident = plan.incidents[0] ?? record.incident;
    return { kind: "done", record: { ...record, incident, updates: [...record.updates, ...updates] } };
  }

  /** The store as one process sees it: once that is dead it neither hears nor says anything. */
  function connect(isAlive: () => boolean): Store {
    const never = new Promise<never>(() => {});
    async function call<T>(kind: "read" | "write", work: () => Promise<T>): Promise<T> {
      if (!isAlive()) return never;
      try {
        const result = await perform(kind, isAlive, work);
        return isAlive() ? result : await never;
      } catch (error) {
        if (!isAlive()) return never;
        throw error;
      }
    }
    return {
      async commit(batch) {
        noteTried(acknowledged, batch);
        await call("write", () => (forgets(batch) ? Promise.resolve() : memory.commit(batch)));
        acknowledge(acknowledged, batch);
      },
      async edit(edit) {
        const outcome = await call("write", () => (forgets(edit) ? pretendEdit(edit) : memory.edit(edit)));
        if (outcome.kind === "done") acknowledgeEdit(acknowledged, edit, outcome.record);
        return outcome;
      },
      listMaintenances: (query) => call("read", () => memory.listMaintenances(query)),
      findMaintenance: (id) => call("read", () => memory.findMaintenance(id)),
      lastMaintenanceId: () => call("read", () => memory.lastMaintenanceId()),
      lastIncidentId: () => call("read", () => memory.lastIncidentId()),
      listIncidents: (query) => call("read", () => memory.listIncidents(query)),
      findIncident: (id) => call("read", () => memory.findIncident(id)),
      addHistory(batch) {
        const taken = takeHistory(batch);
        return call("write", async () => history.add(taken));
      },
      readHistory: (from) => call("read", async () => history.current().read(from)),
      readLogProgress: () => call("read", async () => history.current().progress()),
      addPoints: (batch) => call("write", () => memory.addPoints(batch)),
      listPoints: () => call("read", () => memory.listPoints()),
      record: (entries) => call("write", () => memory.record(entries)),
      listRecord: (since) => call("read", () => memory.listRecord(since)),
      ping: () => call("read", () => memory.ping()),
      facts: () => ({ ...memory.facts(), trouble, restored }),
      backUp: () => memory.backUp(),
      close: async () => {},
    };
  }

  return {
    connect,
    setMode(next: StoreMode, wasMended: boolean) {
      const before = mode;
      mode = next;
      if (before === "stalled" && next !== "stalled") {
        isHanging = false;
        for (const write of late) void write().catch(() => undefined);
        late = [];
      }
      if (before === "dead" && wasMended) {
        history.restore();
        restored = { at: now(), from: "backup", message: "restored", replayed: 0 };
      }
    },
    list: (): Promise<IncidentRecord[]> => memory.listIncidents({ which: { kind: "all" }, limit: 100_000 }),
    listMaintenances: () => memory.listMaintenances({ since: Number.NEGATIVE_INFINITY, limit: 100_000 }),
    acknowledged,
  };
}

export function nameProblem({ key, startedAt }: Pick<Problem, "key" | "startedAt">): string {
  return `${key} since ${startedAt}`;
}

/** What may be written from now on, whatever becomes of the call. */
function noteTried({ incidents, problems, maintenances }: Acknowledged, batch: RoundBatch): void {
  const add = <K, T>(known: Map<K, T[]>, name: K, version: T) => known.set(name, [...(known.get(name) ?? []), version]);
  for (const incident of batch.incidents) if (incidents.has(incident.id)) add(incidents, incident.id, incident);
  for (const maintenance of batch.maintenances)
    if (maintenances.has(maintenance.id)) add(maintenances, maintenance.id, maintenance);
  for (const problem of batch.problems)
    if (problems.has(nameProblem(problem))) add(problems, nameProblem(problem), problem);
}

function acknowledge({ incidents, problems, maintenances, begins }: Acknowledged, batch: RoundBatch): void {
  for (const incident of batch.incidents) incidents.set(incident.id, [incident]);
  for (const maintenance of batch.maintenances) maintenances.set(maintenance.id, [maintenance]);
  for (const problem of batch.problems) {
    problems.set(nameProblem(problem), [problem]);
    const { key, problemId, startedAt } = problem;
    const told = begins.get(`${key} ${problemId}`) ?? { key, ats: new Set() };
    if (problemId !== 0) begins.set(`${key} ${problemId}`, { key, ats: told.ats.add(startedAt) });
  }
}

function acknowledgeEdit({ words, titles }: Acknowledged, edit: IncidentEdit, { incident, updates }: IncidentRecord) {
  for (const { id, kind, text } of updates) {
    if (kind === "person" && text !== null) words.set(id, { incidentId: incident.id, text });
  }
  if (edit.kind === "correct") titles.set(incident.id, incident.person.title);
}

/** The history is not in the journal: after a restore it is that of the backup, up to an hour old. */
function createForgetfulHistory(now: () => number) {
  let current = createMemoryHistory();
  let backup = copyHistory(current);
  let backedUpAt = now();
  return {
    current: () => current,
    add(batch: HistoryBatch): void {
      current.add(batch);
      if (Math.abs(now() - backedUpAt) < HOUR_MS) return;
      backup = copyHistory(current);
      backedUpAt = now();
    },
    restore(): void {
      current = createMemoryHistory();
      current.add(backup);
    },
  };
}

/** All of a history as one addition to an empty one. */
function copyHistory(history: MemoryHistory): HistoryBatch {
  const marks: HistoryMark[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page: HistoryPage = history.read(next);
    for (const { key, track, steps } of page.tracks) {
      marks.push(...steps.ats.map((at, index) => ({ key, track, at, value: steps.values[index] ?? 0 })));
    }
    next = page.next;
  }
  return { marks, removed: [], ...history.progress() };
}

export type FaultyStore = ReturnType<typeof createFaultyStore>;
