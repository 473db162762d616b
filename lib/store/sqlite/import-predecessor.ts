import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { EpochMs } from "@/lib/domain/time";
import { syncToDisk } from "./backup";
import { classifyDatabase } from "./classify-database";
import { connect, type SqliteDatabase, writeAtOnce } from "./connection";
import { buildDatabase } from "./create-database";
import { identifyFile, isSameFile } from "./database-file";
import { type Migration, migrate, takeFirstForm } from "./migrations";
import {
  convertComment,
  convertIncident,
  convertUpdate,
  type IncidentRow,
  type OldRow,
  supersedeRepeated,
} from "./predecessor-rows";
import { retryBusy } from "./retry-busy";
import { nagiosComments } from "./schema";
import { sealMarked, TO_SEAL } from "./seal-rows";

export interface ImportCounts {
  incidents: number;
  updates: number;
  nagiosComments: number;
  /** Open incidents that were ended because a newer one for the same object is open too. */
  superseded: number;
  /** Rows that could not be understood, or belong to no incident. */
  skipped: number;
}

/**
 * Puts a database of ours, with the predecessor's history in it and the ids kept, in the place of the predecessor's
 * file, which stays unchanged beside it under a name of its own. The new file is complete before it takes the name, and
 * the old one is locked until then. Null when another process did all that meanwhile.
 */
export async function importPredecessor(
  path: string,
  known: readonly Migration[],
  at: EpochMs,
  busyWaitMs: number,
): Promise<{ backupPath: string; counts: ImportCounts } | null> {
  const before = identifyFile(path);
  const old = connect(path);
  try {
    if (!(await retryBusy(() => lockOld(old), busyWaitMs))) return null;
    if (!isSameFile(before, identifyFile(path))) return null;
    const unfinished = `${path}.importing`;
    let counts: ImportCounts | null = null;
    buildDatabase(unfinished, takeFirstForm(known), (database) => {
      counts = writeAtOnce(database, (tx) => copyHistory(old, tx));
      migrate(database, known, unfinished);
      sealMarked(database);
    });
    if (counts === null) throw new Error("the import wrote nothing");
    const backupPath = keepUnderOtherName(path, at);
    renameSync(unfinished, path);
    syncToDisk(dirname(path));
    return { backupPath, counts };
  } finally {
    old.$client.close();
  }
}

/**
 * Nobody writes from here on until the connection is closed. What stands in a write-ahead log moves into the file first,
 * which must be whole by itself under its new name; that fails as busy while another program has the database open.
 * False when the file is not the predecessor's any more: another process has put ours in its place.
 */
function lockOld(old: SqliteDatabase): boolean {
  if (classifyDatabase(old) !== "predecessor") return false;
  old.$client.pragma("journal_mode = DELETE");
  old.$client.exec("begin immediate");
  return true;
}

function copyHistory(old: SqliteDatabase, tx: SqliteDatabase): ImportCounts {
  const oldIncidents = readTable(old, "incidents");
  const converted = oldIncidents.map(convertIncident).filter((row) => row !== null);
  const { rows, superseded } = supersedeRepeated(converted);
  const { insertIncident, insertUpdate } = prepareFirstForm(tx);
  for (const row of rows) insertIncident.run({ ...row, acknowledged: Number(row.acknowledged) });
  const byId = new Map(rows.map((row) => [row.id, row]));

  function convertWords<T>(table: OldRow[], convert: (row: OldRow, incident: IncidentRow) => T | null): T[] {
    return table
      .map((row) => {
        const incident = byId.get(Number(row.incident_id));
        return incident === undefined ? null : convert(row, incident);
      })
      .filter((row) => row !== null);
  }

  const [oldUpdates, oldComments] = [readTable(old, "comments"), readTable(old, "nagios_comments")];
  const updates = convertWords(oldUpdates, convertUpdate);
  const comments = convertWords(oldComments, convertComment);
  for (const row of updates) insertUpdate.run(row);
  for (const row of comments) tx.insert(nagiosComments).values(row).run();
  const found = oldIncidents.length + oldUpdates.length + oldComments.length;
  const kept = rows.length + updates.length + comments.length;
  return {
    incidents: rows.length,
    updates: updates.length,
    nagiosComments: comments.length,
    superseded,
    skipped: found - kept,
  };
}

/** The tables have other columns in the end: what is written here is made into that. */
function prepareFirstForm({ $client }: SqliteDatabase) {
  return {
    insertIncident: $client.prepare(
      `insert into incidents (id, object_key, kind, host_name, service_description, components, problem_id, state,
        started_at, last_check_at, output, acknowledged, ended_at, end_reason, review_url, seal)
      values (:id, :objectKey, :kind, :hostName, :serviceDescription, '[]', 0, :state,
        :startedAt, :lastCheckAt, :output, :acknowledged, :endedAt, :endReason, :reviewUrl, ${TO_SEAL})`,
    ),
    insertUpdate: $client.prepare(
      `insert into incident_updates (id, incident_id, author, text, created_at, seal)
      values (:id, :incidentId, :author, :text, :createdAt, ${TO_SEAL})`,
    ),
  };
}

function readTable({ $client }: SqliteDatabase, table: "incidents" | "comments" | "nagios_comments"): OldRow[] {
  const columns = $client.prepare("select count(*) from pragma_table_info(?)").pluck().get(table);
  if (columns === 0) return [];
  return $client.prepare<[], OldRow>(`select * from ${table} order by id`).all();
}

/** A second name for the same file, or a copy where the file system knows no hard links (that drops our lock). */
function keepUnderOtherName(path: string, at: EpochMs): string {
  const stamp = new Date(at).toISOString().replaceAll(/[-:]/g, "").replace("T", "-").slice(0, 15);
  let backupPath = `${path}.predecessor-${stamp}`;
  for (let count = 2; existsSync(backupPath); count += 1) backupPath = `${path}.predecessor-${stamp}-${count}`;
  try {
    linkSync(path, backupPath);
  } catch {
    rmSync(backupPath, { force: true });
    copyFileSync(path, backupPath, constants.COPYFILE_EXCL);
    syncToDisk(backupPath);
  }
  return backupPath;
}
