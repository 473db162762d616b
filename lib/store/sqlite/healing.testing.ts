import { closeSync, existsSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { OperationEvent } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import {
  joinSamples,
  makeBatch,
  makeComment,
  makeMaintenance,
  makeSample,
  makeWords,
  NOON,
} from "@/lib/store/contract/samples.testing";
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

/** A store whose clock stands until it is moved. */
export async function openWithClock(path?: string) {
  const clock = { at: NOON };
  const opened = await openOne(path, { now: () => clock.at });
  const pass = async (ms: number) => {
    clock.at += ms;
    await opened.store.tend();
  };
  return { ...opened, clock, pass };
}

/** Opens some incidents more, each with a comment, ends every second one, and lets people speak about the first. */
export async function fill(store: Store, count: number): Promise<void> {
  const first = (await store.lastIncidentId()) + 1;
  const ids = Array.from({ length: count }, (_, at) => first + at);
  const comments = ids.map((id) => ({ incidentId: id, comment: makeComment(id) }));
  const maintenances = [makeMaintenance(first, { comment: `work of ${first}` })];
  await store.commit(makeBatch({ ...makeMany(ids), comments, maintenances }));
  await store.edit(makeWords(first, `words about ${first}`, { at: NOON + first }));
  const changes = { reviewUrl: `https://example.org/${first}` };
  await store.edit({ kind: "review", incidentId: first, author: "Ops", at: NOON, changes });
  const ended = ids.filter((id) => id % 2 === 0);
  await store.commit(makeBatch({ at: NOON + first, ...makeMany(ended, (id) => NOON + id) }));
}

/** Incidents of one service each, in one batch; over where an end is given. */
export function makeMany(ids: readonly number[], endOf: (id: number) => EpochMs | null = () => null) {
  const samples = ids.map((id) => {
    const output = `output of ${id} `.repeat(20);
    return makeSample(id, `service ${id}`, { output, problemId: id, endedAt: endOf(id) });
  });
  return joinSamples(...samples);
}

export function readAll(store: Store): Promise<IncidentRecord[]> {
  return store.listIncidents({ which: { kind: "all" }, limit: Number.POSITIVE_INFINITY });
}

/** What a healed store must be: it has everything, takes more, and has it all after closing and opening again. */
export async function expectWhole(
  { path, store }: { path: string; store: HealingStore },
  before: unknown,
): Promise<void> {
  expect(await readAll(store)).toEqual(before);
  await fill(store, 2);
  const more = await readAll(store);
  await store.close();
  const again = await openOne(path);
  expect(again.opening.kind).toBe("opened");
  expect(await readAll(again.store)).toEqual(more);
  expect(existsSync(`${path}.restoring`)).toBe(false);
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
