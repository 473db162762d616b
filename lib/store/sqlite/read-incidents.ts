import { asc, desc, eq, gte, inArray, isNull, or, sql } from "drizzle-orm";
import type { Incident, IncidentRecord } from "@/lib/domain/incident";
import { groupRecords } from "@/lib/store/group-records";
import { wholeLimit } from "@/lib/store/query-limit";
import type { IncidentQuery } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { COLUMNS, toIncident } from "./row-shapes";
import {
  incidentEdits,
  incidentProblems,
  incidents,
  incidentUpdates,
  nagiosComments,
  TOLD_END,
  TOLD_START,
} from "./schema";

/** SQLite takes at most 32,766 values in one statement. */
const IDS_AT_ONCE = 10_000;

/** The incidents of a query with all that belongs to them, newest start first. */
export function readIncidents(database: SqliteDatabase, { which, limit }: IncidentQuery): IncidentRecord[] {
  const rows = database
    .select()
    .from(incidents)
    .where(selects(which))
    .orderBy(desc(TOLD_START), desc(incidents.id))
    .limit(wholeLimit(limit))
    .all();
  return addParts(database, rows.map(toIncident));
}

function selects(which: IncidentQuery["which"]) {
  const { endedAt, personEndedAt } = incidents;
  switch (which.kind) {
    case "all":
      return undefined;
    case "active":
      return isNull(endedAt);
    case "since":
      return or(isNull(endedAt), gte(endedAt, which.at), gte(personEndedAt, which.at));
    case "between":
      // One without a length lasted too, where it stands.
      return sql`${TOLD_START} < ${which.to}
        and (${TOLD_END} is null or ${TOLD_END} > ${which.from} or ${TOLD_START} >= ${which.from})`;
  }
}

/** One incident with all that belongs to it; null when no incident has the id. */
export function readIncident(database: SqliteDatabase, id: number): IncidentRecord | null {
  const rows = database.select().from(incidents).where(eq(incidents.id, id)).all();
  return addParts(database, rows.map(toIncident))[0] ?? null;
}

function addParts(database: SqliteDatabase, found: readonly Incident[]): IncidentRecord[] {
  const records: IncidentRecord[] = [];
  for (let from = 0; from < found.length; from += IDS_AT_ONCE) {
    const some = found.slice(from, from + IDS_AT_ONCE);
    const ids = some.map(({ id }) => id);
    records.push(
      ...groupRecords(some, {
        problems: readProblems(database, ids),
        updates: readUpdates(database, ids),
        nagiosComments: readComments(database, ids),
        edits: readEdits(database, ids),
      }),
    );
  }
  return records;
}

function readProblems(database: SqliteDatabase, ids: number[]) {
  const { incidentId, startedAt, key } = incidentProblems;
  return database
    .select(COLUMNS.problem)
    .from(incidentProblems)
    .where(inArray(incidentId, ids))
    .orderBy(asc(startedAt), asc(key))
    .all();
}

function readUpdates(database: SqliteDatabase, ids: number[]) {
  const { incidentId, at, id } = incidentUpdates;
  return database
    .select(COLUMNS.update)
    .from(incidentUpdates)
    .where(inArray(incidentId, ids))
    .orderBy(asc(at), asc(id))
    .all();
}

function readComments(database: SqliteDatabase, ids: number[]) {
  const { incidentId, enteredAt, id } = nagiosComments;
  return database
    .select(COLUMNS.comment)
    .from(nagiosComments)
    .where(inArray(incidentId, ids))
    .orderBy(asc(enteredAt), asc(id))
    .all();
}

function readEdits(database: SqliteDatabase, ids: number[]) {
  const { incidentId, at, id } = incidentEdits;
  return database
    .select(COLUMNS.edit)
    .from(incidentEdits)
    .where(inArray(incidentId, ids))
    .orderBy(asc(at), asc(id))
    .all();
}
