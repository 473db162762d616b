import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { StoreError } from "@/lib/store/store-error";

/** Which file it is, whatever its name: device and inode. */
export interface FileIdentity {
  dev: bigint;
  ino: bigint;
}

/** Identity of the file at a path; null when nothing is there. */
export function identifyFile(path: string): FileIdentity | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : { dev: stats.dev, ino: stats.ino };
}

/** Whether both are the same file; two files that are not there are not. */
export function isSameFile(a: FileIdentity | null, b: FileIdentity | null): boolean {
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/** What stands at a database's path. `orphaned`: nothing but a journal whose database is gone. */
export type Standing = "present" | "absent" | "empty" | "orphaned";

/**
 * Looks at a database's path before SQLite touches anything, and makes its folder. Throws a `StoreError` for whatever
 * must not be opened: no permission, no regular file. Opens nothing itself: closing a file of one's own
 * would drop the locks that SQLite holds on it in this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
export function prepareFile(path: string): Standing {
  makeFolder(dirname(path));
  const stats = explainAccess(path, () => statSync(path, { throwIfNoEntry: false }));
  if (stats === undefined) return hasOrphanedJournal(path) ? "orphaned" : "absent";
  if (!stats.isFile()) throw new StoreError("db_unreadable", `The database path ${path} is not a regular file.`);
  explainAccess(path, () => accessSync(path, constants.R_OK | constants.W_OK));
  return stats.size === 0 ? "empty" : "present";
}

/** Why nothing may be made at a path where a database was, and is not. */
export function explainLoss(path: string, standing: "empty" | "orphaned"): StoreError {
  return standing === "empty"
    ? new StoreError(
        "db_empty",
        `The database ${path} is empty. Move it away to start afresh, or restore a backup of it.`,
      )
    : new StoreError(
        "db_lost",
        `The database ${path} is gone, but its journal is there. Restore the database, or move ${path}-wal and ${path}-journal away to start afresh.`,
      );
}

function makeFolder(folder: string): void {
  explainAccess(folder, () => mkdirSync(folder, { recursive: true }));
  // SQLite keeps its journals beside the database, so the folder must be writable too.
  explainAccess(folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
}

/** SQLite would replay it into a new, empty database. */
function hasOrphanedJournal(path: string): boolean {
  const sizes = [`${path}-wal`, `${path}-journal`].map((name) => statSync(name, { throwIfNoEntry: false })?.size ?? 0);
  return sizes.some((size) => size > 0);
}

function explainAccess<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    const why = { cause: error };
    if (code === "EROFS") throw new StoreError("db_readonly", `${path} is on a read-only file system.`, why);
    if (code === "ENOSPC") throw new StoreError("db_full", `No space is left for ${path}.`, why);
    if (code === "EACCES" || code === "EPERM") {
      const denied = existsSync(path) && canRead(path) ? "db_readonly" : "db_unreadable";
      const verb = denied === "db_readonly" ? "write" : "read";
      throw new StoreError(denied, `The user ${nameUser()} may not ${verb} ${path}.`, why);
    }
    if (code === "ENOTDIR" || code === "EEXIST") {
      throw new StoreError("db_unreadable", `${path} cannot be made: a part of it is not a folder.`, why);
    }
    throw error;
  }
}

function canRead(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function nameUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number without a name.
    return String(process.getuid?.() ?? "unknown");
  }
}
