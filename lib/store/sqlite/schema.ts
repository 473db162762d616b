import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AffectedComponent, EndReason } from "@/lib/domain/incident";
import type { Track } from "@/lib/domain/object-history";
import type { OperationEvent } from "@/lib/domain/operation";
import type { Part, ReasonCode } from "@/lib/domain/reason";
import type { CheckResult } from "@/lib/domain/snapshot";
import type { LogPosition, LogSearch } from "@/lib/store/store";

// Column kinds that every dialect can hold alike: instants are integers (epoch ms), booleans and JSON are modes.
// `seal` is a checksum of the row's other values; -1 asks for it to be set: see seal-rows.ts.

/** Ids are never given twice (AUTOINCREMENT), so that permalinks and feed guids stay true after a purge. */
export const incidents = sqliteTable(
  "incidents",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    objectKey: text("object_key").notNull(),
    kind: text("kind").$type<"host" | "service">().notNull(),
    hostName: text("host_name").notNull(),
    serviceDescription: text("service_description"),
    components: text("components", { mode: "json" }).$type<readonly AffectedComponent[]>().notNull(),
    problemId: integer("problem_id").notNull(),
    state: text("state").$type<CheckResult>().notNull(),
    startedAt: integer("started_at").notNull(),
    lastCheckAt: integer("last_check_at"),
    output: text("output").notNull(),
    acknowledged: integer("acknowledged", { mode: "boolean" }).notNull(),
    endedAt: integer("ended_at"),
    endReason: text("end_reason").$type<EndReason>(),
    reviewUrl: text("review_url"),
    seal: integer("seal"),
  },
  (table) => [
    uniqueIndex("incidents_one_open_per_object").on(table.objectKey).where(sql`ended_at is null`),
    // With the end, so that what lasted in a time is found in the index alone.
    index("incidents_by_start").on(table.startedAt, table.id, table.endedAt),
    index("incidents_by_object").on(table.objectKey, table.startedAt, table.endedAt),
    index("incidents_by_end").on(table.endedAt),
    check("incidents_end_has_reason", sql`(ended_at is null) = (end_reason is null)`),
  ],
);

export const incidentUpdates = sqliteTable(
  "incident_updates",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    author: text("author").notNull(),
    text: text("text").notNull(),
    createdAt: integer("created_at").notNull(),
    seal: integer("seal"),
  },
  (table) => [index("incident_updates_by_incident").on(table.incidentId, table.createdAt)],
);

/** Negative `commentId`: the comment came from a predecessor's database, which did not keep Nagios' ids. */
export const nagiosComments = sqliteTable(
  "nagios_comments",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    commentId: integer("comment_id").notNull(),
    enteredAt: integer("entered_at").notNull(),
    author: text("author").notNull(),
    text: text("text").notNull(),
    hostName: text("host_name").notNull(),
    serviceDescription: text("service_description"),
    seal: integer("seal"),
  },
  (table) => [uniqueIndex("nagios_comments_once").on(table.incidentId, table.enteredAt, table.commentId)],
);

/**
 * One row: which database this is, and how many changes of incidents it has had. `lastBatch`: digest of the last round,
 * so that a round that is committed again (its success came too late to be heard) is known.
 */
export const storeMeta = sqliteTable(
  "store_meta",
  {
    id: integer("id").primaryKey(),
    uuid: text("uuid").notNull(),
    seq: integer("seq").notNull(),
    lastBatch: text("last_batch"),
  },
  () => [check("store_meta_one_row", sql`id = 1`)],
);

/** What happened to the service itself. */
export const operationEvents = sqliteTable(
  "operation_events",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    at: integer("at").notNull(),
    kind: text("kind").$type<OperationEvent["kind"]>().notNull(),
    part: text("part").$type<Part>().notNull(),
    code: text("code").$type<ReasonCode>(),
    message: text("message").notNull(),
  },
  (table) => [index("operation_events_by_time").on(table.at)],
);

/** Five minutes of polls, folded; `at` is their begin. */
export const pollBuckets = sqliteTable("poll_buckets", {
  at: integer("at").primaryKey(),
  polls: integer("polls").notNull(),
  failed: integer("failed").notNull(),
  totalDurationMs: real("total_duration_ms").notNull(),
  maxDurationMs: real("max_duration_ms").notNull(),
  maxBytes: integer("max_bytes").notNull(),
  maxDataAgeMs: real("max_data_age_ms").notNull(),
});

/** What there are steps of; `objectKey` is null for the source. */
export const historyTracks = sqliteTable(
  "history_tracks",
  {
    id: integer("id").primaryKey(),
    objectKey: text("object_key"),
    track: text("track").$type<Track>().notNull(),
  },
  (table) => [uniqueIndex("history_tracks_once").on(table.objectKey, table.track)],
);

/** Steps. Its migration says `WITHOUT ROWID`, which drizzle has no word for: half the size. */
export const historyMarks = sqliteTable(
  "history_marks",
  {
    trackId: integer("track_id").notNull(),
    at: integer("at").notNull(),
    value: integer("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.trackId, table.at] })],
);

/** At most one row: how far the log is followed, and a search of the past that is under way. */
export const logProgress = sqliteTable(
  "log_progress",
  {
    id: integer("id").primaryKey(),
    position: text("position", { mode: "json" }).$type<LogPosition>(),
    search: text("search", { mode: "json" }).$type<LogSearch>(),
  },
  () => [check("log_progress_one_row", sql`id = 1`)],
);

/** Objects whose past has been searched, back to `since`. */
export const searchedObjects = sqliteTable("searched_objects", {
  objectKey: text("object_key").primaryKey(),
  since: integer("since").notNull(),
});
