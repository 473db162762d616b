import { parentPort, workerData } from "node:worker_threads";
import type { Store } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import {
  type Answer,
  type Call,
  monotonicMs,
  packError,
  type WorkerMessage,
  type WorkerOptions,
} from "@/lib/store/worker-messages";
import { type HealingStore, openSqliteStore } from "./open-sqlite";

// The entry of the worker thread: whatever the disk does, it does it to this thread only.

const TEND_EVERY_MS = 15_000;

const port = parentPort;
if (port === null) throw new Error("this program runs in a worker thread");
const options: WorkerOptions = workerData;

function post(message: WorkerMessage): void {
  port?.postMessage(message);
}

async function answer(store: HealingStore, call: Call): Promise<void> {
  const { id } = call;
  let outcome: { ok: true; value: unknown } | { ok: false; error: ReturnType<typeof packError> };
  try {
    outcome = { ok: true, value: await perform(store, call) };
  } catch (error) {
    outcome = { ok: false, error: packError(error) };
  }
  post({ kind: "answer", id, facts: store.facts(), ...outcome } satisfies Answer);
  if (call.method === "close") port?.close();
}

function perform(store: Store, { method, args, giveUpMs }: Call): Promise<unknown> {
  if (method !== "close" && monotonicMs() > giveUpMs) {
    throw new StoreError("db_stalled", "The database did not answer in time; nothing was written.");
  }
  // The client's types say what belongs to a method.
  const action = store[method] as (...given: readonly unknown[]) => Promise<unknown>;
  return action(...args);
}

async function serve(): Promise<void> {
  const { store, opening } = await openSqliteStore({
    ...options,
    onEvent: (event) => post({ kind: "event", event }),
    now: Date.now,
  });
  const timer = setInterval(
    () => void store.tend().then(() => post({ kind: "facts", facts: store.facts() })),
    TEND_EVERY_MS,
  );
  port?.on("close", () => clearInterval(timer));
  port?.on("message", (call: Call) => void answer(store, call));
  post({ kind: "opened", opening, facts: store.facts() });
}

serve().catch((error: unknown) => {
  post({ kind: "refused", error: packError(error) });
  port.close();
});
