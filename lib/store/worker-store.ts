import type { StoreFacts, Trouble } from "@/lib/domain/health";
import type { OperationEvent } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import { createPendingCalls } from "./pending-calls";
import type { Opening } from "./sqlite/open-sqlite";
import type { Store } from "./store";
import { StoreError } from "./store-error";
import type { Method, WorkerOptions } from "./worker-messages";
import { startThread, type Thread } from "./worker-thread";

/** A close that takes longer than this is given up: a frozen disk must not keep the process from ending. */
const CLOSE_WITHIN_MS = 1800;
const ANSWER_WITHIN_MS = 5000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

export interface WorkerStoreInput {
  workerPath: string;
  options: WorkerOptions;
  onEvent: (event: OperationEvent) => void;
  now: () => EpochMs;
  /** How long a call may take before it counts as hanging. */
  answerWithinMs?: number;
}

/**
 * A store whose database is another thread's: whatever the disk does, this thread goes on. A thread that ends is started
 * again. Rejects when the database cannot be opened.
 */
export async function openWorkerStore(input: WorkerStoreInput): Promise<{ store: Store; opening: Opening }> {
  const { now, onEvent } = input;
  let thread: Thread | null = null;
  let trouble: Trouble | null = null;
  let isClosed = false;
  let pauseMs = FIRST_PAUSE_MS;
  const pending = createPendingCalls({
    answerWithinMs: input.answerWithinMs ?? ANSWER_WITHIN_MS,
    onStall: () => setTrouble(new StoreError("db_stalled", "The database does not answer: its disk may hang.")),
    onRelease: () => {
      trouble = null;
    },
    onLateWrite: (method) =>
      emit("over", `The database answered late: what was reported as failed (${method}) has been written after all.`),
  });

  function emit(kind: OperationEvent["kind"], message: string): void {
    if (!isClosed) onEvent({ at: now(), kind, part: "store", code: "db_stalled", message });
  }

  function setTrouble(error: unknown): void {
    const code =
      error instanceof StoreError && error.code !== "already_open" && error.code !== "unknown_incident"
        ? error.code
        : "db_failed";
    const message = error instanceof Error ? error.message : String(error);
    trouble = { code, message, sinceAt: trouble?.code === code ? trouble.sinceAt : now() };
  }

  const start = () =>
    startThread({
      ...input,
      onEvent: (event) => {
        if (!isClosed) onEvent(event);
      },
      onAnswer(answer) {
        facts = answer.facts;
        pending.answer(answer);
      },
      onFacts(posted) {
        facts = posted;
      },
      onEnd,
    });

  function onEnd(why: string): void {
    thread = null;
    pending.failAll(`The database's thread ended: ${why}.`);
    if (isClosed) return;
    setTrouble(new StoreError("db_stalled", `The database's thread ended: ${why}. It is started again.`));
    emit("failure", `The database's thread ended: ${why}. It is started again.`);
    startLater();
  }

  function startLater(): void {
    setTimeout(restart, pauseMs).unref();
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  async function restart(): Promise<void> {
    if (isClosed) return;
    try {
      const started = await start();
      if (isClosed) {
        await started.thread.terminate();
        return;
      }
      ({ thread, facts } = started);
      trouble = null;
      pauseMs = FIRST_PAUSE_MS;
      emit("recovery", "The database's thread was started again.");
    } catch (error) {
      setTrouble(error);
      startLater();
    }
  }

  function send<T>(method: Method, args: readonly unknown[]): Promise<T> {
    if (isClosed) return Promise.reject(new StoreError("db_closed", "The store is closed."));
    const current = thread;
    if (current === null)
      return Promise.reject(new StoreError("db_stalled", trouble?.message ?? "The database's thread starts."));
    // The worker answers each method with what the port says.
    return pending.send(method, args, current.post) as Promise<T>;
  }

  async function close(): Promise<void> {
    const last = thread;
    if (isClosed || last === null) {
      isClosed = true;
      return;
    }
    const closed = pending.isStalled() ? Promise.resolve() : send("close", []).catch(() => undefined);
    isClosed = true;
    await Promise.race([closed, pause(CLOSE_WITHIN_MS)]);
    pending.failAll("The store is closed.");
    await Promise.race([last.terminate(), pause(200)]);
  }

  const started = await start();
  let facts: StoreFacts = started.facts;
  thread = started.thread;
  const store: Store = {
    commit: (batch) => send("commit", [batch]),
    lastIncidentId: () => send("lastIncidentId", []),
    listIncidents: (query) => send("listIncidents", [query]),
    findIncident: (id) => send("findIncident", [id]),
    edit: (edit) => send("edit", [edit]),
    listMaintenances: (query) => send("listMaintenances", [query]),
    findMaintenance: (id) => send("findMaintenance", [id]),
    lastMaintenanceId: () => send("lastMaintenanceId", []),
    addHistory: (batch) => send("addHistory", [batch]),
    readHistory: (from) => send("readHistory", [from]),
    readLogProgress: () => send("readLogProgress", []),
    addPoints: (batch) => send("addPoints", [batch]),
    listPoints: () => send("listPoints", []),
    record: (entries) => send("record", [entries]),
    listRecord: (since) => send("listRecord", [since]),
    ping: () => send("ping", []),
    facts: () => (trouble === null ? facts : { ...facts, trouble }),
    backUp: () => send("backUp", []),
    close,
  };
  return { store, opening: started.opening };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
