import { copyFileSync, existsSync } from "node:fs";
import { isFirstForm } from "./classify-database";
import { leaveWal, type SqliteDatabase, withDatabase } from "./connection";
import { buildDatabase } from "./create-database";
import { findJournalUuid, listSegments } from "./journal-segments";
import { type Migration, migrate, takeFirstForm } from "./migrations";
import { replayEverything } from "./replay-journal";
import { type Candidate, dropDatabase } from "./restore-backup";
import { copyHistory } from "./salvage-history";
import { readRows, type Salvaged } from "./salvage-rows";
import { SEALED, sealMarked, TO_SEAL } from "./seal-rows";
import { setSeq, setUuid } from "./store-meta";

/** In the order in which rows depend on each other; and what they are called. */
const TABLES: Readonly<Record<string, string>> = {
  incidents: "incidents",
  incident_problems: "problems",
  incident_updates: "updates",
  incident_edits: "traces of edits",
  nagios_comments: "comments of Nagios",
  maintenances: "maintenances",
  operation_events: "events of the service",
  poll_buckets: "records of polls",
  metric_points: "points of metrics",
  history_marks: "steps of the history",
};

export interface SalvageInput {
  path: string;
  backupFolder: string;
  /** Which database it was, where that is known; otherwise the file or the journal says it. */
  uuid: string | null;
  known: readonly Migration[];
}

/**
 * Builds a database from what can be read of a damaged one, row by row, and from the journal. Works on a copy: the
 * damaged file stays as it is. Null when nothing at all can be had.
 */
export function salvageDatabase({ path, backupFolder, uuid, known }: SalvageInput): Candidate | null {
  const target = `${path}.restoring`;
  const copy = copyDamaged(path);
  const hasJournal = listSegments(backupFolder).length > 0;
  let salvaged: Salvaged[] = [];
  let replayed = 0;
  try {
    const isOlder = copy !== null && hasFirstForm(copy);
    buildDatabase(target, isOlder ? takeFirstForm(known) : known, (database) => {
      salvaged = copy === null ? [] : copyTables(copy, database);
      const seq = copy === null ? null : readMetaColumn<number>(copy, "seq");
      // An older version had neither.
      if (seq === null) markUnsealed(database);
      migrate(database, known, target);
      sealMarked(database);
      const name = uuid ?? (copy === null ? null : readUuid(copy)) ?? findJournalUuid(backupFolder);
      if (name !== null) setUuid(database, name);
      setSeq(database, seq ?? 0);
      if (hasJournal) replayed = replayEverything(database, backupFolder).applied;
    });
  } finally {
    if (copy !== null) dropDatabase(copy);
  }
  if (salvaged.every(({ read }) => read === 0) && replayed === 0) {
    dropDatabase(target);
    return null;
  }
  withDatabase(target, leaveWal);
  return { path: target, from: "salvage", message: saySalvaged(salvaged, replayed), replayed };
}

/** The file with its write-ahead log; null when there is no file to read. */
function copyDamaged(path: string): string | null {
  if (!existsSync(path)) return null;
  const copy = `${path}.salvaging`;
  dropDatabase(copy);
  for (const suffix of ["", "-wal", "-journal"]) {
    if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
  }
  return copy;
}

/** Whether it is of an older version: rows are copied into a schema of its own time, which is then brought up to date. */
function hasFirstForm(damaged: string): boolean {
  try {
    return withDatabase(damaged, ({ $client }) =>
      isFirstForm(new Set($client.prepare("select name from pragma_table_info('incidents')").pluck().all())),
    );
  } catch {
    return false;
  }
}

function copyTables(damaged: string, target: SqliteDatabase): Salvaged[] {
  const tables = listTables(target);
  return target.$client.transaction(() => tables.map((table) => copyTable(damaged, target, table)))();
}

function listTables({ $client }: SqliteDatabase): string[] {
  const there = new Set($client.prepare("select name from sqlite_schema where type = 'table'").pluck().all());
  return Object.keys(TABLES).filter((table) => there.has(table));
}

function markUnsealed(database: SqliteDatabase): void {
  for (const table of listTables(database).filter((name) => name in SEALED)) {
    database.$client.exec(`update ${table} set seal = ${TO_SEAL} where seal is null`);
  }
}

/** A connection for each table: one that met damage may answer errors for the rest. */
function copyTable(damaged: string, target: SqliteDatabase, table: string): Salvaged {
  try {
    if (table === "history_marks") return copyHistory(damaged, target);
    return withDatabase(damaged, (source) => readRows(source, target, table));
  } catch {
    return { table, read: 0, rejected: 0, lost: "all of them" };
  }
}

function readUuid(damaged: string): string | null {
  return readMetaColumn<string>(damaged, "uuid");
}

function readMetaColumn<T>(damaged: string, column: "uuid" | "seq"): T | null {
  try {
    return withDatabase(
      damaged,
      ({ $client }) => $client.prepare<[], T>(`select ${column} from store_meta where id = 1`).pluck().get() ?? null,
    );
  } catch {
    return null;
  }
}

function saySalvaged(salvaged: readonly Salvaged[], replayed: number): string {
  const read = salvaged.map(({ table, read }) => `${read} ${TABLES[table]}`).join(", ");
  const lost = salvaged.flatMap(({ table, lost, rejected }) => [
    ...(lost === null ? [] : [`${TABLES[table]}: ${lost}`]),
    ...(rejected === 0 ? [] : [`${TABLES[table]}: ${rejected} that make no sense any more`]),
  ]);
  return [
    "There was no usable backup; what could be read was put into a new database:",
    `${salvaged.length === 0 ? "nothing of the old file" : read}, and ${replayed} changes from the journal.`,
    lost.length === 0 ? "No row is known to be lost." : `Lost, unless the journal had it: ${lost.join("; ")}.`,
  ].join(" ");
}
