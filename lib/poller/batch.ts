import type { Changes } from "@/lib/domain/reconcile";
import { hostOf, type ObjectComment, objectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { NewNagiosComment, PastIncident, RoundBatch } from "@/lib/store/store";

export interface BatchOptions {
  at: EpochMs;
  /** The highest id that an incident has yet. */
  lastId: number;
  purgeEndedBefore: EpochMs | null;
  /** Outages that were over before a round saw them. */
  past: readonly Omit<PastIncident, "id">[];
}

/** Turns what a round decided into what the store writes. */
export function makeBatch(changes: Changes, { at, lastId, purgeEndedBefore, past }: BatchOptions): RoundBatch {
  const firstPastId = lastId + 1 + changes.opened.length;
  return {
    at,
    opened: changes.opened.map(({ incident, comments }, index) => ({
      id: lastId + 1 + index,
      incident,
      comments: comments.map(keepComment),
    })),
    updated: changes.updated.map(({ id, patch }) => ({ id, patch })),
    closed: changes.closed.map(({ id, endedAt, endReason }) => ({ id, endedAt, endReason })),
    past: past.map(({ incident, endedAt }, index) => ({ id: firstPastId + index, incident, endedAt })),
    comments: changes.comments.map(({ incidentId, comment }) => ({ incidentId, comment: keepComment(comment) })),
    purgeEndedBefore,
  };
}

/** How many things a batch changes. */
export function countChanges({ opened, updated, closed, past, comments }: RoundBatch): number {
  return opened.length + updated.length + closed.length + past.length + comments.length;
}

/** Whether writing the batch would change nothing. */
export function isEmptyBatch(batch: RoundBatch): boolean {
  return countChanges(batch) === 0 && batch.purgeEndedBefore === null;
}

function keepComment({ key, commentId, enteredAt, author, text }: ObjectComment): NewNagiosComment {
  const hostName = hostOf(key);
  const serviceDescription = hostName === key ? null : key.slice(hostName.length + 1);
  return { commentId, enteredAt, author, text, hostName, serviceDescription };
}

/** One line per change, with its reason, for the operator's log. */
export function sayChanges(changes: Changes, nameOf: (id: number) => string): string[] {
  return [
    ...changes.opened.map(
      ({ incident, reason }) => `Incident of ${objectKey(incident.hostName, incident.serviceDescription)} ${reason}`,
    ),
    ...changes.updated.map(({ id, reason }) => `Incident ${id} of ${nameOf(id)} ${reason}`),
    ...changes.closed.map(({ id, reason }) => `Incident ${id} of ${nameOf(id)} ${reason}`),
  ];
}
