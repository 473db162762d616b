import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resultOf, SOURCE } from "@/lib/domain/object-history";
import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING, type Selection, TELL_ALL } from "@/lib/domain/policy";
import type { EpochMs } from "@/lib/domain/time";
import { type Clock, systemClock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createMemoryStore } from "@/lib/store/memory";
import type { Store } from "@/lib/store/store";
import { nowSeconds, type SiteObject, writeSite } from "@/tests/support/site";
import { createHistoryBook } from "./history-book";
import type { HistoryKeeper } from "./history-keeper";
import { createTestKeeper } from "./history-keeper.testing";
import { type LogFolder, makeLogFolder } from "./log-folder.testing";
import { createSiteReader } from "./read-site";
import { createSourceReader } from "./read-source";
import { createRound, type Round } from "./round";

const HTTP = "web1;HTTP";
const DAY = 86_400;

let folder: LogFolder;
let store: Store;
let brokenStore: boolean;
let lines: string[];
let passedMs: number;
let life: { round: Round; keeper: HistoryKeeper };
/** Seconds since the epoch, when the test began. */
let T: number;

const clock: Clock = {
  ...systemClock,
  now: () => Date.now() + passedMs,
  monotonic: () => performance.now() + passedMs,
};
const write = (message: string) => void lines.push(message);
const log: Log = { debug: write, info: write, warn: write, error: write };

beforeEach(() => {
  folder = makeLogFolder();
  brokenStore = false;
  lines = [];
  passedMs = 0;
  T = nowSeconds();
  const memory = createMemoryStore();
  const refuse = () => Promise.reject(new Error("the database is locked"));
  store = { ...memory, addHistory: (batch) => (brokenStore ? refuse() : memory.addHistory(batch)) };
  life = start();
});

afterEach(() => {
  life.keeper.stop();
  folder.drop();
});

function choose(...services: string[]): Selection {
  const members = {
    hosts: [],
    services: services.map((service) => `web1/${service}`),
    hostgroups: [],
    servicegroups: [],
  };
  const component = { slug: "website", name: "Website", group: null, description: null, members, sla: null };
  return { kind: "components", components: [{ ...component, rule: { kind: "worst" }, telling: TELL_ALL }] };
}

/** The service, as it starts. */
function start(selection = choose("HTTP"), hasLog = true) {
  const files = {
    statusPath: `${folder.folder}/status.dat`,
    objectCachePath: `${folder.folder}/objects.cache`,
    intervalLengthMs: 60_000,
  };
  const keeper = createTestKeeper({ store, clock, log, places: hasLog ? { ...folder, isNamed: false } : null });
  const round = createRound({
    site: createSiteReader({ reader: createSourceReader(), files, selection, clock, log }),
    store,
    keeper,
    mapping: DEFAULT_MAPPING,
    rules: DEFAULT_INCIDENT_RULES,
    intervalMs: 1000,
    stalenessThresholdMs: 60_000,
    retentionMs: 3650 * DAY * 1000,
    pullComments: true,
    publish: async () => undefined,
    clock,
    log,
  });
  return { round, keeper };
}

function restart(...given: Parameters<typeof start>): void {
  life.keeper.stop();
  life = start(...given);
}

const WELL: SiteObject[] = [{ host: "web1" }, { host: "web1", service: "HTTP" }, { host: "web1", service: "SSH" }];

/** Nagios writes its status, and a round reads it. */
async function poll(
  objects: SiteObject[] = WELL,
  at = nowSeconds() + Math.floor(passedMs / 1000),
  parents: Record<string, string> = {},
): Promise<void> {
  writeSite(folder.folder, {
    objects: objects.map((object) => ({ changedAt: T - 400 * DAY, ...object })),
    createdAt: at,
  });
  for (const [host, parent] of Object.entries(parents)) placeBehind(host, parent);
  await life.round.run(() => true);
}

/** Says in objects.cache that a host is reached by another one. */
function placeBehind(host: string, parent: string): void {
  const path = `${folder.folder}/objects.cache`;
  const name = `\thost_name\t${host}\n\talias`;
  writeFileSync(path, readFileSync(path, "utf8").replace(name, `\tparents\t${parent}\n${name}`));
}

/** Polls until the past is searched and all is written. */
async function settle(objects?: SiteObject[], parents?: Record<string, string>): Promise<void> {
  await poll(objects, undefined, parents);
  await expect.poll(() => life.keeper.facts().search?.isRunning ?? false, { timeout: 10_000 }).toBe(false);
  for (let again = 0; again < 4; again += 1) await poll(objects, undefined, parents);
}

function statesOf(key = HTTP): [second: number, result: string][] {
  const { ats, values } = life.keeper.history.objects.get(key)?.states ?? { ats: [], values: [] };
  return ats.map((at, index) => [at / 1000 - T, resultOf(values[index] as number)]);
}

/** Where what is known of the source changes. */
function source(): [second: number, value: number][] {
  const { ats, values } = life.keeper.history.source;
  const all = ats.map((at, index): [number, number] => [Math.floor(at / 1000) - T, values[index] as number]);
  return all.filter(([, value], index) => value !== values[index - 1]);
}

const down = (at: number, service = "HTTP") =>
  folder.say(T + at, `SERVICE ALERT: web1;${service};CRITICAL;HARD;3;gone`);
const up = (at: number, service = "HTTP") => folder.say(T + at, `SERVICE ALERT: web1;${service};OK;HARD;3;fine`);

const records = () => store.listIncidents({ which: { kind: "all" }, limit: 100 });
const secondOf = (at: EpochMs) => at / 1000 - T;

type Told = [key: string | null, from: number, to: number | null];

async function incidents(): Promise<Told[]> {
  return (await records()).map(({ incident: { anchorKey, startedAt, endedAt } }) => [
    anchorKey,
    secondOf(startedAt),
    endedAt === null ? null : secondOf(endedAt),
  ]);
}

/** The problems of all incidents, newest first. */
async function problems(): Promise<Told[]> {
  const kept = (await records()).flatMap((record) => record.problems);
  return kept
    .sort((a, b) => b.startedAt - a.startedAt)
    .map(({ key, startedAt, endedAt }) => [key, secondOf(startedAt), endedAt === null ? null : secondOf(endedAt)]);
}

describe("the first start", () => {
  it("reads the past from the log and its archives, packed or not, and tells of its outages", async () => {
    const current = (at: number) => `[${T + at}] CURRENT SERVICE STATE: web1;HTTP;OK;HARD;1;fine\n`;
    const alert = (at: number, state: string) => `[${T + at}] SERVICE ALERT: web1;HTTP;${state};HARD;3;x\n`;
    folder.pack("01-01-2026-00", current(-3000) + alert(-2900, "CRITICAL") + alert(-2800, "OK"));
    folder.keep("01-02-2026-00", current(-2000) + alert(-1900, "WARNING") + alert(-1800, "OK").trimEnd());
    folder.append(current(-1000));
    down(-900);
    up(-870);
    await settle();
    expect(statesOf().slice(1)).toEqual([
      [-2900, "critical"],
      [-2800, "ok"],
      [-1900, "warning"],
      [-1800, "ok"],
      [-900, "critical"],
      [-870, "ok"],
    ]);
    expect(source()[0]).toEqual([-3000, SOURCE.running]);
    expect(await incidents()).toEqual([
      [HTTP, -900, -870],
      [HTTP, -2900, -2800],
    ]);
    expect((await store.readLogProgress()).searched.map(({ key }) => key).sort()).toEqual(["web1", HTTP]);
  });

  it("takes the log's time of a change, where a check took so long that status.dat tells an earlier one", async () => {
    down(-900);
    up(-870);
    await settle([{ host: "web1" }, { host: "web1", service: "HTTP", changedAt: T - 880 }]);
    expect(statesOf()).toEqual([
      [-900, "critical"],
      [-870, "ok"],
    ]);
    expect(await incidents()).toEqual([[HTTP, -900, -870]]);
  });

  it("takes status.dat's time of a change that no log tells", async () => {
    down(-900);
    await settle([{ host: "web1" }, { host: "web1", service: "HTTP", changedAt: T - 870 }]);
    expect(statesOf().at(-1)).toEqual([-870, "ok"]);
    expect(await incidents()).toEqual([[HTTP, -900, -870]]);
  });

  it("is not repeated by a restart, which changes nothing", async () => {
    down(-900);
    up(-870);
    await settle();
    const before = [statesOf(), source(), await incidents()];
    lines = [];
    restart();
    await settle();
    expect([statesOf(), source(), await incidents()]).toEqual(before);
    expect(lines.filter((line) => line.includes("the past"))).toEqual([]);
  });

  it("goes on where it was stopped", async () => {
    folder.keep("01-01-2026-00", `[${T - 3000}] SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;x\n`);
    folder.keep("01-02-2026-00", `[${T - 2000}] SERVICE ALERT: web1;HTTP;OK;HARD;3;x\n`);
    up(-1000);
    const add = store.addHistory;
    store.addHistory = async (batch) => {
      await add(batch);
      // Killed once the first archive is done.
      if (batch.search !== null && batch.search !== "done" && batch.search.through === (T - 2000) * 1000) {
        life.keeper.stop();
        store.addHistory = () => new Promise(() => undefined);
      }
    };
    await poll();
    await expect.poll(() => life.keeper.facts().search?.isRunning).toBe(false);
    expect((await store.readLogProgress()).search).toMatchObject({ through: (T - 2000) * 1000 });
    // What is still to be read says nothing yet, neither in this process nor in the next.
    const next = createHistoryBook({ store, keepMs: 400 * DAY * 1000, keepSoftMs: DAY * 1000 });
    await next.load();
    for (const { unread } of [life.keeper.history, next.history]) {
      expect([unread?.from, unread?.keys.has(HTTP)]).toEqual([(T - 2000) * 1000, true]);
    }
    store.addHistory = add;
    rmSync(`${folder.archivePath}/nagios-01-01-2026-00.log`);
    restart();
    await settle();
    expect(statesOf().slice(0, 2)).toEqual([
      [-3000, "critical"],
      [-2000, "ok"],
    ]);
    expect(await incidents()).toEqual([[HTTP, -3000, -2000]]);
    expect((await store.readLogProgress()).search).toBeNull();
    expect(life.keeper.history.unread).toBeNull();
  });

  it("finds a log by every name that an archive can have where the folder may not be listed", async () => {
    const day = new Date((T - DAY) * 1000).toISOString().slice(0, 10).split("-");
    folder.keep(`${day[1]}-${day[2]}-${day[0]}-00`, `[${T - 2 * DAY}] SERVICE ALERT: web1;HTTP;WARNING;HARD;3;x\n`);
    up(-100);
    chmodSync(folder.archivePath, 0o311);
    await asAnyUser(settle);
    expect(statesOf()).toEqual([
      [-2 * DAY, "warning"],
      [-100, "ok"],
    ]);
  });
});

/** Root may list everything: for a while we are somebody else. */
async function asAnyUser(action: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    chmodSync(folder.folder, 0o777);
    await poll();
    chmodSync(`${folder.folder}/status.dat`, 0o666);
    restart();
    process.seteuid?.(65534);
  }
  try {
    await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("from then on", () => {
  it("an outage between two polls is in the history and an incident, with Nagios' times", async () => {
    up(-1000);
    await settle();
    down(-3);
    up(-1);
    await poll();
    expect(statesOf().slice(-2)).toEqual([
      [-3, "critical"],
      [-1, "ok"],
    ]);
    expect(await incidents()).toEqual([[HTTP, -3, -1]]);
    await poll();
    expect(await incidents()).toHaveLength(1);
  });

  it("an outage between two polls has its root where it began, although nobody chose that object", async () => {
    up(-1000);
    const well: SiteObject[] = [{ host: "router" }, ...WELL];
    const behind = { web1: "router" };
    await settle(well, behind);
    const say = (at: number, host: string, state: string) =>
      folder.say(T + at, `HOST ALERT: ${host};${state};HARD;1;x`);
    say(-9, "router", "DOWN");
    say(-8, "web1", "UNREACHABLE");
    down(-7);
    say(-3, "router", "UP");
    say(-2, "web1", "UP");
    up(-1);
    await poll(well, nowSeconds(), behind);
    expect(statesOf("router").slice(-2)).toEqual([
      [-9, "down"],
      [-3, "up"],
    ]);
    expect(await problems()).toEqual([
      [HTTP, -7, -1],
      ["web1", -8, -2],
    ]);
    expect(await records()).toMatchObject([
      { incident: { rootKey: "router" }, problems: [{ role: "behind" }, { role: "behind" }] },
    ]);
  });

  it("an outage that a poll saw is one incident, whatever the log tells of it", async () => {
    up(-1000);
    await settle();
    const bad = { state: 2, problemId: 7, changedAt: T - 20 };
    down(-20);
    await poll(WELL.map((object) => (object.service === "HTTP" ? { ...object, ...bad } : object)));
    expect(await incidents()).toEqual([[HTTP, -20, null]]);
    up(-2);
    await poll(WELL.map((object) => (object.service === "HTTP" ? { ...object, changedAt: T - 2 } : object)));
    expect(await incidents()).toEqual([[HTTP, -20, -2]]);
  });

  it.each([
    ["is rotated", () => folder.rotate("01-03-2026-00", T - 40)],
    ["is copied and emptied", () => folder.copyAndTruncate("01-03-2026-00")],
  ])("nothing is lost when the log %s before it was read to its end", async (_how, turn) => {
    up(-1000);
    await settle();
    down(-60);
    up(-50);
    turn();
    down(-30);
    up(-20);
    await settle();
    expect(await problems()).toEqual([
      [HTTP, -30, -20],
      [HTTP, -60, -50],
    ]);
    expect(await incidents()).toEqual([[HTTP, -60, -20]]);
    expect(life.keeper.warnings(clock.now())).toEqual([]);
    expect((await store.readLogProgress()).log).toMatchObject({ lineAt: (T - 20) * 1000 });
  });

  it("a log that was emptied without a copy is told, and followed on", async () => {
    folder.keep("01-01-2026-00", `[${T - 5000}] LOG ROTATION: DAILY\n`);
    up(-1000);
    await settle();
    folder.truncate();
    down(-30);
    up(-20);
    await settle();
    expect(await incidents()).toEqual([[HTTP, -30, -20]]);
    expect(life.keeper.warnings(clock.now())).toMatchObject([{ code: "log_gap" }]);
  });

  it("a log that is gone is told, and what it says when it is back is known", async () => {
    up(-1000);
    await settle();
    folder.remove();
    await poll();
    expect(life.keeper.warnings(clock.now())).toMatchObject([{ code: "log_missing" }]);
    folder.bringBack();
    down(-30);
    up(-20);
    await poll();
    expect(life.keeper.warnings(clock.now())).toEqual([]);
    expect(await incidents()).toEqual([[HTTP, -30, -20]]);
  });

  it("what happened while the service was off is known from the log", async () => {
    up(-1000);
    await settle();
    life.keeper.stop();
    down(-60);
    up(-50);
    folder.rotate("01-03-2026-00", T - 40);
    passedMs = 600_000;
    restart();
    await settle();
    expect(await incidents()).toEqual([[HTTP, -60, -50]]);
    expect(source().map(([, value]) => value)).not.toContain(SOURCE.unread);
  });

  it("an object that is chosen later gets its past, and alone", async () => {
    down(-900, "SSH");
    up(-870, "SSH");
    await settle();
    expect(statesOf("web1;SSH")).toEqual([]);
    lines = [];
    restart(choose("HTTP", "SSH"));
    await settle();
    expect(statesOf("web1;SSH")).toEqual([
      [-900, "critical"],
      [-870, "ok"],
    ]);
    expect(await incidents()).toEqual([["web1;SSH", -900, -870]]);
    expect(lines.some((line) => line.includes("the past of 1 objects"))).toBe(true);
  });

  it("a database that refuses delays what is written, and nothing else", async () => {
    up(-1000);
    await settle();
    brokenStore = true;
    down(-60);
    up(-50);
    await poll();
    expect(statesOf().at(-1)).toEqual([-50, "ok"]);
    brokenStore = false;
    await poll();
    await expect.poll(async () => (await store.readLogProgress()).log?.lineAt).toBe((T - 50) * 1000);
    restart();
    await settle();
    expect(statesOf().slice(-2)).toEqual([
      [-60, "critical"],
      [-50, "ok"],
    ]);
  });
});

describe("without a log", () => {
  it("history begins with the first poll, and nobody is unwell for it", async () => {
    restart(choose("HTTP"), false);
    await poll(WELL, T - 30);
    await poll(WELL.map((object) => (object.service === "HTTP" ? { ...object, state: 2, changedAt: T - 15 } : object)));
    expect(source()).toEqual([[-30, SOURCE.running]]);
    expect(statesOf().at(-1)).toEqual([-15, "critical"]);
    expect(life.keeper.warnings(clock.now())).toEqual([]);
  });

  it("the time in which nobody looked is not known", async () => {
    restart(choose("HTTP"), false);
    for (const second of [0, 35, 70]) {
      passedMs = second * 1000;
      await poll(WELL, T + second);
    }
    const lastKept = async () => {
      const { tracks } = await store.readHistory(null);
      return tracks.find(({ track }) => track === "source")?.steps.ats.at(-1);
    };
    await expect.poll(lastKept).toBe((T + 70) * 1000);
    passedMs = 700_000;
    restart(choose("HTTP"), false);
    await poll(WELL, T + 700);
    expect(source()).toEqual([
      [0, SOURCE.running],
      [70, SOURCE.unread],
      [700, SOURCE.running],
    ]);
  });

  it("data that is too old says nothing from its own instant on", async () => {
    restart(choose("HTTP"), false);
    await poll(WELL, T - 30);
    await poll(WELL, T - 20);
    passedMs = 300_000;
    await life.round.run(() => true);
    await life.round.run(() => true);
    expect(source()).toEqual([
      [-30, SOURCE.running],
      [-20, SOURCE.stale],
    ]);
    await poll(WELL, T + 300);
    expect(source().at(-1)).toEqual([300, SOURCE.running]);
  });
});
