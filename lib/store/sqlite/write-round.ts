import type { PastIncident, RoundBatch } from "@/lib/store/store";
import { inOrderOfWriting } from "@/lib/store/take-batch";
import type { SqliteDatabase } from "./connection";
import { purgeSome } from "./purge";
import { createCommentWriter } from "./write-comment";
import { createIncidentWriter } from "./write-incident";
import { createMaintenanceWriter } from "./write-maintenance";
import { createProblemWriter } from "./write-problem";
import { createUpdateWriter } from "./write-update";

type Words = Pick<RoundBatch, "incidents" | "problems" | "updates">;

/**
 * Makes the function that writes one round. It throws in its middle: call it inside a transaction. The statements that
 * a bad night runs by the thousand are prepared once.
 */
export function createRoundWriter(database: SqliteDatabase): (batch: RoundBatch) => void {
  const incidents = createIncidentWriter(database);
  const problems = createProblemWriter(database);
  const updates = createUpdateWriter(database);
  const writeMaintenance = createMaintenanceWriter(database);
  const addComment = createCommentWriter(database);

  function write(words: Words): void {
    for (const incident of words.incidents) incidents.writeAutomatic(incident);
    for (const problem of inOrderOfWriting(words.problems)) problems.write(problem);
    for (const update of words.updates) updates.add(update);
  }

  function writePast(past: PastIncident): void {
    const untold = past.problems.filter((problem) => !problems.isTold(problem));
    if (untold.length > 0) write({ incidents: [past.incident], problems: untold, updates: past.updates });
  }

  return (batch) => {
    write(batch);
    for (const past of batch.past) writePast(past);
    for (const { incidentId, comment } of batch.comments) addComment(incidentId, comment);
    for (const maintenance of batch.maintenances) writeMaintenance(maintenance);
    if (batch.purgeEndedBefore !== null) purgeSome(database, batch.purgeEndedBefore);
  };
}
