import { and, eq, isNull, sql } from "drizzle-orm";
import type { EndReason, IncidentPatch, NewIncident } from "@/lib/domain/incident";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { requireSame } from "@/lib/store/same-incident";
import type { NewNagiosComment, PastIncident, RoundBatch } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import type { SqliteDatabase } from "./connection";
import { purgeSome } from "./purge";
import { incidents } from "./schema";
import { createCommentWriter } from "./write-comment";

/**
 * Makes the function that writes one round. Ends come before beginnings, so that
 * one batch can end an incident and open another for the same object. It throws in its middle: call it inside a
 * transaction. The statements that a bad night runs by the hundred are prepared once.
 */
export function createRoundWriter(database: SqliteDatabase): (batch: RoundBatch) => void {
  const findIncident = prepareFind(database);
  const insertIncident = prepareInsert(database);
  const findSameOutage = prepareFindSame(database);
  const endIncident = prepareEnd(database);
  const addComment = createCommentWriter(database);

  function end(id: number, endedAt: EpochMs, endReason: EndReason): void {
    if (endIncident.run({ id, endedAt, endReason }).changes === 0) requireIncident(database, id);
  }

  function add(id: number, incident: NewIncident, endedAt: EpochMs | null, endReason: EndReason | null): void {
    const there = findIncident.get({ id });
    if (there === undefined) insertIncident.run({ ...incident, id, endedAt, endReason });
    else requireSame(there, incident);
  }

  function open(id: number, incident: NewIncident, comments: readonly NewNagiosComment[]): void {
    add(id, incident, null, null);
    for (const comment of comments) addComment(id, comment);
  }

  function addPast({ id, incident, endedAt }: PastIncident): void {
    const { key, startedAt } = incident;
    const isTold = findSameOutage.get({ key, startedAt, endedAt }) !== undefined;
    if (!isTold) add(id, incident, endedAt, "recovered");
  }

  return (batch) => {
    for (const { id, patch } of batch.updated) change(database, id, patch);
    for (const { id, endedAt, endReason } of batch.closed) end(id, endedAt, endReason);
    for (const { id, incident, comments } of batch.opened) open(id, incident, comments);
    for (const outage of batch.past) addPast(outage);
    for (const { incidentId, comment } of batch.comments) addComment(incidentId, comment);
    if (batch.purgeEndedBefore !== null) purgeSome(database, batch.purgeEndedBefore);
  };
}

/** A placeholder has the name of the incident's field, so that an incident is the statement's parameters. */
function prepareInsert(database: SqliteDatabase) {
  return database
    .insert(incidents)
    .values({
      id: sql.placeholder("id"),
      objectKey: sql.placeholder("key"),
      kind: sql.placeholder("kind"),
      hostName: sql.placeholder("hostName"),
      serviceDescription: sql.placeholder("serviceDescription"),
      components: sql.placeholder("components"),
      problemId: sql.placeholder("problemId"),
      state: sql.placeholder("state"),
      startedAt: sql.placeholder("startedAt"),
      lastCheckAt: sql.placeholder("lastCheckAt"),
      output: sql.placeholder("output"),
      acknowledged: sql.placeholder("acknowledged"),
      endedAt: sql.placeholder("endedAt"),
      endReason: sql.placeholder("endReason"),
    })
    .prepare();
}

function prepareFind(database: SqliteDatabase) {
  const { id, objectKey, startedAt } = incidents;
  return database
    .select({ id, key: objectKey, startedAt })
    .from(incidents)
    .where(eq(id, sql.placeholder("id")))
    .prepare();
}

/** The rule of `isSameOutage`, for an outage that is over. */
function prepareFindSame({ $client }: SqliteDatabase) {
  return $client.prepare<[{ key: ObjectKey; startedAt: EpochMs; endedAt: EpochMs }]>(
    `select 1 from incidents where object_key = :key and (started_at = :startedAt
      or (started_at < :endedAt and (ended_at is null or ended_at > :startedAt))) limit 1`,
  );
}

/** Only what lasts can end. Placeholders stand in `sql`, because the type of `set` does not know them. */
function prepareEnd(database: SqliteDatabase) {
  return database
    .update(incidents)
    .set({ endedAt: sql`${sql.placeholder("endedAt")}`, endReason: sql`${sql.placeholder("endReason")}` })
    .where(and(eq(incidents.id, sql.placeholder("id")), isNull(incidents.endedAt)))
    .prepare();
}

function change(tx: SqliteDatabase, id: number, patch: IncidentPatch): void {
  // `id = id`, because drizzle refuses a change of nothing.
  const { changes } = tx
    .update(incidents)
    .set({ id: sql`id`, ...patch })
    .where(and(eq(incidents.id, id), isNull(incidents.endedAt)))
    .run();
  if (changes === 0) requireIncident(tx, id);
}

function requireIncident(tx: SqliteDatabase, id: number): void {
  const row = tx.select({ id: incidents.id }).from(incidents).where(eq(incidents.id, id)).get();
  if (row === undefined) throw new StoreError("unknown_incident", `No incident has the id ${id}.`);
}
