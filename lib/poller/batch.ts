import type { Changes } from "@/lib/domain/reconcile";
import { hostOf, type ObjectComment, objectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { NewNagiosComment, RoundBatch } from "@/lib/store/store";

/** Turns what a round decided into what the store writes. */
export function makeBatch(changes: Changes, at: EpochMs, purgeEndedBefore: EpochMs | null): RoundBatch {
  return {
    at,
    opened: changes.opened.map(({ incident, comments }) => ({ incident, comments: comments.map(keepComment) })),
    updated: changes.updated.map(({ id, patch }) => ({ id, patch })),
    closed: changes.closed.map(({ id, endedAt, endReason }) => ({ id, endedAt, endReason })),
    comments: changes.comments.map(({ incidentId, comment }) => ({ incidentId, comment: keepComment(comment) })),
    purgeEndedBefore,
  };
}

/** Whether writing the batch would change nothing. */
export function isEmptyBatch(batch: RoundBatch): boolean {
  const { opened, updated, closed, comments, purgeEndedBefore } = batch;
  return opened.length + updated.length + closed.length + comments.length === 0 && purgeEndedBefore === null;
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
