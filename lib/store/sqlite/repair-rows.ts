import { type SqliteDatabase, withDatabase, writeAtOnce } from "./connection";
import { dropDatabase, type RestoreInput, restoreBackup } from "./restore-backup";
import type { MaintenanceDetails } from "./schema";
import { type BrokenSeal, findBrokenSeals, SEALED, type SealedTable } from "./seal-rows";
import { readMeta } from "./store-meta";

/**
 * Puts rows whose seal is broken back as they were written, from a database that is made of the newest backup and the
 * journal beside the real one. Answers those that are left: without a backup, or broken in it too.
 */
export function repairRows(
  database: SqliteDatabase,
  place: Omit<RestoreInput, "uuid">,
  broken: readonly BrokenSeal[],
): readonly BrokenSeal[] {
  const { uuid, seq } = readMeta(database);
  const candidate = restoreBackup({ ...place, uuid });
  if (candidate === null) return broken;
  try {
    withDatabase(candidate.path, (source) => {
      if (readMeta(source).seq !== seq) return;
      const bad = new Set(findBrokenSeals(source).map(nameRow));
      const good = broken.filter((row) => !bad.has(nameRow(row)));
      writeAtOnce(database, (tx) => {
        for (const row of good) copyRow(source, tx, row);
      });
    });
  } finally {
    dropDatabase(candidate.path);
  }
  return findBrokenSeals(database);
}

/** What a maintenance says whose details cannot be read. */
const NO_DETAILS: MaintenanceDetails = {
  origin: "nagios",
  durationMs: null,
  beganAt: null,
  components: [],
  publicText: null,
  author: "",
  comment: "",
  downtimes: [],
  seenUnder: null,
  forgottenAt: null,
  updates: [],
};

const JSON_COLUMNS: readonly [SealedTable, column: string, otherwise: unknown][] = [
  ["incidents", "components", []],
  ["incident_updates", "components", []],
  ["incident_edits", "before", null],
  ["incident_edits", "after", null],
  ["maintenances", "details", NO_DETAILS],
];

/** What cannot be put back must not keep the rest from being read: what is no JSON any more becomes nothing. */
export function makeReadable(database: SqliteDatabase): void {
  writeAtOnce(database, ({ $client }) => {
    for (const [table, column, otherwise] of JSON_COLUMNS) {
      const update = `update ${table} set ${column} = ? where ${column} is not null and not json_valid(${column})`;
      $client.prepare(update).run(JSON.stringify(otherwise));
    }
  });
}

function copyRow(source: SqliteDatabase, target: SqliteDatabase, { table, id }: BrokenSeal): void {
  const columns = [...SEALED[table], "seal"];
  const row = source.$client
    .prepare<[number], unknown[]>(`select ${columns.join(", ")} from ${table} where id = ?`)
    .raw()
    .get(id);
  if (row === undefined) return;
  const changes = columns.map((column) => `${column} = ?`).join(", ");
  target.$client.prepare(`update ${table} set ${changes} where id = ?`).run(...row, id);
}

function nameRow({ table, id }: BrokenSeal): string {
  return `${table} ${id}`;
}
