import { StoreError, type StoreErrorCode } from "@/lib/store/store-error";

/** Beginnings of SQLite's result codes (https://www.sqlite.org/rescode.html), the longer one first. */
const MEANINGS: readonly [prefix: string, code: StoreErrorCode, words: string][] = [
  ["SQLITE_BUSY", "db_locked", "is locked by another program"],
  ["SQLITE_LOCKED", "db_locked", "is locked by another program"],
  ["SQLITE_FULL", "db_full", "cannot grow: no space is left on its disk"],
  ["SQLITE_CORRUPT", "db_corrupt", "is damaged; restore a backup"],
  ["SQLITE_NOTADB", "db_corrupt", "is not an SQLite database, or its head is damaged; restore a backup"],
  ["SQLITE_READONLY_DBMOVED", "db_lost", "was moved or deleted while it was open"],
  ["SQLITE_READONLY", "db_readonly", "may not be written"],
  ["SQLITE_CANTOPEN", "db_unreadable", "cannot be opened"],
  ["SQLITE_PERM", "db_unreadable", "cannot be opened"],
  ["SQLITE_IOERR_SHORT_READ", "db_corrupt", "is shorter than it must be; restore a backup"],
  ["SQLITE_IOERR", "db_io", "cannot be read or written: its disk failed"],
];

/** SQLite's result code of an error or of one of its causes, for instance `SQLITE_BUSY_SNAPSHOT`; null for others. */
export function findSqliteCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    // It is explained already.
    if (at instanceof StoreError) return null;
    if ("code" in at && typeof at.code === "string" && at.code.startsWith("SQLITE_")) return at.code;
  }
  return null;
}

/** Whether waiting may help: another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  const code = findSqliteCode(error);
  return code !== null && (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"));
}

/** Whether a new connection may help: the disk refused, not the database. */
export function isDiskTrouble(error: unknown): boolean {
  return /^SQLITE_(READONLY|IOERR|CANTOPEN)/.test(findSqliteCode(error) ?? "");
}

/** Whether the file is damaged, or cut off. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(findSqliteCode(error) ?? "");
}

/** The same for failures of the file system itself, by their names (errno(3)). */
const FILE_MEANINGS: Record<string, [code: StoreErrorCode, words: string]> = {
  ENOSPC: ["db_full", "no space is left on its disk"],
  EDQUOT: ["db_full", "the quota of its disk is used up"],
  EROFS: ["db_readonly", "its file system is read-only"],
  EACCES: ["db_unreadable", "the permission is missing"],
  EPERM: ["db_unreadable", "the permission is missing"],
};

function explainFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return error;
  const [code, words] = FILE_MEANINGS[String(error.code)] ?? ["db_io", "its disk failed"];
  return new StoreError(code, `The database ${path} cannot be read or written: ${words} (${error.message}).`, {
    cause: error,
  });
}

/** A failure of the storage as a `StoreError`; anything else (a bug) comes back as it is. */
export function explainSqliteError(error: unknown, path: string): unknown {
  const sqliteCode = findSqliteCode(error);
  if (sqliteCode === null) return explainFileError(error, path);
  if (sqliteCode === "SQLITE_CONSTRAINT_UNIQUE" && String(error).includes("incident_problems.object_key")) {
    const words = "A problem of this object is open already, or is told under another incident.";
    return new StoreError("already_open", words, { cause: error });
  }
  if (sqliteCode === "SQLITE_CONSTRAINT_FOREIGNKEY") {
    return new StoreError("unknown_incident", "Something belongs to an incident that is not kept.", { cause: error });
  }
  const meaning = MEANINGS.find(([prefix]) => sqliteCode.startsWith(prefix));
  if (meaning === undefined) return error;
  const [, code, words] = meaning;
  return new StoreError(code, `The database ${path} ${words} (${sqliteCode}).`, { cause: error });
}
