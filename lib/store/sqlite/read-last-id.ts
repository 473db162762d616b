import type { SqliteDatabase } from "./connection";

/** The highest id that an incident ever had, 0 when there was none. SQLite counts on after a purge. */
export function readLastId({ $client }: SqliteDatabase): number {
  const last = $client.prepare<[], number>("select seq from sqlite_sequence where name = 'incidents'").pluck().get();
  return last ?? 0;
}
