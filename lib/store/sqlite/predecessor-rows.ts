import type { EndReason } from "@/lib/domain/incident";
import { type CheckResult, type ObjectKey, objectKey } from "@/lib/domain/snapshot";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { cleanTexts } from "@/lib/store/clean-texts";
import type { nagiosComments } from "./schema";
import { TO_SEAL } from "./seal-rows";

/** A row of the predecessor's database; older versions lack some columns. */
export type OldRow = Record<string, unknown>;

/** A row of our own in the first form, in which an incident is one problem: see `takeFirstForm`. */
export interface IncidentRow {
  id: number;
  objectKey: ObjectKey;
  kind: "host" | "service";
  hostName: string;
  serviceDescription: string | null;
  state: CheckResult;
  startedAt: EpochMs;
  lastCheckAt: EpochMs | null;
  output: string;
  acknowledged: boolean;
  endedAt: EpochMs | null;
  endReason: EndReason | null;
  reviewUrl: string | null;
}

export interface UpdateRow {
  id: number;
  incidentId: number;
  author: string;
  text: string;
  createdAt: EpochMs;
}

/** The predecessor's times: text in UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. Null for anything else. */
export function readInstant(value: unknown): EpochMs | null {
  if (typeof value === "number" && Number.isFinite(value)) return Math.round(value * SECOND_MS);
  if (typeof value !== "string") return null;
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|\+00:?00)?$/.exec(value.trim());
  if (parts === null) return null;
  const [, day, time, fraction = ""] = parts;
  const at = Date.parse(`${day}T${time}.${fraction.padEnd(3, "0").slice(0, 3)}Z`);
  return Number.isNaN(at) ? null : at;
}

const STATES: Record<string, CheckResult> = {
  UP: "up",
  DOWN: "down",
  UNREACHABLE: "unreachable",
  OK: "ok",
  WARNING: "warning",
  CRITICAL: "critical",
  UNKNOWN: "unknown",
};

/** One of the predecessor's incidents in our words; null when it lacks an id, a host or any time at all. */
export function convertIncident(row: OldRow): IncidentRow | null {
  const hostName = readText(row.host_name);
  const lastCheckAt = readInstant(row.last_check);
  const startedAt = readInstant(row.started_at) ?? lastCheckAt ?? readInstant(row.ended_at);
  if (typeof row.id !== "number" || hostName === null || startedAt === null) return null;
  const serviceDescription = readText(row.service_description);
  // An end that cannot be read is still an end: nothing comes back as open.
  const ended = row.ended_at !== null && row.ended_at !== undefined;
  return cleanTexts({
    id: row.id,
    objectKey: objectKey(hostName, serviceDescription),
    kind: serviceDescription === null ? "host" : "service",
    hostName,
    serviceDescription,
    state: STATES[String(row.state).toUpperCase()] ?? "unknown",
    startedAt,
    lastCheckAt,
    output: readText(row.plugin_output) ?? "",
    acknowledged: row.acknowledged === 1,
    endedAt: ended ? (readInstant(row.ended_at) ?? Math.max(startedAt, lastCheckAt ?? startedAt)) : null,
    endReason: ended ? "recovered" : null,
    reviewUrl: readText(row.post_incident_review_url),
  });
}

/** What a person wrote; null when it lacks an id. A time that cannot be read becomes the incident's start. */
export function convertUpdate(row: OldRow, incident: IncidentRow): UpdateRow | null {
  if (typeof row.id !== "number") return null;
  return cleanTexts({
    id: row.id,
    incidentId: incident.id,
    author: readText(row.author) ?? "",
    text: readText(row.comment_text) ?? "",
    createdAt: readInstant(row.created_at) ?? incident.startedAt,
  });
}

/** A comment of Nagios, whose own id was not kept: ours, negative, stands for it. Null when it lacks an id. */
export function convertComment(row: OldRow, incident: IncidentRow): typeof nagiosComments.$inferInsert | null {
  if (typeof row.id !== "number") return null;
  return cleanTexts({
    id: row.id,
    incidentId: incident.id,
    commentId: -row.id,
    enteredAt: readInstant(row.entry_time) ?? incident.startedAt,
    author: readText(row.author) ?? "",
    text: readText(row.comment_data) ?? "",
    hostName: readText(row.host_name) ?? incident.hostName,
    serviceDescription: readText(row.service_description),
    seal: TO_SEAL,
  });
}

/**
 * One open incident for an object: the newest stays open, the others end where it began, as superseded.
 * Answers the incidents in their order and how many were ended so.
 */
export function supersedeRepeated(rows: readonly IncidentRow[]): { rows: IncidentRow[]; superseded: number } {
  const newest = new Map<string, IncidentRow>();
  for (const row of rows) {
    if (row.endedAt !== null) continue;
    const rival = newest.get(row.objectKey);
    if (
      rival === undefined ||
      row.startedAt > rival.startedAt ||
      (row.startedAt === rival.startedAt && row.id > rival.id)
    ) {
      newest.set(row.objectKey, row);
    }
  }
  let superseded = 0;
  const settled = rows.map((row): IncidentRow => {
    const heir = newest.get(row.objectKey);
    if (row.endedAt !== null || heir === undefined || heir === row) return row;
    superseded += 1;
    return { ...row, endedAt: heir.startedAt, endReason: "superseded" };
  });
  return { rows: settled, superseded };
}

function readText(value: unknown): string | null {
  if (Buffer.isBuffer(value)) return readText(value.toString("utf8"));
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}
