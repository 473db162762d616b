import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Incident, IncidentUpdate } from "@/lib/domain/incident";
import type { RoundBatch } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import { namesIncidents } from "@/lib/store/take-batch";
import type { SqliteDatabase } from "./connection";
import { readIncident, toIncident } from "./read-incidents";
import { incidents, incidentUpdates } from "./schema";
import { createSealer } from "./seal-rows";
import { findSqliteCode } from "./sqlite-errors";
import { raiseSeq, readMeta, setLastBatch, setSeq } from "./store-meta";
import { createRoundWriter } from "./write-round";

/** A change of incidents as the journal keeps it: whole in itself, texts cleaned, ids given. */
export type Change =
  | { op: "commit"; args: RoundBatch }
  | { op: "addUpdate"; args: IncidentUpdate }
  | { op: "setReviewUrl"; args: { incidentId: number; url: string } };

/** A change with its number: one more than that of the change before. */
export type Entry = Change & { seq: number };

/** What a change did: its answer, and the entry for the journal; none when nothing changed. */
export interface Done<T> {
  value: T;
  entry: Entry | null;
}

export interface ChangeWriter {
  commit(batch: RoundBatch): Done<void>;
  addUpdate(incidentId: number, update: Omit<IncidentUpdate, "id" | "incidentId">): Done<IncidentUpdate | null>;
  setReviewUrl(incidentId: number, url: string): Done<Incident | null>;
  /** Makes a change of the journal again. `lenient`: what it needs may be lost; it does what can be done. */
  replay(entry: Entry, lenient: boolean): void;
}

/** Makes the functions that change incidents. Each throws in its middle: call them inside a transaction. */
export function createChangeWriter(database: SqliteDatabase): ChangeWriter {
  const writeRound = createRoundWriter(database);
  const sealer = createSealer(database);
  const countChanges = database.$client.prepare<[], number>("select total_changes()").pluck();

  /** Seals what an action changes, but not what the disk had changed before: that must not become true. */
  function keepSeals<T>(incidentIds: readonly number[], action: () => T): T {
    const broken = sealer.findBroken(incidentIds);
    const value = action();
    sealer.seal(incidentIds.filter((id) => !broken.has(id)));
    return value;
  }

  function commit(batch: RoundBatch): Done<void> {
    const digest = createHash("sha256").update(JSON.stringify(batch)).digest("base64");
    if (readMeta(database).lastBatch === digest) return { value: undefined, entry: null };
    const changed = keepSeals(listIncidents(batch), () => {
      const before = countChanges.get();
      writeRound(batch);
      return countChanges.get() !== before;
    });
    if (namesIncidents(batch)) setLastBatch(database, digest);
    return { value: undefined, entry: changed ? { seq: raiseSeq(database), op: "commit", args: batch } : null };
  }

  function setReviewUrl(incidentId: number, url: string): Incident | null {
    const row = keepSeals([incidentId], () =>
      database.update(incidents).set({ reviewUrl: url }).where(eq(incidents.id, incidentId)).returning().get(),
    );
    // SQLite answers no row when nothing matched, whatever the type says.
    return row === undefined ? null : toIncident(row);
  }

  function addUpdate(args: Omit<IncidentUpdate, "id"> & { id?: number }): IncidentUpdate | null {
    const row = keepSeals([args.incidentId], () =>
      database.insert(incidentUpdates).values(args).onConflictDoNothing().returning().get(),
    );
    if (row === undefined) return null;
    const { seal: _, ...added } = row;
    return added;
  }

  function replay({ op, args }: Change): void {
    if (op === "commit") keepSeals(listIncidents(args), () => writeRound(args));
    else if (op === "addUpdate") addUpdate(args);
    else setReviewUrl(args.incidentId, args.url);
  }

  return {
    commit,
    addUpdate(incidentId, update) {
      if (readIncident(database, incidentId) === null) return { value: null, entry: null };
      const value = addUpdate({ ...update, incidentId });
      return { value, entry: value === null ? null : { seq: raiseSeq(database), op: "addUpdate", args: value } };
    },
    setReviewUrl(incidentId, url) {
      const value = setReviewUrl(incidentId, url);
      if (value === null) return { value, entry: null };
      return { value, entry: { seq: raiseSeq(database), op: "setReviewUrl", args: { incidentId, url } } };
    },
    replay(entry, lenient) {
      if (lenient) for (const part of splitChange(entry)) tryPart(database, () => replay(part));
      else replay(entry);
      if (!lenient || readMeta(database).seq < entry.seq) setSeq(database, entry.seq);
    },
  };
}

/** The incidents that a round is about. */
function listIncidents({ opened, updated, closed, past, comments }: RoundBatch): number[] {
  const named = [...opened, ...updated, ...closed, ...past];
  return [...named.map(({ id }) => id), ...comments.map(({ incidentId }) => incidentId)];
}

/** A round in its smallest parts, so that a lost incident costs only what is about it. */
function splitChange(change: Change): Change[] {
  if (change.op !== "commit") return [change];
  const { at, opened, updated, closed, past, comments, purgeEndedBefore } = change.args;
  const none = { opened: [], updated: [], closed: [], past: [], comments: [] };
  const nothing: RoundBatch = { at, ...none, purgeEndedBefore: null };
  const parts: Partial<RoundBatch>[] = [
    ...updated.map((one) => ({ updated: [one] })),
    ...closed.map((one) => ({ closed: [one] })),
    ...opened.map((one) => ({ opened: [one] })),
    ...past.map((one) => ({ past: [one] })),
    ...comments.map((one) => ({ comments: [one] })),
    { purgeEndedBefore },
  ];
  return parts.map((part) => ({ op: "commit", args: { ...nothing, ...part } }));
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
