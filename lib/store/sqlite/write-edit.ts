import type { EditTrace } from "@/lib/domain/incident";
import type { EditPlan } from "@/lib/domain/incident-edit";
import { TRACE_FIELDS } from "@/lib/store/fields";
import { inOrderOfWriting } from "@/lib/store/take-batch";
import type { SqliteDatabase } from "./connection";
import { readLastId } from "./read-last-id";
import { incidentEdits } from "./schema";
import { TO_SEAL } from "./seal-rows";
import { placeholdersOf } from "./upsert";
import { createIncidentWriter } from "./write-incident";
import { createProblemWriter } from "./write-problem";
import { createUpdateWriter } from "./write-update";

/** What an edit does, with every id given: made again, it does the same. */
export interface DecidedEdit extends Omit<EditPlan, "traces"> {
  traces: readonly EditTrace[];
}

/** Gives ids to what a plan adds. */
export function decideEdit(database: SqliteDatabase, plan: EditPlan): DecidedEdit {
  let updateId = readLastId(database, "incident_updates");
  let traceId = readLastId(database, "incident_edits");
  const nextUpdate = () => {
    updateId += 1;
    return updateId;
  };
  const nextTrace = () => {
    traceId += 1;
    return traceId;
  };
  return {
    ...plan,
    updates: plan.updates.map((update) => (update.id === 0 ? { ...update, id: nextUpdate() } : update)),
    traces: plan.traces.map((trace) => ({ id: nextTrace(), ...trace })),
  };
}

/** Makes the function that writes an edit. It throws in its middle: call it inside a transaction. */
export function createEditWriter(database: SqliteDatabase): (edit: DecidedEdit) => void {
  const incidents = createIncidentWriter(database);
  const problems = createProblemWriter(database);
  const updates = createUpdateWriter(database);
  const insertTrace = database
    .insert(incidentEdits)
    .values({ ...placeholdersOf(TRACE_FIELDS), seal: TO_SEAL })
    .onConflictDoNothing()
    .prepare();

  return (edit) => {
    for (const incident of edit.incidents) incidents.writeWhole(incident);
    for (const problem of inOrderOfWriting(edit.problems)) problems.place(problem);
    for (const update of edit.updates) updates.write(update);
    for (const trace of edit.traces) insertTrace.run({ ...trace });
  };
}
