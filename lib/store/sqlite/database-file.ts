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

/**
 * Makes sure that a database may be opened or created at a path, before SQLite touches anything. Makes the folder.
 * Answers whether a database is there. Throws a `StoreError` for whatever must not be opened: no permission, no
 * regular file, an empty file, or journals whose database is gone. Opens nothing itself: closing a file of one's own
 * would drop the locks that SQLite holds on it in this process (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
export function prepareFile(path: string): "present" | "absent" {
  makeFolder(dirname(path));
  const stats = explainAccess(path, () => statSync(path, { throwIfNoEntry: false }));
  if (stats === undefined) {
    refuseOrphanedJournals(path);
    return "absent";
  }
  if (!stats.isFile()) throw new StoreError("db_unreadable", `The database path ${path} is not a regular file.`);
  explainAccess(path, () => accessSync(path, constants.R_OK | constants.W_OK));
  if (stats.size === 0) {
    throw new StoreError(
      "db_empty",
      `The database ${path} is empty. Move it away to start afresh, or restore a backup of it.`,
    );
  }
  return "present";
}

function makeFolder(folder: string): void {
  explainAccess(folder, () => mkdirSync(folder, { recursive: true }));
  // SQLite keeps its journals beside the database, so the folder must be writable too.
  explainAccess(folder, () => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK));
}

/** SQLite would replay them into the new, empty database. */
function refuseOrphanedJournals(path: string): void {
  for (const journal of [`${path}-wal`, `${path}-journal`]) {
    if ((statSync(journal, { throwIfNoEntry: false })?.size ?? 0) === 0) continue;
    throw new StoreError(
      "db_lost",
      `The database ${path} is gone, but its journal ${journal} is there. Restore the database, or move the journal away to start afresh.`,
    );
  }
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
