import { StoreError } from "@/lib/store/store-error";
import { backUpBefore } from "./backup";
import { classifyDatabase, requireSound } from "./classify-database";
import { connect, enterWal, withDatabase } from "./connection";
import { createDatabase } from "./create-database";
import { explainLoss, type Standing } from "./database-file";
import { type Healed, healFile, type Place } from "./heal";
import { type ImportCounts, importPredecessor } from "./import-predecessor";
import { findPending, migrate } from "./migrations";
import { hasPast } from "./owner";
import { retryBusy } from "./retry-busy";
import { explainSqliteError } from "./sqlite-errors";
import { readMeta } from "./store-meta";

/** What was done to have a database of the present schema. */
export type Opening =
  | { kind: "opened" }
  | { kind: "created" }
  | { kind: "restored"; message: string }
  | { kind: "migrated"; steps: string[]; backupPath: string }
  | { kind: "imported"; backupPath: string; counts: ImportCounts };

export interface Arrival {
  opening: Opening;
  healed: Healed | null;
}

/**
 * Sees to it that a sound database of ours and of the present schema is at the path, whatever stands there. Rejects with
 * a `StoreError` and leaves every file as it was when that is not possible.
 */
export async function arrive(place: Place, standing: Standing, busyWaitMs: number): Promise<Arrival> {
  if (standing !== "present") return replaceMissing(place, standing);
  try {
    return { opening: await openPresent(place, busyWaitMs), healed: null };
  } catch (error) {
    const explained = explainSqliteError(error, place.path);
    if (!(explained instanceof StoreError) || explained.code !== "db_corrupt") throw explained;
    return heal(place, readUuid(place.path), explained);
  }
}

function replaceMissing(place: Place, standing: "absent" | "empty" | "orphaned"): Arrival {
  if (hasPast(place.backupFolder)) {
    const cause =
      standing === "absent"
        ? new StoreError("db_lost", `The database ${place.path} was not there any more.`)
        : explainLoss(place.path, standing);
    return heal(place, null, cause);
  }
  if (standing !== "absent") throw explainLoss(place.path, standing);
  createDatabase(place.path, place.known);
  return { opening: { kind: "created" }, healed: null };
}

function heal(place: Place, uuid: string | null, cause: StoreError): Arrival {
  const healed = healFile(place, uuid, cause);
  return { opening: { kind: "restored", message: healed.message }, healed };
}

async function openPresent(place: Place, busyWaitMs: number): Promise<Opening> {
  const { path, known, now } = place;
  const kind = await retryBusy(() => withDatabase(path, classifyDatabase), busyWaitMs);
  if (kind === "foreign") {
    throw new StoreError("db_foreign", `The database ${path} belongs to another program. Name another path.`);
  }
  const imported = kind === "predecessor" ? await importPredecessor(path, known, now(), busyWaitMs) : null;
  const opened = await upgrade(place, busyWaitMs);
  return imported === null || opened.kind !== "opened" ? opened : { kind: "imported", ...imported };
}

async function upgrade({ path, known }: Place, busyWaitMs: number): Promise<Opening> {
  const database = connect(path);
  try {
    await retryBusy(() => requireSound(database, path), busyWaitMs);
    const [first] = await retryBusy(() => findPending(database, known, path), busyWaitMs);
    if (first === undefined) {
      await retryBusy(() => readMeta(database), busyWaitMs);
      await retryBusy(() => enterWal(database), busyWaitMs);
      return { kind: "opened" };
    }
    const backupPath = await retryBusy(() => backUpBefore(database, path, first.tag), busyWaitMs);
    const done = await retryBusy(() => migrate(database, known, path), busyWaitMs);
    return { kind: "migrated", steps: done.map(({ tag }) => tag), backupPath };
  } finally {
    database.$client.close();
  }
}

function readUuid(path: string): string | null {
  try {
    return withDatabase(path, readMeta, { readonly: true }).uuid;
  } catch {
    return null;
  }
}
