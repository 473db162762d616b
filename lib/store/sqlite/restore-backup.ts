import { constants, copyFileSync, rmSync } from "node:fs";
import { basename } from "node:path";
import type { EpochMs } from "@/lib/domain/time";
import type { Backup } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import { listBackups } from "./backup-files";
import { classifyDatabase, requireSound } from "./classify-database";
import { leaveWal, type SqliteDatabase, withDatabase } from "./connection";
import { type Migration, migrate } from "./migrations";
import { replayJournal } from "./replay-journal";
import { explainSqliteError } from "./sqlite-errors";
import { sayInstant } from "./stamp";
import { readMeta, type StoreMeta } from "./store-meta";

/** A whole database beside the path where it is to stand, and what it is made of. */
export interface Candidate {
  path: string;
  from: "backup" | "salvage" | "open_file";
  /** For the operator. */
  message: string;
  /** Changes that were made again from the journal. */
  replayed: number;
}

export interface RestoreInput {
  /** Where the database is to stand. */
  path: string;
  backupFolder: string;
  /** Which database it was; null when nobody knows, then the newest backup says it. */
  uuid: string | null;
  known: readonly Migration[];
}

/**
 * Builds a database from the newest backup that is sound, and the changes since then. Null when no backup is. Throws
 * where no other backup would help: no space, or a backup of a newer version.
 */
export function restoreBackup({ path, backupFolder, uuid, known }: RestoreInput): Candidate | null {
  const { sorted, unreadable } = sortBackups(backupFolder, uuid);
  const skipped = unreadable.map((name) => `${name} was passed over: it cannot be read.`);
  for (const backup of sorted) {
    const target = `${path}.restoring`;
    try {
      copyBackup(backup.path, target);
      const { applied, gap } = withDatabase(target, (database) => {
        upgradeCopy(database, target, known);
        return replayJournal(database, backupFolder);
      });
      const message = sayRestored(backup, applied, gap, skipped);
      return { path: target, from: "backup", message, replayed: applied };
    } catch (error) {
      dropDatabase(target);
      const explained = explainSqliteError(error, backup.path);
      if (!(explained instanceof StoreError) || ["db_full", "db_newer", "db_readonly"].includes(explained.code)) {
        throw explained;
      }
      skipped.push(`${basename(backup.path)} was passed over: ${explained.message}`);
    }
  }
  return null;
}

/** Copies a backup to where it is worked on. */
export function copyBackup(from: string, target: string): void {
  dropDatabase(target);
  copyFileSync(from, target, constants.COPYFILE_FICLONE);
}

/** Makes a copied backup a sound database of the present schema. */
export function upgradeCopy(database: SqliteDatabase, path: string, known: readonly Migration[]): void {
  leaveWal(database);
  requireSound(database, path);
  if (classifyDatabase(database) !== "ours") {
    throw new StoreError("db_foreign", `${path} is not a database of this program.`);
  }
  migrate(database, known, path);
}

/** Deletes a database of ours that was never finished. */
export function dropDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${suffix}`, { force: true });
}

/**
 * The backups of one database, the one with the most changes first, whatever the clock was, and the names of those that
 * cannot even say whose they are.
 */
function sortBackups(folder: string, uuid: string | null): { sorted: Backup[]; unreadable: string[] } {
  const unreadable: string[] = [];
  const read = listBackups(folder).flatMap((backup) => {
    const meta = readBackupMeta(backup.path);
    if (meta === null) unreadable.push(basename(backup.path));
    return meta === null ? [] : [{ backup, meta }];
  });
  const wanted = uuid ?? read[0]?.meta.uuid;
  const sorted = read
    .filter(({ meta }) => meta.uuid === wanted)
    .sort((a, b) => b.meta.seq - a.meta.seq || b.backup.at - a.backup.at)
    .map(({ backup }) => backup);
  return { sorted, unreadable };
}

/** What a backup says of itself; null when it cannot be read. */
export function readBackupMeta(path: string): StoreMeta | null {
  try {
    return withDatabase(path, readMeta, { readonly: true });
  } catch {
    return null;
  }
}

function sayRestored(
  { path, at }: { path: string; at: EpochMs },
  applied: number,
  gap: string | null,
  skipped: string[],
) {
  const changes = applied === 1 ? "1 later change was" : `${applied} later changes were`;
  return [
    `The backup of ${sayInstant(at)} (${basename(path)}) was put in place and ${changes} made again from the journal.`,
    ...(gap === null ? [] : [`Something is lost: ${gap}.`]),
    ...skipped,
  ].join(" ");
}
