import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { registerSeal } from "./seal";

export type SqliteDatabase = BetterSQLite3Database & { $client: Database.Database };

/** SQLite waits this long for a lock, and blocks the event loop for all of it; `retryBusy` waits between tries. */
export const BUSY_TIMEOUT_MS = 25;

/** Opens a connection and sets what SQLite does not remember in the file. The file must exist unless `create`. */
export function connect(path: string, { create = false, readonly = false } = {}): SqliteDatabase {
  const client = new Database(path, { timeout: BUSY_TIMEOUT_MS, fileMustExist: !create, readonly });
  client.pragma("foreign_keys = ON");
  // FULL costs 0.3 ms a commit and makes a loss of power harmless.
  client.pragma("synchronous = FULL");
  client.pragma("journal_size_limit = 16777216");
  registerSeal(client);
  return drizzle({ client });
}

/** Readers no longer wait for the writer. SQLite keeps the old mode where the file system cannot do it (NFS). */
export function enterWal(database: SqliteDatabase): void {
  database.$client.pragma("journal_mode = WAL");
}

/** Makes the file whole by itself: no journal beside it that a copy of it would lack. */
export function leaveWal(database: SqliteDatabase): void {
  database.$client.pragma("journal_mode = DELETE");
}

/** Opens a database for one action and closes it. */
export function withDatabase<T>(path: string, action: (database: SqliteDatabase) => T, options = {}): T {
  const database = connect(path, options);
  try {
    return action(database);
  } finally {
    database.$client.close();
  }
}

/** Does everything or nothing; waits for no lock later than at its begin (a deferred begin can fail in its middle). */
export function writeAtOnce<T>(database: SqliteDatabase, action: (tx: SqliteDatabase) => T): T {
  return database.$client.transaction(() => action(database)).immediate();
}
