import { and, asc, desc, eq, getTableColumns, gt, gte, inArray, isNull, lt, or } from "drizzle-orm";
import type { Incident, IncidentRecord, IncidentUpdate, NagiosComment } from "@/lib/domain/incident";
import { wholeLimit } from "@/lib/store/query-limit";
import type { IncidentQuery } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { incidents, incidentUpdates, nagiosComments } from "./schema";

/** SQLite takes at most 32,766 values in one statement. */
const IDS_AT_ONCE = 10_000;

const { seal: _updateSeal, ...UPDATE_COLUMNS } = getTableColumns(incidentUpdates);
const { seal: _commentSeal, ...COMMENT_COLUMNS } = getTableColumns(nagiosComments);

/** The incidents of a query with all that was said about them, newest start first. */
export function readIncidents(database: SqliteDatabase, { which, limit }: IncidentQuery): IncidentRecord[] {
  const rows = database
    .select()
    .from(incidents)
    .where(selects(which))
    .orderBy(desc(incidents.startedAt), desc(incidents.id))
    .limit(wholeLimit(limit))
    .all();
  return addWords(database, rows.map(toIncident));
}

function selects(which: IncidentQuery["which"]) {
  const { startedAt, endedAt } = incidents;
  switch (which.kind) {
    case "all":
      return undefined;
    case "active":
      return isNull(endedAt);
    case "since":
      return or(isNull(endedAt), gte(endedAt, which.at));
    case "between":
      // One without a length lasted too, where it stands.
      return and(lt(startedAt, which.to), or(isNull(endedAt), gt(endedAt, which.from), gte(startedAt, which.from)));
  }
}

/** One incident with all that was said about it; null when no incident has the id. */
export function readIncident(database: SqliteDatabase, id: number): IncidentRecord | null {
  const rows = database.select().from(incidents).where(eq(incidents.id, id)).all();
  return addWords(database, rows.map(toIncident))[0] ?? null;
}

/** A row in the domain's words. */
export function toIncident({ objectKey, seal: _, ...rest }: typeof incidents.$inferSelect): Incident {
  return { ...rest, key: objectKey };
}

function addWords(database: SqliteDatabase, found: readonly Incident[]): IncidentRecord[] {
  const words = new Map(found.map(({ id }) => [id, { updates: [] as IncidentUpdate[], said: [] as NagiosComment[] }]));
  for (let from = 0; from < found.length; from += IDS_AT_ONCE) {
    const ids = found.slice(from, from + IDS_AT_ONCE).map(({ id }) => id);
    for (const update of readUpdates(database, ids)) words.get(update.incidentId)?.updates.push(update);
    for (const comment of readComments(database, ids)) words.get(comment.incidentId)?.said.push(comment);
  }
  return found.map((incident) => {
    const { updates = [], said = [] } = words.get(incident.id) ?? {};
    return { incident, updates, nagiosComments: said };
  });
}

function readUpdates(database: SqliteDatabase, incidentIds: number[]): IncidentUpdate[] {
  return database
    .select(UPDATE_COLUMNS)
    .from(incidentUpdates)
    .where(inArray(incidentUpdates.incidentId, incidentIds))
    .orderBy(asc(incidentUpdates.createdAt), asc(incidentUpdates.id))
    .all();
}

function readComments(database: SqliteDatabase, incidentIds: number[]): NagiosComment[] {
  return database
    .select(COMMENT_COLUMNS)
    .from(nagiosComments)
    .where(inArray(nagiosComments.incidentId, incidentIds))
    .orderBy(asc(nagiosComments.enteredAt), asc(nagiosComments.id))
    .all();
}
