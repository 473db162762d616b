import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { SqliteDatabase } from "./connection";
import { incidentEdits, incidentProblems, incidents, incidentUpdates, maintenances, nagiosComments } from "./schema";

const TABLES = { incidents, incidentProblems, incidentUpdates, incidentEdits, nagiosComments, maintenances } as const;
type Sealed = (typeof TABLES)[keyof typeof TABLES];
export type SealedTable = Sealed["_"]["name"];

/** A row whose values are not those that were written. */
export interface BrokenSeal {
  table: SealedTable;
  id: number;
  /** What it belongs to, in words: `incident 3`. */
  owner: string;
}

/** The sealed columns of each table. */
export const SEALED = Object.fromEntries(
  Object.values(TABLES).map((table) => [
    getTableName(table),
    Object.values(getTableColumns(table))
      .map(({ name }) => name)
      .filter((name) => name !== "seal"),
  ]),
) as unknown as Readonly<Record<SealedTable, readonly string[]>>;
export const SEALED_TABLES = Object.keys(SEALED) as readonly SealedTable[];

const OWNERS: Record<SealedTable, string> = {
  incidents: "'incident ' || id",
  incident_problems: "'incident ' || incident_id",
  incident_updates: "'incident ' || incident_id",
  incident_edits: "'incident ' || incident_id",
  nagios_comments: "'incident ' || incident_id",
  maintenances: "'maintenance ' || id",
};

/**
 * The seal of a row that is written: "to be sealed". Null does not say that: a row whose head is damaged has no value
 * there.
 */
export const TO_SEAL = -1;
/** The seal of a row that was written over while its seal was broken: no checksum is negative. */
const BROKEN = -2;

/**
 * The seal of a row that is written over. What the disk made of it before must not become true: a broken seal stays so.
 */
export function resealed(table: Sealed): SQL<number> {
  const name = getTableName(table);
  return sql.raw(`case when ${isBroken(name)} then ${BROKEN} else ${TO_SEAL} end`) as SQL<number>;
}

/** Makes the function that seals the rows that ask for it: those just written, and those that a person changed by hand. */
export function createSealer({ $client }: SqliteDatabase): () => void {
  const statements = SEALED_TABLES.map((table) =>
    $client.prepare<[]>(`update ${table} set seal = ${callSeal(table)} where seal = ${TO_SEAL}`),
  );
  return () => {
    for (const statement of statements) statement.run();
  };
}

/** Seals the rows that ask for it. */
export function sealMarked(database: SqliteDatabase): void {
  createSealer(database)();
}

/** The rows whose seal is broken. Reads everything. */
export function findBrokenSeals({ $client }: SqliteDatabase): BrokenSeal[] {
  return SEALED_TABLES.flatMap((table) =>
    $client
      .prepare<[], { id: number; owner: string }>(
        `select id, ${OWNERS[table]} as owner from ${table} where ${isBroken(table)}`,
      )
      .all()
      .map((row) => ({ table, ...row })),
  );
}

function isBroken(table: SealedTable): string {
  return `(seal is null or (seal <> ${TO_SEAL} and seal <> ${callSeal(table)}))`;
}

function callSeal(table: SealedTable): string {
  return `vitrine_seal(${SEALED[table].join(", ")})`;
}
