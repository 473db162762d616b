import type { StoreFacts } from "@/lib/domain/health";
import type {
  EndReason,
  Incident,
  IncidentPatch,
  IncidentRecord,
  IncidentUpdate,
  NagiosComment,
  NewIncident,
} from "@/lib/domain/incident";
import type { OperationRecord } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";

export type NewNagiosComment = Omit<NagiosComment, "id" | "incidentId">;

/** Everything that one round changes, written in one transaction or not at all. */
export interface RoundBatch {
  /** End of the round. */
  at: EpochMs;
  /** The caller gives the ids, so that a batch is whole in itself: it can wait, and be replayed. */
  opened: readonly { id: number; incident: NewIncident; comments: readonly NewNagiosComment[] }[];
  updated: readonly { id: number; patch: IncidentPatch }[];
  closed: readonly { id: number; endedAt: EpochMs; endReason: EndReason }[];
  /** Comments for incidents that were open before. One that is kept already (same incident, `commentId` and `enteredAt`) is ignored. */
  comments: readonly { incidentId: number; comment: NewNagiosComment }[];
  /**
   * Closed incidents that ended before this are deleted with all that belongs to them; null deletes none. Where they
   * are many, in steps that go on after the commit.
   */
  purgeEndedBefore: EpochMs | null;
}

export interface IncidentQuery {
  /** `active`: not ended. `since`: not ended, or ended at or after the instant. `all`: everything kept. */
  which: { kind: "active" } | { kind: "since"; at: EpochMs } | { kind: "all" };
  /** Newest start first; at most this many. */
  limit: number;
}

export interface Backup {
  path: string;
  at: EpochMs;
  bytes: number;
}

/**
 * What we remember. Every method rejects when the storage fails (locked, full, damaged); a rejected `commit`
 * has changed nothing. Two open incidents for one object are impossible: `commit` rejects such a batch whole.
 */
export interface Store {
  /** Writes one round. When it resolves, the round survives a crash, a loss of power and the loss of the database. */
  commit(batch: RoundBatch): Promise<void>;
  /** The highest id that an incident ever had, 0 when there was none. */
  lastIncidentId(): Promise<number>;
  listIncidents(query: IncidentQuery): Promise<IncidentRecord[]>;
  findIncident(id: number): Promise<IncidentRecord | null>;
  /** Adds a person's words; null when there is no such incident. */
  addUpdate(incidentId: number, update: Omit<IncidentUpdate, "id" | "incidentId">): Promise<IncidentUpdate | null>;
  /** Sets the link to the review; null when there is no such incident. */
  setReviewUrl(incidentId: number, url: string): Promise<Incident | null>;
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
