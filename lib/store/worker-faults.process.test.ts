import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import type { OperationEvent } from "@/lib/domain/operation";
import { joinSamples, makeBatch, makeSample, NOON } from "./contract/samples.testing";
import { openOne, readAll } from "./sqlite/healing.testing";
import { makeDiskFolder, sqliteOptions } from "./sqlite/temporary-database.testing";
import { bundleWorker } from "./worker-bundle.testing";
import { openWorkerStore } from "./worker-store";

// A disk that hangs stops the thread wherever it is: here it stops before a call while the file `frozen` is there.
// With `frozen-sync` it stops when the journal waits for the disk: the change is in the database already.
// The file `crash` ends it as an exhausted heap does.
const FAULTS = `
  import fs, { existsSync } from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  import { dirname, join } from "node:path";
  import { parentPort, workerData } from "node:worker_threads";
  const isThere = (name) => existsSync(join(dirname(workerData.path), name));
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const stopWhile = (name) => {
    while (isThere(name)) Atomics.wait(cell, 0, 0, 5);
  };
  const sync = fs.fdatasyncSync;
  fs.fdatasyncSync = (descriptor) => {
    stopWhile("frozen-sync");
    sync(descriptor);
  };
  syncBuiltinESMExports();
  parentPort.on("message", () => {
    stopWhile("frozen");
    if (isThere("crash")) setImmediate(() => { throw new Error("the heap is exhausted"); });
  });`;
const { workerPath, dispose } = bundleWorker(FAULTS);
afterAll(dispose);

async function open(path = join(makeDiskFolder(), "status.db")) {
  const { onEvent: _, now, ...options } = sqliteOptions(path);
  const events: OperationEvent[] = [];
  const onEvent = (event: OperationEvent) => events.push(event);
  const { store } = await openWorkerStore({ workerPath, options, onEvent, now, answerWithinMs: 200 });
  const frozen = join(dirname(path), "frozen");
  const crash = join(dirname(path), "crash");
  onTestFinished(async () => {
    for (const file of [frozen, crash]) rmSync(file, { force: true });
    await store.close();
  });
  return { path, store, events, frozen, crash };
}

const ONE = makeBatch(joinSamples(makeSample(1, "HTTP")));
const STALLED = { name: "StoreError", code: "db_stalled" };

describe("a disk that hangs", () => {
  test("fails the call that waits after a while and the next at once, and the event loop goes on", async () => {
    const { store, frozen } = await open();
    writeFileSync(frozen, "");
    let ticks = 0;
    const ticker = setInterval(() => (ticks += 1), 10);
    await expect(store.ping()).rejects.toMatchObject(STALLED);
    clearInterval(ticker);
    expect(ticks).toBeGreaterThan(8);
    const began = performance.now();
    await expect(store.findIncident(1)).rejects.toMatchObject(STALLED);
    expect(performance.now() - began).toBeLessThan(50);
    expect(store.facts().trouble).toMatchObject({ code: "db_stalled", sinceAt: NOON });
    rmSync(frozen);
    await vi.waitFor(() => expect(store.facts().trouble).toBeNull());
    await store.ping();
  });

  test("does not begin what nobody waits for any more: a change that was reported as failed is not made", async () => {
    const { store, frozen, events } = await open();
    writeFileSync(frozen, "");
    const hangs = expect(store.commit(ONE)).rejects.toMatchObject(STALLED);
    await hangs;
    rmSync(frozen);
    await vi.waitFor(() => expect(store.facts().trouble).toBeNull());
    expect(await readAll(store)).toEqual([]);
    expect(events.filter(({ code }) => code === "db_stalled")).toEqual([]);
    await store.commit(ONE);
    expect(await readAll(store)).toHaveLength(1);
  });

  test("says it when a change was made after all, and the round that commits it again has no trouble", async () => {
    const { store, events, path } = await open();
    const frozenSync = join(dirname(path), "frozen-sync");
    writeFileSync(frozenSync, "");
    await expect(store.commit(ONE)).rejects.toMatchObject(STALLED);
    rmSync(frozenSync);
    await vi.waitFor(() => expect(store.facts().trouble).toBeNull());
    expect(events).toContainEqual(expect.objectContaining({ kind: "over", code: "db_stalled" }));
    await store.commit(ONE);
    expect(await readAll(store)).toHaveLength(1);
  });

  test("lets the store close in two seconds", async () => {
    const { store, frozen } = await open();
    writeFileSync(frozen, "");
    const began = performance.now();
    const ping = expect(store.ping()).rejects.toMatchObject({ name: "StoreError" });
    await store.close();
    expect(performance.now() - began).toBeLessThan(2300);
    await ping;
  });
});

describe("a thread that ends", () => {
  test("fails what waits, is started again by itself, and has lost nothing", async () => {
    const { store, crash, events, path } = await open();
    await store.commit(ONE);
    const before = await readAll(store);
    writeFileSync(crash, "");
    await store.ping().catch(() => undefined);
    await vi.waitFor(() => expect(store.facts().trouble).toMatchObject({ code: "db_stalled" }));
    rmSync(crash);
    await vi.waitFor(() => expect(store.facts().trouble).toBeNull(), { timeout: 5000 });
    expect(await readAll(store)).toEqual(before);
    expect(events.filter(({ code }) => code === "db_stalled").map(({ kind }) => kind)).toEqual(["failure", "recovery"]);
    await store.close();
    await sleep(10);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});

test("what cannot be opened is refused with its code and its words", async () => {
  const path = join(makeDiskFolder(), "status.db");
  writeFileSync(path, "");
  await expect(open(path)).rejects.toMatchObject({
    name: "StoreError",
    code: "db_empty",
    message: expect.stringContaining(`The database ${path} is empty`),
  });
});

test("what the worker does by itself is heard here, and its facts are known here", async () => {
  const { path, store, events } = await open();
  await store.commit(ONE);
  const before = await readAll(store);
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`);
  await store.ping();
  expect(store.facts()).toMatchObject({ trouble: null, restored: { from: "open_file" }, backups: { count: 1 } });
  expect(events.map(({ kind }) => kind)).toContain("restore");
  await expect(openOne(path)).rejects.toMatchObject({ code: "db_in_use" });
  await store.close();
  const again = await openOne(path);
  expect(await readAll(again.store)).toEqual(before);
});
