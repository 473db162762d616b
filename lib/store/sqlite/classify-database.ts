import { StoreError } from "@/lib/store/store-error";
import type { SqliteDatabase } from "./connection";

/** Whose database it is, told by its tables. */
export type DatabaseKind = "ours" | "predecessor" | "foreign";

/**
 * Tells our database from the predecessor's (same path, same table names, other columns) and from anything else,
 * which must not be touched.
 */
export function classifyDatabase({ $client }: SqliteDatabase): DatabaseKind {
  const columns = new Set($client.prepare("select name from pragma_table_info('incidents')").pluck().all());
  const recorded = $client
    .prepare("select 1 from sqlite_schema where type = 'table' and name = '__drizzle_migrations'")
    .get();
  const isOurs = columns.has("anchor_key") || isFirstForm(columns);
  if (isOurs && recorded !== undefined) return "ours";
  const old = ["id", "incident_type", "host_name", "state", "started_at", "ended_at"];
  if (!isOurs && old.every((name) => columns.has(name))) return "predecessor";
  return "foreign";
}

/** Whether a table of incidents, by its columns, is that of our older versions: one incident for each problem. */
export function isFirstForm(columns: ReadonlySet<unknown>): boolean {
  return columns.has("object_key");
}

/** Throws `db_corrupt` when SQLite finds the file damaged. Reads all of it. */
export function requireSound({ $client }: SqliteDatabase, path: string): void {
  const finding = $client.pragma("quick_check(1)", { simple: true });
  if (finding === "ok") return;
  throw new StoreError("db_corrupt", `The database ${path} is damaged (${finding}). Restore a backup.`);
}
