import { closeSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { OperationEvent } from "@/lib/domain/operation";
import { makeBatch, makeComment, makeIncident, NOON } from "@/lib/store/contract/samples.testing";
import type { Store } from "@/lib/store/store";
import { type HealingStore, type Opening, openSqliteStore, type SqliteOptions } from "./open-sqlite";
import { makeFolder, sqliteOptions } from "./temporary-database.testing";

export interface Opened {
  path: string;
  backupFolder: string;
  store: HealingStore;
  opening: Opening;
  events: OperationEvent[];
}

/** Opens a database, a new one if no path is given, and keeps what it says. */
export async function openOne(
  path = join(makeFolder(), "data", "status.db"),
  changes: Partial<SqliteOptions> = {},
): Promise<Opened> {
  const events: OperationEvent[] = [];
  const options = sqliteOptions(path, { busyWaitMs: 300, onEvent: (event) => events.push(event), ...changes });
  const { store, opening } = await openSqliteStore(options);
  onTestFinished(() => store.close());
  return { path, backupFolder: options.backupFolder, store, opening, events };
}

/** Opens some incidents more, each with a comment, ends every second one, and lets people speak about the first. */
export async function fill(store: Store, count: number): Promise<void> {
  const first = (await store.lastIncidentId()) + 1;
  const ids = Array.from({ length: count }, (_, at) => first + at);
  const opened = ids.map((id) => {
    const incident = makeIncident(`service ${id}`, { output: `output of ${id} `.repeat(20) });
    return { id, incident, comments: [makeComment(id)] };
  });
  await store.commit(makeBatch({ opened }));
  await store.addUpdate(first, { author: "Ops", text: `words about ${first}`, createdAt: NOON + first });
  await store.setReviewUrl(first, `https://example.org/${first}`);
  const ended = ids.filter((id) => id % 2 === 0);
  const closed = ended.map((id) => ({ id, endedAt: NOON + id, endReason: "recovered" as const }));
  await store.commit(makeBatch({ at: NOON + first, closed }));
}

export function readAll(store: Store): Promise<IncidentRecord[]> {
  return store.listIncidents({ which: { kind: "all" }, limit: Number.POSITIVE_INFINITY });
}

/** Overwrites bytes of a file in place, as a bad disk does. */
export function damage(path: string, position: number, length = 512): void {
  const descriptor = openSync(path, "r+");
  writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, position);
  closeSync(descriptor);
}

/** Damages every page but the first ones: nothing that an open connection has not kept can be read. */
export function damageFrom(path: string, firstPage: number): void {
  for (let at = firstPage * 4096; at < statSync(path).size; at += 4096) damage(path, at);
}

export function listQuarantined(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => /\.quarantine-[\dTZ.]+(-\d+)?$/.test(name));
}
