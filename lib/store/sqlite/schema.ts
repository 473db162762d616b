import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type {
  ComponentImpact,
  EndReason,
  Incident,
  IncidentStatus,
  IncidentUpdate,
  Problem,
  UpdateCode,
} from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { MetricId } from "@/lib/domain/metric";
import type { Track } from "@/lib/domain/object-history";
import type { OperationEvent } from "@/lib/domain/operation";
import type { PublicState } from "@/lib/domain/public-state";
import type { Part, ReasonCode } from "@/lib/domain/reason";
import type { CheckResult } from "@/lib/domain/snapshot";
import type { LogPosition, LogSearch } from "@/lib/store/store";

// Column kinds that every dialect can hold alike: instants are integers (epoch ms), booleans and JSON are modes.
// `seal` is a checksum of the row's other values, in the order in which they stand here; -1 asks for it to be set: see
// seal-rows.ts.

/** When an incident began and ended as it is told. Not `coalesce`: drizzle-kit takes a comma for the end of a column. */
export const TOLD_START = sql<number>`case when person_started_at is null then started_at else person_started_at end`;
export const TOLD_END = sql<number | null>`case when person_ended_at is null then ended_at else person_ended_at end`;

/**
 * Ids are never given twice (AUTOINCREMENT), so that permalinks and feed guids stay true after a purge. What people
 * decided (`person_…`) stands beside what rounds write.
 */
export const incidents = sqliteTable(
  "incidents",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    origin: text("origin").$type<Incident["origin"]>().notNull(),
    rootKey: text("root_key"),
    anchorKey: text("anchor_key"),
    anchorAt: integer("anchor_at").notNull(),
    startedAt: integer("started_at").notNull(),
    endedAt: integer("ended_at"),
    endReason: text("end_reason").$type<EndReason>(),
    resolvedAt: integer("resolved_at"),
    acknowledged: integer("acknowledged", { mode: "boolean" }).notNull(),
    unstable: integer("unstable", { mode: "boolean" }).notNull(),
    components: text("components", { mode: "json" }).$type<readonly ComponentImpact[]>().notNull(),
    impact: text("impact").$type<PublicState>().notNull(),
    publicAt: integer("public_at"),
    isDraft: integer("is_draft", { mode: "boolean" }).notNull(),
    followsId: integer("follows_id"),
    mergedInto: integer("merged_into"),
    personTitle: text("person_title"),
    personStatus: text("person_status").$type<IncidentStatus>(),
    personImpact: text("person_impact").$type<PublicState>(),
    personStartedAt: integer("person_started_at"),
    personEndedAt: integer("person_ended_at"),
    personPublishedAt: integer("person_published_at"),
    personMergedInto: integer("person_merged_into"),
    personIsBackdated: integer("person_is_backdated", { mode: "boolean" }).notNull().default(false),
    personReviewUrl: text("person_review_url"),
    personReviewText: text("person_review_text"),
    seal: integer("seal"),
  },
  (table) => [
    // With the end: what lasted in a time is found in the index alone.
    index("incidents_by_start").on(TOLD_START, table.id, TOLD_END),
    index("incidents_by_end").on(table.endedAt),
    index("incidents_to_seal").on(table.seal).where(sql`seal = -1`),
    check("incidents_end_has_reason", sql`(ended_at is null) = (end_reason is null)`),
  ],
);

/** An object and a begin name a problem. Its id is only there so that a row with damaged names is found again. */
export const incidentProblems = sqliteTable(
  "incident_problems",
  {
    id: integer("id").primaryKey(),
    key: text("object_key").notNull(),
    startedAt: integer("started_at").notNull(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    confirmedAt: integer("confirmed_at").notNull(),
    problemId: integer("problem_id").notNull(),
    role: text("role").$type<Problem["role"]>().notNull(),
    state: text("state").$type<CheckResult>().notNull(),
    endedAt: integer("ended_at"),
    endReason: text("end_reason").$type<EndReason>(),
    goneAt: integer("gone_at"),
    lastCheckAt: integer("last_check_at"),
    output: text("output").notNull(),
    acknowledged: integer("acknowledged", { mode: "boolean" }).notNull(),
    reason: text("reason").notNull(),
    isPinned: integer("is_pinned", { mode: "boolean" }).notNull(),
    seal: integer("seal"),
  },
  (table) => [
    uniqueIndex("incident_problems_once").on(table.key, table.startedAt),
    uniqueIndex("incident_problems_one_open").on(table.key).where(sql`ended_at is null`),
    // Never two incidents for one problem of Nagios.
    uniqueIndex("incident_problems_one_per_id").on(table.key, table.problemId).where(sql`problem_id > 0`),
    index("incident_problems_by_incident").on(table.incidentId, table.startedAt),
    index("incident_problems_to_seal").on(table.seal).where(sql`seal = -1`),
    check("incident_problems_end_has_reason", sql`(ended_at is null) = (end_reason is null)`),
  ],
);

export const incidentUpdates = sqliteTable(
  "incident_updates",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    kind: text("kind").$type<IncidentUpdate["kind"]>().notNull(),
    code: text("code").$type<UpdateCode>(),
    status: text("status").$type<IncidentStatus>().notNull(),
    at: integer("at").notNull(),
    author: text("author"),
    text: text("text"),
    components: text("components", { mode: "json" }).$type<readonly ComponentImpact[]>().notNull(),
    reason: text("reason"),
    reference: integer("reference").notNull(),
    editedAt: integer("edited_at"),
    seal: integer("seal"),
  },
  (table) => [
    index("incident_updates_by_incident").on(table.incidentId, table.at),
    uniqueIndex("incident_updates_once")
      .on(table.incidentId, table.at, table.code, table.reference)
      .where(sql`kind = 'automatic'`),
    // Without a code, which is null: an index takes nulls for different.
    uniqueIndex("incident_updates_said_once")
      .on(table.incidentId, table.at, table.reference)
      .where(sql`kind = 'nagios'`),
    index("incident_updates_to_seal").on(table.seal).where(sql`seal = -1`),
  ],
);

/** What people changed, as it was and as it is. */
export const incidentEdits = sqliteTable(
  "incident_edits",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id, { onDelete: "cascade" }),
    at: integer("at").notNull(),
    author: text("author").notNull(),
    kind: text("kind").notNull(),
    before: text("before", { mode: "json" }).$type<unknown>(),
    after: text("after", { mode: "json" }).$type<unknown>(),
    seal: integer("seal"),
  },
  (table) => [
    index("incident_edits_by_incident").on(table.incidentId, table.at),
    index("incident_edits_to_seal").on(table.seal).where(sql`seal = -1`),
  ],
);

/** What no query asks for is JSON. */
export type MaintenanceDetails = Omit<Maintenance, "id" | "status" | "startsAt" | "endsAt" | "endedAt" | "person">;

export const maintenances = sqliteTable(
  "maintenances",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    status: text("status").$type<Maintenance["status"]>().notNull(),
    startsAt: integer("starts_at").notNull(),
    endsAt: integer("ends_at").notNull(),
    endedAt: integer("ended_at"),
    details: text("details", { mode: "json" }).$type<MaintenanceDetails>().notNull(),
    personTitle: text("person_title"),
    personText: text("person_text"),
    seal: integer("seal"),
  },
  (table) => [
    index("maintenances_by_start").on(table.startsAt, table.id),
    index("maintenances_by_end").on(table.endedAt),
    index("maintenances_to_seal").on(table.seal).where(sql`seal = -1`),
  ],
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
  (table) => [
    uniqueIndex("nagios_comments_once").on(table.incidentId, table.enteredAt, table.commentId),
    index("nagios_comments_to_seal").on(table.seal).where(sql`seal = -1`),
  ],
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

/** A quarter of an hour of a metric: what its checks measured. */
export const metricPoints = sqliteTable(
  "metric_points",
  {
    metric: text("metric").$type<MetricId>().notNull(),
    at: integer("at").notNull(),
    sum: real("sum").notNull(),
    checks: integer("checks").notNull(),
    lastCheckAt: integer("last_check_at").notNull(),
    uom: text("uom").notNull(),
  },
  (table) => [primaryKey({ columns: [table.metric, table.at] })],
);

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
