import type { StoreFacts, Trouble } from "@/lib/domain/health";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { HistoryMark } from "@/lib/domain/object-history";
import { isReasonCode } from "@/lib/domain/reason";
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
  forgets: (batch: RoundBatch) => boolean;
}

/** Everything that somebody was told is kept. */
interface Acknowledged {
  opened: Map<number, { key: string; startedAt: number }>;
  closed: Map<number, number>;
  words: Map<number, { incidentId: number; text: string }>;
}

/** The memory store behind a disk that fails in all the ways that disks fail. It outlives the process. */
export function createFaultyStore({ now, wait, noteActivity, arrivesLate, forgets }: FaultyStoreDeps) {
  const memory = createMemoryStore();
  const history = createForgetfulHistory(now);
  const acknowledged: Acknowledged = { opened: new Map(), closed: new Map(), words: new Map() };
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

  async function perform<T>(kind: "read" | "write", work: () => Promise<T>): Promise<T> {
    noteActivity();
    if (isHanging) fail("db_stalled");
    if (mode === "dead") fail("db_io");
    if (mode === "stalled") await stall(kind, work);
    if (kind === "write" && mode === "full") fail("db_full");
    if (kind === "write" && mode === "locked") {
      await wait(LOCK_WAIT_MS);
      if ((mode as StoreMode) === "locked") fail("db_locked");
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

  /** The store as one process sees it: once that is dead it neither hears nor says anything. */
  function connect(isAlive: () => boolean): Store {
    const never = new Promise<never>(() => {});
    async function call<T>(kind: "read" | "write", work: () => Promise<T>): Promise<T> {
      if (!isAlive()) return never;
      try {
        const result = await perform(kind, work);
        return isAlive() ? result : await never;
      } catch (error) {
        if (!isAlive()) return never;
        throw error;
      }
    }
    return {
      async commit(batch) {
        await call("write", () => (forgets(batch) ? Promise.resolve() : memory.commit(batch)));
        for (const { id, incident } of batch.opened) acknowledged.opened.set(id, incident);
        for (const { id, endedAt } of batch.closed) acknowledged.closed.set(id, endedAt);
      },
      async addUpdate(incidentId, update) {
        const added = await call("write", () => memory.addUpdate(incidentId, update));
        if (added !== null) acknowledged.words.set(added.id, { incidentId, text: update.text });
        return added;
      },
      setReviewUrl: (id, url) => call("write", () => memory.setReviewUrl(id, url)),
      lastIncidentId: () => call("read", () => memory.lastIncidentId()),
      listIncidents: (query) => call("read", () => memory.listIncidents(query)),
      findIncident: (id) => call("read", () => memory.findIncident(id)),
      addHistory(batch) {
        const taken = takeHistory(batch);
        return call("write", async () => history.add(taken));
      },
      readHistory: (from) => call("read", async () => history.current().read(from)),
      readLogProgress: () => call("read", async () => history.current().progress()),
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
    acknowledged,
  };
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
