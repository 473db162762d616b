import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  joinSamples,
  makeBatch,
  makeComment,
  makeProblem,
  makeSample,
  makeSide,
  NOON,
  RECORD,
} from "@/lib/store/contract/samples.testing";
import { makeMany } from "./healing.testing";
import { type HealingStore, openSqliteStore } from "./open-sqlite";
import { makeDiskFolder, sqliteOptions } from "./temporary-database.testing";

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

const ONE_OPENED = makeBatch(joinSamples(makeSample(1, "HTTP")));

describe("another program's lock", () => {
  test("is waited for without holding up the event loop, and the write is made when it goes", async () => {
    const path = join(makeDiskFolder(), "status.db");
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
    const path = join(makeDiskFolder(), "status.db");
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
    const path = join(makeDiskFolder(), "status.db");
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

/** The processor's time of an action, the best of some, because other tests run on the same processors. */
async function measureMs(times: number, action: (round: number) => Promise<unknown>): Promise<number> {
  const spansMs: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const before = process.cpuUsage();
    await action(round);
    const { user, system } = process.cpuUsage(before);
    spansMs.push((user + system) / 1000);
  }
  return Math.min(...spansMs);
}

/** So many incidents with a comment each; over where an end is given. */
function makeRound(first: number, count: number, endedAt: number | null = null) {
  const ids = Array.from({ length: count }, (_, at) => first + at);
  const comments = ids.map((id) => ({ incidentId: id, comment: makeComment(id) }));
  return { ...makeMany(ids, () => endedAt), comments };
}

test("500 opened incidents with a comment each and 500 ended ones are one commit of less than 250 ms of work", async () => {
  const store = await open(join(makeDiskFolder(), "status.db"));
  await store.commit(makeBatch(makeRound(1, 500)));
  const bestMs = await measureMs(5, (round) => {
    const first = 501 + round * 500;
    const [opened, ended] = [makeRound(first, 500), makeRound(first - 500, 500, NOON)];
    const incidents = [...opened.incidents, ...ended.incidents];
    return store.commit(makeBatch({ ...opened, incidents, problems: [...opened.problems, ...ended.problems] }));
  });
  expect(await store.listIncidents({ which: { kind: "active" }, limit: 1000 })).toHaveLength(500);
  expect(bestMs).toBeLessThan(250);
});

test("one incident of 2,500 problems is a commit of less than 500 ms of work, and is read in less than 150", async () => {
  const store = await open(join(makeDiskFolder(), "status.db"));
  const makeCut = (round: number) => {
    const problems = Array.from({ length: 2500 }, (_, at) =>
      makeProblem(1, `service ${at}`, { problemId: at + 1, output: `round ${round} ${"x".repeat(100)}` }),
    );
    return makeBatch({ at: NOON + round, incidents: [makeSide(1, makeProblem(1, "service 0"))], problems });
  };
  expect(await measureMs(3, (round) => store.commit(makeCut(round)))).toBeLessThan(500);
  expect(await measureMs(3, () => store.findIncident(1))).toBeLessThan(150);
});

test("1,000 incidents with all that belongs to them are listed with less than 300 ms of work", async () => {
  const store = await open(join(makeDiskFolder(), "status.db"));
  for (let first = 1; first < 5000; first += 1000) await store.commit(makeBatch(makeRound(first, 1000, NOON + first)));
  const list = () => store.listIncidents({ which: { kind: "since", at: NOON + 4001 }, limit: 1000 });
  expect(await list()).toHaveLength(1000);
  expect(await measureMs(3, list)).toBeLessThan(300);
});
