import type { Changes } from "@/lib/domain/incidents/reconcile";
import type { MaintenanceChanges } from "@/lib/domain/maintenances/reconcile";
import { hostOf, type ObjectComment } from "@/lib/domain/snapshot";
import type { NewNagiosComment, RoundBatch } from "@/lib/store/store";

/** What a round decided. */
export interface Decision {
  incidents: Changes;
  maintenances: MaintenanceChanges;
}

/** Turns what a round decided into what the store writes. */
export function makeBatch(
  { incidents: changes, maintenances }: Decision,
  when: Pick<RoundBatch, "at" | "purgeEndedBefore">,
): RoundBatch {
  const { incidents, problems, updates, past, comments } = changes;
  return {
    ...when,
    incidents,
    problems,
    updates,
    comments: comments.map(({ incidentId, comment }) => ({ incidentId, comment: keepComment(comment) })),
    past,
    maintenances: maintenances.maintenances,
  };
}

/** How many things a batch changes. */
export function countChanges(batch: RoundBatch): number {
  const { incidents, problems, updates, comments, past, maintenances } = batch;
  const ofPast = past.reduce((sum, { problems: its }) => sum + 1 + its.length, 0);
  return incidents.length + problems.length + updates.length + comments.length + maintenances.length + ofPast;
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
