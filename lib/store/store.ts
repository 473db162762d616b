import type {
  EndReason,
  Incident,
  IncidentPatch,
  IncidentRecord,
  IncidentUpdate,
  NagiosComment,
  NewIncident,
} from "@/lib/domain/incident";
import type { EpochMs } from "@/lib/domain/time";

export type NewNagiosComment = Omit<NagiosComment, "id" | "incidentId">;

/** Everything that one round changes, written in one transaction or not at all. */
export interface RoundBatch {
  /** End of the round. */
  at: EpochMs;
  opened: readonly { incident: NewIncident; comments: readonly NewNagiosComment[] }[];
  updated: readonly { id: number; patch: IncidentPatch }[];
  closed: readonly { id: number; endedAt: EpochMs; endReason: EndReason }[];
  /** Comments for incidents that were open before. One that is kept already (same incident, `commentId` and `enteredAt`) is ignored. */
  comments: readonly { incidentId: number; comment: NewNagiosComment }[];
  /** Closed incidents that ended before this are deleted with all that belongs to them; null deletes none. */
  purgeEndedBefore: EpochMs | null;
}

export interface IncidentQuery {
  /** `active`: not ended. `since`: not ended, or ended at or after the instant. `all`: everything kept. */
  which: { kind: "active" } | { kind: "since"; at: EpochMs } | { kind: "all" };
  /** Newest start first; at most this many. */
  limit: number;
}

/**
 * What we remember. Every method rejects when the storage fails (locked, full, damaged); a rejected `commit`
 * has changed nothing. Two open incidents for one object are impossible: `commit` rejects such a batch whole.
 */
export interface Store {
  /** Writes one round; answers the ids of `batch.opened`, in their order. */
  commit(batch: RoundBatch): Promise<{ openedIds: number[] }>;
  listIncidents(query: IncidentQuery): Promise<IncidentRecord[]>;
  findIncident(id: number): Promise<IncidentRecord | null>;
  /** Adds a person's words; null when there is no such incident. */
  addUpdate(incidentId: number, update: Omit<IncidentUpdate, "id" | "incidentId">): Promise<IncidentUpdate | null>;
  /** Sets the link to the review; null when there is no such incident. */
  setReviewUrl(incidentId: number, url: string): Promise<Incident | null>;
  /** Keeps the last publication (opaque text), so that a restart can serve at once. */
  savePublication(text: string, at: EpochMs): Promise<void>;
  loadPublication(): Promise<{ text: string; at: EpochMs } | null>;
  /** Resolves when the storage answers a read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
