import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { AffectedComponent, EndReason } from "@/lib/domain/incident";
import type { CheckResult } from "@/lib/domain/snapshot";

// Column kinds that every dialect can hold alike: instants are integers (epoch ms), booleans and JSON are modes.

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
  },
  (table) => [
    uniqueIndex("incidents_one_open_per_object").on(table.objectKey).where(sql`ended_at is null`),
    index("incidents_by_start").on(table.startedAt),
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
  },
  (table) => [uniqueIndex("nagios_comments_once").on(table.incidentId, table.enteredAt, table.commentId)],
);

/** One row: the last publication. */
export const publications = sqliteTable(
  "publications",
  {
    id: integer("id").primaryKey(),
    text: text("text").notNull(),
    savedAt: integer("saved_at").notNull(),
  },
  () => [check("publications_one_row", sql`id = 1`)],
);
