import type { EpochMs } from "@/lib/domain/time";
import { type Opening, openSqliteStore, type SqliteOptions } from "./sqlite/open-sqlite";
import type { Store } from "./store";
import { openWorkerStore } from "./worker-store";

export interface StoreOptions extends Omit<SqliteOptions, "now"> {
  /** Path of the bundled worker; null runs in this thread (tests, commands). */
  workerPath: string | null;
  now?: () => EpochMs;
}

const TEND_EVERY_MS = 15_000;

/**
 * Opens the database, in a thread of its own where its worker is given. Rejects with a `StoreError` when that is not
 * possible; see `openSqliteStore` for what it does before it gives up.
 */
export async function openStore(given: StoreOptions): Promise<{ store: Store; opening: Opening }> {
  const { workerPath, onEvent, now = Date.now, ...options } = given;
  if (workerPath !== null) return openWorkerStore({ workerPath, options, onEvent, now });
  const { store, opening } = await openSqliteStore({ ...options, onEvent, now });
  const timer = setInterval(() => void store.tend(), TEND_EVERY_MS).unref();
  async function close(): Promise<void> {
    clearInterval(timer);
    await store.close();
  }
  return { store: { ...store, close }, opening };
}
