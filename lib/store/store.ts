import type { StoreFacts } from "@/lib/domain/health";
import type { AutomaticSide, IncidentRecord, NagiosComment, NewUpdate, Problem } from "@/lib/domain/incident";
import type { EditOutcome, IncidentEdit } from "@/lib/domain/incident-edit";
import type { AutomaticMaintenance, Maintenance } from "@/lib/domain/maintenance";
import type { KeptPoint } from "@/lib/domain/metric-series";
import type { HistoryMark, Track } from "@/lib/domain/object-history";
import type { OperationRecord } from "@/lib/domain/operation";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { Steps } from "@/lib/domain/steps";
import type { EpochMs } from "@/lib/domain/time";

export type NewNagiosComment = Omit<NagiosComment, "id" | "incidentId">;

/** Everything that one round changes, written in one transaction or not at all. */
export interface RoundBatch {
  /** End of the round. */
  at: EpochMs;
  /**
   * The automatic side of incidents that are new or changed, whole. The caller gives the ids, so that a batch is whole
   * in itself: it can wait, and be replayed. What people decided stays as it is.
   */
  incidents: readonly AutomaticSide[];
  /** Problems that are new or changed, whole, named by key and begin. One that a person put elsewhere stays there. */
  problems: readonly Problem[];
  /** Automatic updates and those from Nagios. One that is kept already (same incident, code, `at`, reference) is ignored. */
  updates: readonly NewUpdate[];
  /** Comments for incidents. One that is kept already (same incident, `commentId` and `enteredAt`) is ignored. */
  comments: readonly { incidentId: number; comment: NewNagiosComment }[];
  /**
   * Incidents that were over before a round saw them, as the log tells. A problem that overlaps a kept one of its object
   * is that one, and ignored; so is an incident of which no problem is left.
   */
  past: readonly PastIncident[];
  /** The automatic side of maintenances that are new or changed, whole. */
  maintenances: readonly AutomaticMaintenance[];
  /**
   * Incidents and maintenances that ended before this are deleted with all that belongs to them; null deletes none.
   * Where they are many, in steps that go on after the commit.
   */
  purgeEndedBefore: EpochMs | null;
}

export interface PastIncident {
  incident: AutomaticSide;
  problems: readonly Problem[];
  updates: readonly NewUpdate[];
}

export interface IncidentQuery {
  /**
   * `active`: not ended. `since`: not ended, or ended at or after the instant. `between`: lasted at some time in
   * [from, to). `all`: everything kept.
   */
  which:
    | { kind: "active" }
    | { kind: "since"; at: EpochMs }
    | { kind: "between"; from: EpochMs; to: EpochMs }
    | { kind: "all" };
  /** Newest start first; at most this many. */
  limit: number;
}

export interface Backup {
  path: string;
  at: EpochMs;
  bytes: number;
}

/** Which step of which track. `key` is null for the source. */
export type MarkName = Pick<HistoryMark, "key" | "track" | "at">;

/** What a reading of the log or of a snapshot adds to the history, in one transaction or not at all. */
export interface HistoryBatch {
  /** A mark of the same track and instant is replaced. */
  marks: readonly HistoryMark[];
  /** Marks that need not be kept any more. Removed before `marks` are added. */
  removed: readonly MarkName[];
  /** How far the log is followed; null leaves it as it is. */
  log: LogPosition | null;
  /** Where a search of the past stands: null leaves it as it is, `done` ends it. */
  search: LogSearch | "done" | null;
  /** Objects whose past has been searched, back to an instant. */
  searched: readonly { key: ObjectKey; since: EpochMs }[];
}

/** Where the next reading of the log goes on. */
export interface LogPosition {
  /** Which file it was: device and inode. */
  file: string;
  offset: number;
  /** Names the file's first bytes, and how many they were: tells a file that was emptied or took an inode over. */
  head: string;
  /** Time of the last line that was read; null when there was none. */
  lineAt: EpochMs | null;
}

/** A search of archives under way: it goes on from here after a restart. */
export interface LogSearch {
  /** How far back it goes. */
  since: EpochMs;
  /** Everything before this instant is done. */
  through: EpochMs;
  /** Names the objects it looks for: another choice begins anew. */
  choice: string;
}

/** What is kept of the reading of logs. */
export interface LogProgress {
  log: LogPosition | null;
  search: LogSearch | null;
  searched: readonly { key: ObjectKey; since: EpochMs }[];
}

/** What is added to the points of metrics, and how much of them is kept. */
export interface PointBatch {
  /** A point of the same metric and instant is replaced. */
  points: readonly KeptPoint[];
  /** Points before this instant are deleted. */
  dropBefore: EpochMs;
}

/** Some tracks of the history, whole. */
export interface HistoryPage {
  tracks: readonly { key: ObjectKey | null; track: Track; steps: Pick<Steps, "ats" | "values"> }[];
  /** Where the next page begins; null at the end. */
  next: number | null;
}

/**
 * What we remember. Every method rejects when the storage fails (locked, full, damaged); a rejected `commit`
 * has changed nothing. Two open problems of one object are impossible, and so are two for one problem of Nagios:
 * `commit` rejects such a batch whole.
 */
export interface Store {
  /** Writes one round. When it resolves, the round survives a crash, a loss of power and the loss of the database. */
  commit(batch: RoundBatch): Promise<void>;
  /** The highest id that an incident ever had, 0 when there was none. */
  lastIncidentId(): Promise<number>;
  listIncidents(query: IncidentQuery): Promise<IncidentRecord[]>;
  findIncident(id: number): Promise<IncidentRecord | null>;
  /** Does what a person wants, by the plan of `planEdit`, in one transaction or not at all. */
  edit(edit: IncidentEdit): Promise<EditOutcome>;
  /** Maintenances that are not over, and those that ended at or after `since`; newest start first, at most `limit`. */
  listMaintenances(query: { since: EpochMs; limit: number }): Promise<Maintenance[]>;
  findMaintenance(id: number): Promise<Maintenance | null>;
  /** The highest id that a maintenance ever had, 0 when there was none. */
  lastMaintenanceId(): Promise<number>;
  /** Adds to the history. Not in the journal: what is lost can be read again, or is known from memory. */
  addHistory(batch: HistoryBatch): Promise<void>;
  /** Everything kept of the history, page by page; the first is asked for with null. */
  readHistory(from: number | null): Promise<HistoryPage>;
  readLogProgress(): Promise<LogProgress>;
  /** Adds to the points of metrics. Not in the journal: they are figures of a day. */
  addPoints(batch: PointBatch): Promise<void>;
  /** Every kept point, oldest first. */
  listPoints(): Promise<KeptPoint[]>;
  /** Adds to the record of the service itself; a bucket that is kept already is replaced. Old entries are dropped. */
  record(entries: OperationRecord): Promise<void>;
  /** The record since an instant, oldest first. */
  listRecord(since: EpochMs): Promise<OperationRecord>;
  /** Resolves when the storage answers a read and is still the one that was opened; heals it first where it can. */
  ping(): Promise<void>;
  /** What is known of the storage, from memory. */
  facts(): StoreFacts;
  /** Makes a verified backup now. */
  backUp(): Promise<Backup>;
  close(): Promise<void>;
}
