import type { SqliteDatabase } from "./connection";

/** A row whose values are not those that were written. */
export interface BrokenSeal {
  table: SealedTable;
  id: number;
  incidentId: number;
}

export const SEALED = {
  incidents: [
    "id",
    "object_key",
    "kind",
    "host_name",
    "service_description",
    "components",
    "problem_id",
    "state",
    "started_at",
    "last_check_at",
    "output",
    "acknowledged",
    "ended_at",
    "end_reason",
    "review_url",
  ],
  incident_updates: ["id", "incident_id", "author", "text", "created_at"],
  nagios_comments: [
    "id",
    "incident_id",
    "comment_id",
    "entered_at",
    "author",
    "text",
    "host_name",
    "service_description",
  ],
} as const;
export type SealedTable = keyof typeof SEALED;
/** Stands for "to be sealed". Null does not: a row whose head is damaged has no value there. */
const MARK = -1;
const OWNER: Record<SealedTable, string> = {
  incidents: "id",
  incident_updates: "incident_id",
  nagios_comments: "incident_id",
};
const SEALED_TABLES = Object.keys(SEALED) as readonly SealedTable[];

/**
 * Makes the function that seals the rows of some incidents after a change. A row whose seal was broken before it stays so,
 * for what the disk made of it must not become true: ask `findBroken` before the change. Rows without a seal get one.
 */
export function createSealer({ $client }: SqliteDatabase) {
  const find = $client
    .prepare<[string], number>(
      `select id from incidents where id in (select value from json_each(?)) and ${isBroken("incidents")}`,
    )
    .pluck();
  const statements = SEALED_TABLES.map((table) => {
    const only = table === "incidents" ? "" : "and seal is null";
    return $client.prepare<[string]>(
      `update ${table} set seal = ${callSeal(table)} where ${OWNER[table]} in (select value from json_each(?)) ${only}`,
    );
  });
  return {
    findBroken: (incidentIds: readonly number[]) => new Set(find.all(JSON.stringify(incidentIds))),
    seal(incidentIds: readonly number[]): void {
      if (incidentIds.length === 0) return;
      for (const statement of statements) statement.run(JSON.stringify(incidentIds));
    },
  };
}

/** Seals the rows that are marked for it: those of an older version, and those that a person changes by hand. */
export function sealMarked({ $client }: SqliteDatabase): void {
  for (const table of SEALED_TABLES) {
    $client.exec(`update ${table} set seal = ${callSeal(table)} where seal = ${MARK}`);
  }
}

/** Seals every row that has no seal yet: for a database that is being made. */
export function sealAll({ $client }: SqliteDatabase): void {
  for (const table of SEALED_TABLES) {
    $client.exec(`update ${table} set seal = ${callSeal(table)} where seal is null`);
  }
}

/** The rows whose seal is broken. Reads everything. */
export function findBrokenSeals({ $client }: SqliteDatabase): BrokenSeal[] {
  return SEALED_TABLES.flatMap((table) =>
    $client
      .prepare<[], { id: number; incidentId: number }>(
        `select id, ${OWNER[table]} as "incidentId" from ${table} where ${isBroken(table)}`,
      )
      .all()
      .map((row) => ({ table, ...row })),
  );
}

function isBroken(table: SealedTable): string {
  return `(seal is null or (seal <> ${MARK} and seal <> ${callSeal(table)}))`;
}

function callSeal(table: SealedTable): string {
  return `vitrine_seal(${SEALED[table].join(", ")})`;
}
