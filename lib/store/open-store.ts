import type { OperationEvent } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import { type Opening, openSqliteStore } from "./sqlite/open-sqlite";
import type { Store } from "./store";
import { openWorkerStore } from "./worker-store";

export interface StoreOptions {
  path: string;
  /** Folder of the generated migrations: `drizzle/sqlite` below the program's root. */
  migrationsFolder: string;
  /** Where backups and the journal of changes are. */
  backupFolder: string;
  /** All backups of this time are kept, and one a day for the longer time. */
  keepMs: number;
  keepDailyMs: number;
  /** How long a call waits for another program's lock. */
  busyWaitMs?: number;
  /** Space that is given up when the disk is full; 0 for none. */
  ballastBytes?: number;
  /** Path of the bundled worker; null runs in this thread (tests, commands). */
  workerPath: string | null;
  /** Hears what the store did by itself: restored, backed up, ballast freed ... for the operator's record. */
  onEvent: (event: OperationEvent) => void;
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
