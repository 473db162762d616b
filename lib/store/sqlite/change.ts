import { createHash } from "node:crypto";
import { type EditOutcome, type IncidentEdit, listNamed } from "@/lib/domain/incident-edit";
import { planEdit } from "@/lib/domain/incidents/plan-edit";
import { cleanTexts } from "@/lib/store/clean-texts";
import type { RoundBatch } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import { inOrderOfWriting, saysAnything, takePlan } from "@/lib/store/take-batch";
import type { SqliteDatabase } from "./connection";
import { convertFirstForm, type FirstFormChange, splitFirstForm } from "./first-form";
import { readIncident } from "./read-incidents";
import { readLastId } from "./read-last-id";
import { createSealer } from "./seal-rows";
import { findSqliteCode } from "./sqlite-errors";
import { raiseSeq, readMeta, setLastBatch, setSeq } from "./store-meta";
import { createEditWriter, type DecidedEdit, decideEdit } from "./write-edit";
import { createRoundWriter } from "./write-round";

/** A change as the journal keeps it: whole in itself, texts cleaned, ids given. */
export type Change =
  | { op: "commit"; args: RoundBatch }
  | { op: "edit"; args: DecidedEdit }
  /** Only from the journal of an older version. */
  | { op: "firstForm"; args: FirstFormChange };

/** A change with its number: one more than that of the change before. */
export type Entry = Change & { seq: number };

/** What a change did: its answer, and the entry for the journal; none when nothing changed. */
export interface Done<T> {
  value: T;
  entry: Entry | null;
}

export interface ChangeWriter {
  commit(batch: RoundBatch): Done<void>;
  edit(edit: IncidentEdit): Done<EditOutcome>;
  /** Makes a change of the journal again. `lenient`: what it needs may be lost; it does what can be done. */
  replay(entry: Entry, lenient: boolean): void;
}

/** Makes the functions that change what is kept. Each throws in its middle: call them inside a transaction. */
export function createChangeWriter(database: SqliteDatabase): ChangeWriter {
  const writeRound = createRoundWriter(database);
  const writeEdit = createEditWriter(database);
  const seal = createSealer(database);
  const countChanges = database.$client.prepare<[], number>("select total_changes()").pluck();

  function write(change: Change): void {
    if (change.op === "commit") writeRound(change.args);
    else if (change.op === "edit") writeEdit(change.args);
    else for (const part of convertFirstForm(change.args, (id) => readIncident(database, id))) write(part);
  }

  function commit(batch: RoundBatch): Done<void> {
    const digest = createHash("sha256").update(JSON.stringify(batch)).digest("base64");
    if (readMeta(database).lastBatch === digest) return { value: undefined, entry: null };
    const before = countChanges.get();
    writeRound(batch);
    const isChanged = countChanges.get() !== before;
    seal();
    if (saysAnything(batch)) setLastBatch(database, digest);
    return { value: undefined, entry: isChanged ? { seq: raiseSeq(database), op: "commit", args: batch } : null };
  }

  function edit(wish: IncidentEdit): Done<EditOutcome> {
    const cleaned = cleanTexts(wish);
    const records = new Map(listNamed(cleaned).map((id) => [id, readIncident(database, id)]));
    const known = new Map([...records].flatMap(([id, record]) => (record === null ? [] : [[id, record]])));
    if (known.size < records.size) return { value: { kind: "unknown" }, entry: null };
    const plan = planEdit(cleaned, known, readLastId(database, "incidents"));
    if ("refused" in plan) return { value: { kind: "refused", reason: plan.refused }, entry: null };
    const args = decideEdit(database, takePlan(plan));
    writeEdit(args);
    seal();
    const record = readIncident(database, plan.id);
    if (record === null) throw new Error(`the plan of an edit is about incident ${plan.id}, which it does not make`);
    return { value: { kind: "done", record }, entry: { seq: raiseSeq(database), op: "edit", args } };
  }

  return {
    commit,
    edit,
    replay(entry, lenient) {
      if (lenient) for (const part of splitChange(entry)) tryPart(database, () => write(part));
      else write(entry);
      seal();
      if (!lenient || readMeta(database).seq < entry.seq) setSeq(database, entry.seq);
    },
  };
}

/** A change in its smallest parts, so that a lost incident costs only what is about it. */
function splitChange(change: Change): Change[] {
  if (change.op === "commit") return splitRound(change.args).map((args) => ({ op: "commit", args }));
  if (change.op === "edit") return splitEdit(change.args).map((args) => ({ op: "edit", args }));
  return splitFirstForm(change.args).map((args) => ({ op: "firstForm", args }));
}

function splitRound({ at, purgeEndedBefore, past, ...batch }: RoundBatch): RoundBatch[] {
  const none = { incidents: [], problems: [], updates: [], comments: [], past: [], maintenances: [] };
  const nothing: RoundBatch = { at, ...none, purgeEndedBefore: null };
  const parts: Partial<RoundBatch>[] = [
    ...batch.incidents.map((one) => ({ incidents: [one] })),
    ...inOrderOfWriting(batch.problems).map((one) => ({ problems: [one] })),
    ...batch.updates.map((one) => ({ updates: [one] })),
    ...past.map((one) => ({ past: [one] })),
    ...batch.comments.map((one) => ({ comments: [one] })),
    ...batch.maintenances.map((one) => ({ maintenances: [one] })),
    { purgeEndedBefore },
  ];
  return parts.map((part) => ({ ...nothing, ...part }));
}

function splitEdit({ id, ...edit }: DecidedEdit): DecidedEdit[] {
  const nothing: DecidedEdit = { id, incidents: [], problems: [], updates: [], traces: [] };
  const parts: Partial<DecidedEdit>[] = [
    ...edit.incidents.map((one) => ({ incidents: [one] })),
    ...inOrderOfWriting(edit.problems).map((one) => ({ problems: [one] })),
    ...edit.updates.map((one) => ({ updates: [one] })),
    ...edit.traces.map((one) => ({ traces: [one] })),
  ];
  return parts.map((part) => ({ ...nothing, ...part }));
}

function tryPart(database: SqliteDatabase, action: () => void): void {
  try {
    // A savepoint inside the caller's transaction.
    database.$client.transaction(action)();
  } catch (error) {
    const isLoss = error instanceof StoreError || findSqliteCode(error)?.startsWith("SQLITE_CONSTRAINT") === true;
    if (!isLoss) throw error;
  }
}
