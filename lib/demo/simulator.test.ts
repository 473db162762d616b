import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { createSimulator, UPDATE_INTERVAL_MS } from "./simulator";
import { startDemo } from "./start-demo";
import { BORN_AT } from "./test-worlds";
import { midnightBefore } from "./world";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-demo-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (name: string) => readFile(join(folder, name), "utf8");

async function readWholeLog(): Promise<string> {
  const archives = await readdir(join(folder, "archives"));
  const byDay = (name: string) => name.replace(/^nagios-(\d\d)-(\d\d)-(\d{4}).*$/, "$3$1$2");
  const sorted = archives.sort((a, b) => byDay(a).localeCompare(byDay(b)));
  const texts = await Promise.all(sorted.map((name) => read(join("archives", name))));
  return texts.join("") + (await read("nagios.log"));
}

function fakeLog() {
  const lines: string[] = [];
  const add = (message: string) => void lines.push(message);
  return { lines, log: { debug: add, info: add, warn: add, error: add } };
}

test("the first start writes ninety archives and all files in less than a second and a half", async () => {
  const startedAt = performance.now();
  await createSimulator(folder).prepare(BORN_AT + 7 * SECOND_MS);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect((await readdir(join(folder, "archives"))).length).toBe(90);
  expect((await readdir(folder)).sort()).toEqual([
    "archives",
    "demo.json",
    "nagios.cfg",
    "nagios.log",
    "objects.cache",
    "status.dat",
  ]);
  expect(await read("nagios.cfg")).toContain(`status_file=${join(folder, "status.dat")}\n`);
});

test("a simulator that starts again goes on where the last one was, with the log as if it had never stopped", async () => {
  const laterAt = BORN_AT + 2 * DAY_MS + 5 * HOUR_MS;
  const first = createSimulator(folder);
  await first.prepare(BORN_AT);
  await first.advance(BORN_AT + 20 * MINUTE_MS);
  const again = createSimulator(folder);
  await again.prepare(laterAt);
  const restarted = [await readWholeLog(), await read("status.dat")];

  await rm(join(folder, "archives"), { recursive: true });
  await rm(join(folder, "nagios.log"));
  const steady = createSimulator(folder);
  await steady.prepare(BORN_AT);
  for (let at = BORN_AT; at < laterAt; at += 7 * MINUTE_MS) await steady.advance(at);
  await steady.advance(laterAt);
  const unbroken = [await readWholeLog(), await read("status.dat")];
  expect(restarted[0]).toBe(unbroken[0]);
  expect(restarted[1]).toBe(unbroken[1]);
});

test("at midnight the log moves into the archives and a new one begins with the current states", async () => {
  const midnightAt = midnightBefore(BORN_AT) + DAY_MS;
  const simulator = createSimulator(folder);
  await simulator.prepare(BORN_AT);
  await simulator.advance(midnightAt + UPDATE_INTERVAL_MS);
  expect((await readdir(join(folder, "archives"))).length).toBe(91);
  const lines = (await read("nagios.log")).split("\n");
  expect(lines[0]).toBe(`[${midnightAt / SECOND_MS}] LOG ROTATION: DAILY`);
  expect(lines[1]).toBe(`[${midnightAt / SECOND_MS}] LOG VERSION: 2.0`);
  expect(lines[2]).toMatch(/^\[\d+\] CURRENT HOST STATE: accounts;/);
});

test("status.dat is a new file each time, as by rename", async () => {
  const simulator = createSimulator(folder);
  await simulator.prepare(BORN_AT);
  const before = await stat(join(folder, "status.dat"));
  await simulator.advance(BORN_AT + UPDATE_INTERVAL_MS);
  const after = await stat(join(folder, "status.dat"));
  expect(after.ino).not.toBe(before.ino);
  expect(await read("status.dat")).toContain(`\tcreated=${(BORN_AT + UPDATE_INTERVAL_MS) / SECOND_MS}\n`);
});

test("a world that cannot be read, lies in the future or is a month old is replaced by a new one", async () => {
  const world = (bornAt: number) => JSON.stringify({ edition: 1, seed: "x", bornAt, beginsAt: 0 });
  for (const text of ["{", world(BORN_AT * 2), world(BORN_AT - 31 * DAY_MS)]) {
    await writeFile(join(folder, "demo.json"), text);
    await createSimulator(folder).prepare(BORN_AT);
    expect(JSON.parse(await read("demo.json"))).toMatchObject({ bornAt: BORN_AT });
  }
});

test("the demo starts, answers where its nagios.cfg is, and ends", async () => {
  const { log, lines } = fakeLog();
  const demo = await startDemo({ folder, clock: { ...systemClock, now: () => BORN_AT, monotonic: () => 0 }, log });
  demo.stop();
  expect(demo.configPath).toBe(join(folder, "nagios.cfg"));
  expect(await read("status.dat")).toContain("hoststatus {");
  expect(lines).toEqual([]);
});

test("a folder that cannot be written is a line in the log, not an exception", async () => {
  await writeFile(join(folder, "file"), "");
  const { log, lines } = fakeLog();
  const clock = { ...systemClock, now: () => BORN_AT, monotonic: () => 0 };
  const demo = await startDemo({ folder: join(folder, "file", "demo"), clock, log });
  demo.stop();
  expect(lines.length).toBe(1);
  expect(lines[0]).toMatch(/^The demo cannot write its files: ENOTDIR/);
});
