import { resolve } from "node:path";
import type { EpochMs } from "@/lib/domain/time";
import { StoreError } from "@/lib/store/store-error";
import { backUpBefore } from "./backup";
import { classifyDatabase, requireSound } from "./classify-database";
import { connect, type SqliteDatabase, useWal } from "./connection";
import { createDatabase } from "./create-database";
import { identifyFile, prepareFile } from "./database-file";
import { type ImportCounts, importPredecessor } from "./import-predecessor";
import { findPending, type Migration, migrate, readMigrations } from "./migrations";
import { retryBusy } from "./retry-busy";
import { explainSqliteError } from "./sqlite-errors";
import { createSqliteStore, type FileStore } from "./sqlite-store";

export interface SqliteOptions {
  /** The database's file; its folder is made when it is not there. */
  path: string;
  /** Folder of the generated migrations: `drizzle/sqlite` below the program's root. */
  migrationsFolder: string;
  /** Now; names the backup of a predecessor's database. */
  at: EpochMs;
  /** How long a call waits for another program's lock before it rejects with `db_locked`. */
  busyWaitMs?: number;
}

/** What was done to have a database of the present schema. */
export type Opening =
  | { kind: "opened" }
  | { kind: "created" }
  | { kind: "migrated"; steps: string[]; backupPath: string }
  | { kind: "imported"; backupPath: string; counts: ImportCounts };

const DEFAULT_BUSY_WAIT_MS = 5000;

/**
 * Opens the database, which is made, brought up to date or taken over from the predecessor first where necessary.
 * Rejects with a `StoreError` and leaves every file as it was when that is not possible: a damaged, empty or foreign
 * file, one of a newer version, no permission, no space, a lock that stays.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<{ store: FileStore; opening: Opening }> {
  const path = resolve(options.path);
  const busyWaitMs = options.busyWaitMs ?? DEFAULT_BUSY_WAIT_MS;
  const known = readMigrations(options.migrationsFolder);
  try {
    const arrival = await arrive(path, known, options.at, busyWaitMs);
    const { database, steps, backupPath } = await connectUpToDate(path, known, busyWaitMs);
    const opening: Opening = backupPath === null ? arrival : { kind: "migrated", steps, backupPath };
    return { store: createSqliteStore(database, path, identifyFile(path), busyWaitMs), opening };
  } catch (error) {
    throw explainSqliteError(error, path);
  }
}

/** Sees to it that a database of ours is at the path, of whatever version. */
async function arrive(path: string, known: readonly Migration[], at: EpochMs, busyWaitMs: number): Promise<Opening> {
  if (prepareFile(path) === "absent") {
    createDatabase(path, known);
    return { kind: "created" };
  }
  const database = connect(path);
  const kind = await retryBusy(() => classifyDatabase(database), busyWaitMs).finally(() => database.$client.close());
  if (kind === "foreign") {
    throw new StoreError("db_foreign", `The database ${path} belongs to another program. Name another path.`);
  }
  if (kind === "ours") return { kind: "opened" };
  const imported = await importPredecessor(path, known, at, busyWaitMs);
  return imported === null ? { kind: "opened" } : { kind: "imported", ...imported };
}

interface UpToDate {
  database: SqliteDatabase;
  steps: string[];
  backupPath: string | null;
}

async function connectUpToDate(path: string, known: readonly Migration[], busyWaitMs: number): Promise<UpToDate> {
  const database = connect(path);
  try {
    await retryBusy(() => requireSound(database, path), busyWaitMs);
    const [first] = await retryBusy(() => findPending(database, known, path), busyWaitMs);
    if (first === undefined) {
      await retryBusy(() => useWal(database), busyWaitMs);
      return { database, steps: [], backupPath: null };
    }
    const backupPath = await retryBusy(() => backUpBefore(database, path, first.tag), busyWaitMs);
    const done = await retryBusy(() => migrate(database, known, path), busyWaitMs);
    await retryBusy(() => useWal(database), busyWaitMs);
    return { database, steps: done.map(({ tag }) => tag), backupPath };
  } catch (error) {
    database.$client.close();
    throw error;
  }
}
