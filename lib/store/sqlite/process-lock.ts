import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { StoreError } from "@/lib/store/store-error";
import { identifyFile, isSameFile } from "./database-file";
import { isBusy } from "./sqlite-errors";

/** The right to be the one service that uses a database. The kernel frees it when the process ends, however it ends. */
export interface ProcessLock {
  /** Takes it again where its file was deleted. Throws `db_in_use` when somebody else was quicker. */
  keep(): void;
  release(): void;
}

/**
 * Takes the lock `<path>.lock`, which says nothing about the database itself: other programs may read and copy that.
 * Throws `db_in_use` when another Vitrine holds it.
 */
export function lockForProcess(path: string): ProcessLock {
  return holdLock(path, `the database ${path}`);
}

/**
 * The same for a folder of backups: two services that write one would delete each other's. Null where it cannot be had
 * for other reasons; the backups will say what is wrong with the folder.
 */
export function lockFolder(folder: string): ProcessLock | null {
  try {
    mkdirSync(folder, { recursive: true });
    return holdLock(join(folder, "owner"), `the backup folder ${folder}`);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    return null;
  }
}

function holdLock(path: string, what: string): ProcessLock {
  const lockPath = `${path}.lock`;
  let held = takeLock(lockPath, what);

  return {
    keep() {
      if (isSameFile(identifyFile(lockPath), held.identity)) return;
      const next = retakeLock(lockPath, what);
      held.client.close();
      held = next;
    },
    release() {
      if (!held.client.open) return;
      // First the name, then the lock: whoever opened the file meanwhile sees that it is not the one at the path.
      if (isSameFile(identifyFile(lockPath), held.identity)) rmSync(lockPath, { force: true });
      held.client.close();
    },
  };
}

/** The file must be the one at the path before it is opened and when it is locked: its holder deletes it at the end. */
function takeLock(lockPath: string, what: string) {
  for (;;) {
    if (identifyFile(lockPath) === null) closeSync(openSync(lockPath, "a"));
    const before = identifyFile(lockPath);
    const client = new Database(lockPath, { timeout: 0 });
    try {
      // Nothing is written, so nothing needs a journal beside it.
      client.pragma("journal_mode = MEMORY");
      client.exec("begin exclusive");
    } catch (error) {
      client.close();
      throw explainLock(error, what);
    }
    const identity = identifyFile(lockPath);
    if (isSameFile(before, identity)) return { client, identity };
    client.close();
  }
}

/** The folder may be gone with the file. */
function retakeLock(lockPath: string, what: string) {
  try {
    mkdirSync(dirname(lockPath), { recursive: true });
    return takeLock(lockPath, what);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError("db_lost", `The folder of ${what} is gone and cannot be made again.`, {
      cause: error,
    });
  }
}

function explainLock(error: unknown, what: string): unknown {
  if (!isBusy(error)) return error;
  return new StoreError("db_in_use", `Another Vitrine uses ${what}. Stop that one first, or give this one its own.`, {
    cause: error,
  });
}
