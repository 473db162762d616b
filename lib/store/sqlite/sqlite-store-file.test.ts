import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeBatch, makeComment, makeIncident, NOON, RECORD } from "@/lib/store/contract/samples.testing";
import { type HealingStore, openSqliteStore } from "./open-sqlite";
import { makeFolder, sqliteOptions } from "./temporary-database.testing";

async function open(path: string, busyWaitMs?: number): Promise<HealingStore> {
  const { store } = await openSqliteStore(sqliteOptions(path, busyWaitMs === undefined ? {} : { busyWaitMs }));
  onTestFinished(() => store.close());
  return store;
}

/** Another process that holds the write lock until it is told to let go. */
async function lockElsewhere(path: string): Promise<{ release: () => Promise<void> }> {
  const script = `
    const Database = require("better-sqlite3");
    const database = new Database(process.argv[1]);
    database.exec("begin exclusive");
    process.stdin.on("end", () => { database.exec("commit"); database.close(); });
    process.stdin.resume();
    console.log("locked");`;
  const child = spawn(process.execPath, ["-e", script, path], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  const release = async () => {
    child.stdin.end();
    await ended;
  };
  onTestFinished(release);
  return { release };
}

const ONE_OPENED = makeBatch({ opened: [{ id: 1, incident: makeIncident("HTTP"), comments: [] }] });

describe("another program's lock", () => {
  test("is waited for without holding up the event loop, and the write is made when it goes", async () => {
    const path = join(makeFolder(), "status.db");
    const store = await open(path);
    const { release } = await lockElsewhere(path);
    let ticks = 0;
    const ticker = setInterval(() => (ticks += 1), 10);
    const written = store.commit(ONE_OPENED);
    const behind = store.record(RECORD);
    expect(await store.listIncidents({ which: { kind: "all" }, limit: 1 })).toEqual([]);
    setTimeout(release, 400);
    await expect(written).resolves.toBeUndefined();
    await behind;
    clearInterval(ticker);
    expect(ticks).toBeGreaterThan(15);
  });

  test("of three seconds fails the write that cannot wait so long, and not the next", async () => {
    const path = join(makeFolder(), "status.db");
    const store = await open(path, 2000);
    const { release } = await lockElsewhere(path);
    setTimeout(release, 3000);
    await expect(store.commit(ONE_OPENED)).rejects.toMatchObject({ code: "db_locked" });
    const { trouble } = store.facts();
    expect(trouble).toMatchObject({ code: "db_locked", sinceAt: NOON });
    await store.ping();
    await expect(store.commit(ONE_OPENED)).resolves.toBeUndefined();
    expect(store.facts().trouble).toBeNull();
    expect(await store.listIncidents({ which: { kind: "all" }, limit: 9 })).toHaveLength(1);
  });

  test("that stays is an error in the end, nothing is written, and the next write works", async () => {
    const path = join(makeFolder(), "status.db");
    const store = await open(path, 300);
    const { release } = await lockElsewhere(path);
    await expect(store.commit(ONE_OPENED)).rejects.toMatchObject({
      name: "StoreError",
      code: "db_locked",
      message: `The database ${path} is locked by another program (SQLITE_BUSY).`,
    });
    await release();
    expect(await store.listIncidents({ which: { kind: "all" }, limit: 1 })).toEqual([]);
    await expect(store.commit(ONE_OPENED)).resolves.toBeUndefined();
  });
});

test("500 opened incidents with a comment each and 500 ended ones are one commit of less than 100 ms of work", async () => {
  const store = await open(join(makeFolder(), "status.db"));
  const open500 = (first: number) =>
    Array.from({ length: 500 }, (_, at) => ({
      id: first + at,
      incident: makeIncident(`service ${at}`, { output: "x".repeat(200) }),
      comments: [makeComment(at)],
    }));
  await store.commit(makeBatch({ opened: open500(1) }));
  const spansMs: number[] = [];
  // The processor's time, the best of some, because other tests run on the same processors.
  for (let first = 501; first < 3001; first += 500) {
    const closed = open500(first - 500).map(({ id }) => ({ id, endedAt: NOON, endReason: "recovered" as const }));
    const batch = makeBatch({ opened: open500(first), closed });
    const before = process.cpuUsage();
    await store.commit(batch);
    const { user, system } = process.cpuUsage(before);
    spansMs.push((user + system) / 1000);
  }
  expect(await store.listIncidents({ which: { kind: "active" }, limit: 1000 })).toHaveLength(500);
  expect(Math.min(...spansMs)).toBeLessThan(100);
});
