import { randomBytes } from "node:crypto";
import { basename, resolve } from "node:path";
import type { EpochMs } from "@/lib/domain/time";
import { classifyDatabase } from "./sqlite/classify-database";
import { connect, withDatabase, writeAtOnce } from "./sqlite/connection";
import { prepareFile } from "./sqlite/database-file";
import { makeBackup } from "./sqlite/make-backup";
import { type Migration, readMigrations } from "./sqlite/migrations";
import { claimFolder, findOwner } from "./sqlite/owner";
import { lockForProcess } from "./sqlite/process-lock";
import { putInPlace, quarantine } from "./sqlite/quarantine";
import { type Candidate, copyBackup, dropDatabase, restoreBackup, upgradeCopy } from "./sqlite/restore-backup";
import { explainSqliteError } from "./sqlite/sqlite-errors";
import { readMeta, setUuid } from "./sqlite/store-meta";
import type { Backup } from "./store";
import { StoreError } from "./store-error";

export { listBackups } from "./sqlite/backup-files";

export interface BackUpInput {
  path: string;
  backupFolder: string;
  now?: () => EpochMs;
}

/**
 * Makes a verified backup beside a running service, or without one. Rejects with a `StoreError` when there is no
 * database of ours, it is damaged, or the folder cannot be written.
 */
export async function backUpDatabase({ path: given, backupFolder, now = Date.now }: BackUpInput): Promise<Backup> {
  const path = resolve(given);
  try {
    const database = connect(path);
    try {
      requireOurs(classifyDatabase(database), path);
      const { verified: _, ...backup } = await makeBackup(database, resolve(backupFolder), now());
      return backup;
    } finally {
      database.$client.close();
    }
  } catch (error) {
    throw explainSqliteError(error, path);
  }
}

export interface RestoreDatabaseInput {
  path: string;
  migrationsFolder: string;
  backupFolder: string;
  /** A file to restore as it is; null for the newest sound backup and every change since then. */
  file: string | null;
  now?: () => EpochMs;
}

export interface Restored {
  /** What was done, for the operator; without the path below. */
  message: string;
  /** Where the database that stood there is kept; null when none did. */
  quarantinePath: string | null;
  /** Changes that were made again from the journal. */
  replayed: number;
}

/**
 * Puts a backup in the place of the database, which is kept beside it. Rejects with a `StoreError` and changes nothing
 * while a service uses it (`db_in_use`), when another program's database is there, or when no backup is sound.
 */
export async function restoreDatabase(input: RestoreDatabaseInput): Promise<Restored> {
  const path = resolve(input.path);
  const backupFolder = resolve(input.backupFolder);
  const at = (input.now ?? Date.now)();
  const known = readMigrations(input.migrationsFolder);
  try {
    const standing = prepareFile(path);
    const lock = lockForProcess(path);
    try {
      const present = standing === "present" ? lookAtPresent(path) : null;
      if (present !== null) requireOurs(present.kind, path);
      const uuid = present?.uuid ?? findOwner(backupFolder);
      const candidate =
        input.file === null
          ? restoreNewest(path, backupFolder, uuid, known)
          : restoreFile(path, resolve(input.file), known);
      const quarantinePath = quarantine(path, at);
      putInPlace(candidate.path, path);
      const aside = claimFolder(backupFolder, withDatabase(path, readMeta).uuid);
      return { message: say(candidate, aside), quarantinePath, replayed: candidate.replayed };
    } finally {
      lock.release();
    }
  } catch (error) {
    throw explainSqliteError(error, path);
  }
}

function restoreNewest(
  path: string,
  backupFolder: string,
  uuid: string | null,
  known: readonly Migration[],
): Candidate {
  const candidate = restoreBackup({ path, backupFolder, uuid, known });
  if (candidate !== null) return candidate;
  throw new StoreError("db_lost", `No usable backup of the database ${path} is in ${backupFolder}.`);
}

/** It becomes another database: the journal and the backups of what came after it are not its own. */
function restoreFile(path: string, file: string, known: readonly Migration[]): Candidate {
  const target = `${path}.restoring`;
  try {
    copyBackup(file, target);
    withDatabase(target, (database) => {
      upgradeCopy(database, file, known);
      writeAtOnce(database, (tx) => setUuid(tx, randomBytes(16).toString("hex")));
    });
  } catch (error) {
    dropDatabase(target);
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "ENOENT") throw error;
    throw new StoreError("db_unreadable", `There is no file ${file}.`, { cause: error });
  }
  return { path: target, from: "backup", message: `${basename(file)} was put in place as it is.`, replayed: 0 };
}

/** Whose database stands there, and which; nothing is known of a damaged one. */
function lookAtPresent(path: string): { kind: ReturnType<typeof classifyDatabase>; uuid: string | null } | null {
  try {
    return withDatabase(path, (database) => {
      const kind = classifyDatabase(database);
      return { kind, uuid: kind === "ours" ? readMeta(database).uuid : null };
    });
  } catch {
    return null;
  }
}

function requireOurs(kind: ReturnType<typeof classifyDatabase>, path: string): void {
  if (kind === "ours") return;
  throw new StoreError("db_foreign", `The database ${path} is not one of this program.`);
}

function say({ message }: Candidate, aside: string | null): string {
  return aside === null ? message : `${message} The backups and the journal of what stood there are in ${aside}.`;
}
