import { spawn } from "node:child_process";
import { once } from "node:events";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeBatch, makeComment, makeIncident, NOON } from "@/lib/store/contract/samples.testing";
import { connect } from "./connection";
import { identifyFile } from "./database-file";
import { openSqliteStore } from "./open-sqlite";
import { createSqliteStore, type FileStore } from "./sqlite-store";
import { MIGRATIONS_FOLDER, makeFolder } from "./temporary-database.testing";

async function open(path: string, busyWaitMs?: number): Promise<FileStore> {
  const wait = busyWaitMs === undefined ? {} : { busyWaitMs };
  const { store } = await openSqliteStore({ path, migrationsFolder: MIGRATIONS_FOLDER, at: NOON, ...wait });
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

const ONE_OPENED = makeBatch({ opened: [{ incident: makeIncident("HTTP"), comments: [] }] });

describe("another program's lock", () => {
  test("is waited for without holding up the event loop, and the write is made when it goes", async () => {
    const path = join(makeFolder(), "status.db");
    const store = await open(path);
    const { release } = await lockElsewhere(path);
    let ticks = 0;
    const ticker = setInterval(() => (ticks += 1), 10);
    const written = store.commit(ONE_OPENED);
    const behind = store.savePublication("page", NOON);
    expect(await store.listIncidents({ which: { kind: "all" }, limit: 1 })).toEqual([]);
    setTimeout(release, 400);
    await expect(written).resolves.toEqual({ openedIds: [1] });
    await behind;
    clearInterval(ticker);
    expect(ticks).toBeGreaterThan(15);
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
    await expect(store.commit(ONE_OPENED)).resolves.toEqual({ openedIds: [1] });
  });
});

describe("a database file that is not there any more", () => {
  test("is noticed: nothing is written into a deleted file", async () => {
    const path = join(makeFolder(), "status.db");
    const store = await open(path);
    expect(store.checkFile()).toBe("same");
    rmSync(path);
    expect(store.checkFile()).toBe("gone");
    const lost = { code: "db_lost", message: `The database ${path} was deleted while it was open.` };
    await expect(store.ping()).rejects.toMatchObject(lost);
    await expect(store.commit(ONE_OPENED)).rejects.toMatchObject(lost);
  });

  test("is noticed when its whole folder went", async () => {
    const folder = join(makeFolder(), "data");
    const store = await open(join(folder, "status.db"));
    rmSync(folder, { recursive: true });
    expect(store.checkFile()).toBe("gone");
  });

  test("is noticed when another file took its name", async () => {
    const folder = makeFolder();
    const path = join(folder, "status.db");
    const store = await open(path);
    const other = await open(join(folder, "other.db"));
    await other.close();
    renameSync(join(folder, "other.db"), path);
    expect(store.checkFile()).toBe("replaced");
    await expect(store.ping()).rejects.toMatchObject({ code: "db_lost" });
  });
});

test("a full disk is an error, changes nothing, and is over when there is space again", async () => {
  const path = join(makeFolder(), "status.db");
  await (await open(path)).close();
  const database = connect(path);
  const store = createSqliteStore(database, path, identifyFile(path), 300);
  onTestFinished(() => store.close());
  const client = database.$client;
  client.pragma(`max_page_count = ${client.pragma("page_count", { simple: true })}`);
  const output = "x".repeat(100_000);
  const opened = ["a", "b", "c"].map((service) => ({ incident: makeIncident(service, { output }), comments: [] }));
  await expect(store.commit(makeBatch({ opened }))).rejects.toMatchObject({ code: "db_full" });
  expect(await store.listIncidents({ which: { kind: "all" }, limit: 9 })).toEqual([]);
  client.pragma("max_page_count = 1000000");
  await expect(store.commit(makeBatch({ opened }))).resolves.toEqual({ openedIds: [1, 2, 3] });
});

test("500 opened incidents with a comment each and 500 ended ones are one commit of less than 100 ms", async () => {
  const store = await open(join(makeFolder(), "status.db"));
  const opened = Array.from({ length: 500 }, (_, at) => ({
    incident: makeIncident(`service ${at}`, { output: "x".repeat(200) }),
    comments: [makeComment(at)],
  }));
  let { openedIds } = await store.commit(makeBatch({ opened }));
  const spansMs: number[] = [];
  // The best of some, because other tests run on the same processors.
  for (let round = 0; round < 5; round += 1) {
    const closed = openedIds.map((id) => ({ id, endedAt: NOON, endReason: "recovered" as const }));
    const began = performance.now();
    ({ openedIds } = await store.commit(makeBatch({ opened, closed })));
    spansMs.push(performance.now() - began);
  }
  expect(await store.listIncidents({ which: { kind: "active" }, limit: 1000 })).toHaveLength(500);
  expect(Math.min(...spansMs)).toBeLessThan(100);
});
