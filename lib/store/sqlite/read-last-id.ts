import type { SqliteDatabase } from "./connection";

type Numbered = "incidents" | "incident_updates" | "incident_edits" | "maintenances";

/** The highest id that a row of a table ever had, 0 when there was none. SQLite counts on after a purge. */
export function readLastId({ $client }: SqliteDatabase, table: Numbered): number {
  const last = $client.prepare<[string], number>("select seq from sqlite_sequence where name = ?").pluck().get(table);
  return last ?? 0;
}
