import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import type { EpochMs } from "@/lib/domain/time";
import type { Backup } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import { syncToDisk } from "./backup";
import { nameBackup } from "./backup-files";
import { leaveWal, type SqliteDatabase, withDatabase } from "./connection";
import { listNames } from "./journal-segments";
import { explainSqliteError } from "./sqlite-errors";
import { readMeta } from "./store-meta";
import { countRows, hasSameRows, type Verified, verifyDatabase } from "./verify-database";

/** Pages between two breaths of the event loop: 4 MiB. */
const PAGES_AT_ONCE = 1024;

/**
 * Copies an open database into a folder while it goes on being written. The copy gets its name when it has been read
 * whole, is the same database with the same rows, and is on the disk. Rejects with a `StoreError`; nothing is left then.
 */
export async function makeBackup(
  database: SqliteDatabase,
  folder: string,
  at: EpochMs,
): Promise<Backup & { verified: Verified }> {
  const unfinished = join(folder, `.unfinished-${process.pid}-${threadId}.db`);
  try {
    mkdirSync(folder, { recursive: true });
    dropFile(unfinished);
    await copyDatabase(database, unfinished);
    const verified = verifyCopy(database, unfinished);
    syncToDisk(unfinished);
    const path = nameBackup(folder, at);
    renameSync(unfinished, path);
    syncToDisk(folder);
    return { path, at, bytes: statSync(path).size, verified };
  } catch (error) {
    dropFile(unfinished);
    throw explainSqliteError(error, unfinished);
  }
}

async function copyDatabase({ $client }: SqliteDatabase, target: string): Promise<void> {
  const progress = ({ totalPages }: { totalPages: number }) => (totalPages === 0 ? 1 : PAGES_AT_ONCE);
  const { totalPages } = await $client.backup(target, { progress });
  // The driver takes a locked database for one without pages.
  if (totalPages === 0) throw new StoreError("db_locked", "The database is locked by another program.");
}

function verifyCopy(database: SqliteDatabase, path: string): Verified {
  const verified = withDatabase(path, (copy) => {
    leaveWal(copy);
    return verifyDatabase(copy, path);
  });
  const original = { ...readMeta(database), rows: countRows(database) };
  if (verified.uuid !== original.uuid || (verified.seq === original.seq && !hasSameRows(verified, original))) {
    throw new StoreError("db_corrupt", `The copy ${path} does not hold what the database holds.`);
  }
  return verified;
}

/** Deletes what backups left behind whose process was killed meanwhile. */
export function dropUnfinished(folder: string): void {
  for (const name of listNames(folder)) {
    const [, pid] = /^\.unfinished-(\d+)-\d+\.db$/.exec(name) ?? [];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)))) dropFile(join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function dropFile(path: string): void {
  try {
    for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
  } catch {
    // Its folder may be anything but a folder; what comes next says so in words.
  }
}
