import { asc, gte, sql } from "drizzle-orm";
import type { OperationRecord } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import { KEPT_BUCKETS, KEPT_EVENTS } from "@/lib/store/record-limits";

import type { SqliteDatabase } from "./connection";
import { operationEvents, pollBuckets } from "./schema";

/** Adds to the record of the service itself and drops what is too much; inside a transaction. */
export function writeRecord(tx: SqliteDatabase, { events, polls }: OperationRecord): void {
  const addEvent = prepareEvent(tx);
  for (const event of events) addEvent.run({ ...event });
  const addBucket = prepareBucket(tx);
  for (const bucket of polls) addBucket.run({ ...bucket });
  tx.run(sql`delete from operation_events where id <=
    (select id from operation_events order by id desc limit 1 offset ${KEPT_EVENTS})`);
  tx.run(sql`delete from poll_buckets where at <=
    (select at from poll_buckets order by at desc limit 1 offset ${KEPT_BUCKETS})`);
}

function prepareEvent(tx: SqliteDatabase) {
  return tx
    .insert(operationEvents)
    .values({
      at: sql.placeholder("at"),
      kind: sql.placeholder("kind"),
      part: sql.placeholder("part"),
      code: sql.placeholder("code"),
      message: sql.placeholder("message"),
    })
    .prepare();
}

/** A bucket that is there already is replaced. */
function prepareBucket(tx: SqliteDatabase) {
  return tx
    .insert(pollBuckets)
    .values({
      at: sql.placeholder("at"),
      polls: sql.placeholder("polls"),
      failed: sql.placeholder("failed"),
      totalDurationMs: sql.placeholder("totalDurationMs"),
      maxDurationMs: sql.placeholder("maxDurationMs"),
      maxBytes: sql.placeholder("maxBytes"),
      maxDataAgeMs: sql.placeholder("maxDataAgeMs"),
    })
    .onConflictDoUpdate({
      target: pollBuckets.at,
      set: {
        polls: sql`excluded.polls`,
        failed: sql`excluded.failed`,
        totalDurationMs: sql`excluded.total_duration_ms`,
        maxDurationMs: sql`excluded.max_duration_ms`,
        maxBytes: sql`excluded.max_bytes`,
        maxDataAgeMs: sql`excluded.max_data_age_ms`,
      },
    })
    .prepare();
}

/** The record since an instant, oldest first. */
export function readRecord(database: SqliteDatabase, since: EpochMs): OperationRecord {
  const { at, kind, part, code, message, id } = operationEvents;
  const events = database
    .select({ at, kind, part, code, message })
    .from(operationEvents)
    .where(gte(at, since))
    .orderBy(asc(at), asc(id))
    .all();
  const polls = database
    .select()
    .from(pollBuckets)
    .where(gte(pollBuckets.at, since))
    .orderBy(asc(pollBuckets.at))
    .all();
  return { events, polls };
}
