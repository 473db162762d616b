import { StoreError } from "@/lib/store/store-error";
import { classifyDatabase, requireSound } from "./classify-database";
import { type SqliteDatabase, withDatabase } from "./connection";
import { SEALED_TABLES } from "./seal-rows";
import { explainSqliteError } from "./sqlite-errors";
import { readMeta, type StoreMeta } from "./store-meta";

/** What a sound database of ours says of itself. */
export interface Verified extends StoreMeta {
  /** Of each sealed table that its schema has: a backup may be of an older version. */
  rows: Readonly<Record<string, number>>;
}

/** Reads all of an open database. Throws a `StoreError` when it is damaged or not ours. */
export function verifyDatabase(database: SqliteDatabase, path: string): Verified {
  try {
    requireSound(database, path);
    if (classifyDatabase(database) !== "ours") {
      throw new StoreError("db_foreign", `${path} is not a database of this program.`);
    }
    return { ...readMeta(database), rows: countRows(database) };
  } catch (error) {
    throw explainSqliteError(error, path);
  }
}

/** The same for a file that is not open, with a connection of its own: an open one answers from its memory. */
export function verifyFile(path: string): Verified {
  try {
    return withDatabase(path, (database) => verifyDatabase(database, path), { readonly: true });
  } catch (error) {
    throw explainSqliteError(error, path);
  }
}

/** Whether two databases hold as many rows; they must, when they have had the same changes. */
export function hasSameRows(a: Verified, b: Verified): boolean {
  return SEALED_TABLES.every((name) => a.rows[name] === b.rows[name]);
}

export function countRows({ $client }: SqliteDatabase): Verified["rows"] {
  const count = (table: string) => $client.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
  const there = new Set($client.prepare("select name from sqlite_schema where type = 'table'").pluck().all());
  return Object.fromEntries(SEALED_TABLES.filter((table) => there.has(table)).map((table) => [table, count(table)]));
}
