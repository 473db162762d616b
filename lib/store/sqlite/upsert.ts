import { getTableColumns, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** A placeholder for each column, of the same name: so that a value of the domain is the statement's parameters. */
export function placeholdersOf<Name extends string>(names: readonly Name[]): { [N in Name]: Placeholder<N> } {
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as { [N in Name]: Placeholder<N> };
}

/** What the row that could not be inserted has in each column: for the row that is there already. */
export function takeOver<Name extends string>(table: SQLiteTable, names: readonly Name[]): { [N in Name]: SQL } {
  const columns = getTableColumns(table);
  return Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${columns[name]?.name}`)])) as {
    [N in Name]: SQL;
  };
}
