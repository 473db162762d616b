import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { joinSamples, makeBatch, makeSample, NOON } from "@/lib/store/contract/samples.testing";
import { listBackups } from "./backup-files";
import { fill, openOne, openWithClock, readAll } from "./healing.testing";
import { listSegments } from "./journal-segments";

describe("backups", () => {
  test("are made at the beginning, every hour, and when they are asked for", async () => {
    const { store, backupFolder, pass, events } = await openWithClock();
    expect(listBackups(backupFolder)).toHaveLength(1);
    await pass(HOUR_MS - 1);
    expect(listBackups(backupFolder)).toHaveLength(1);
    await pass(1);
    expect(listBackups(backupFolder)).toHaveLength(2);
    const backup = await store.backUp();
    expect(listBackups(backupFolder)[0]).toEqual(backup);
    const { backups } = store.facts();
    expect(backups).toEqual({ count: 3, lastAt: backup.at, lastBytes: statSync(backup.path).size });
    expect(events.filter(({ kind }) => kind === "backup")).toHaveLength(3);
  });

  test("asked for at the same time are one", async () => {
    const { store, backupFolder } = await openWithClock();
    const [one, other] = await Promise.all([store.backUp(), store.backUp()]);
    expect(one).toEqual(other);
    expect(listBackups(backupFolder)).toHaveLength(2);
  });

  test("that are too many go, and the journal before the oldest of the last day with them", async () => {
    const { store, backupFolder, pass } = await openWithClock();
    for (let hour = 0; hour < 30; hour += 1) {
      await fill(store, 1);
      await pass(HOUR_MS);
    }
    expect(listBackups(backupFolder)).toHaveLength(25);
    const firsts = listSegments(backupFolder).map(({ firstSeq }) => firstSeq);
    expect(firsts.length).toBeGreaterThanOrEqual(24);
    expect(firsts.length).toBeLessThanOrEqual(26);
  });

  test("are not deleted by a clock that jumps ahead and back", async () => {
    const { backupFolder, pass } = await openWithClock();
    for (let hour = 0; hour < 5; hour += 1) await pass(HOUR_MS);
    await pass(400 * DAY_MS);
    await pass(-400 * DAY_MS);
    expect(listBackups(backupFolder).length).toBeGreaterThanOrEqual(8);
  });

  test("that fail are a warning until one is made, tried again every minute, and said once", async () => {
    const { store, backupFolder, pass, events } = await openWithClock();
    rmSync(backupFolder, { recursive: true });
    writeFileSync(backupFolder, "not a folder");
    await expect(store.backUp()).rejects.toThrow();
    await pass(MINUTE_MS);
    await pass(2 * HOUR_MS);
    const codes = () => store.facts().warnings.map(({ code }) => code);
    expect(codes()).toEqual(["backup_failed", "backup_old"]);
    expect(events.filter(({ code }) => code === "backup_failed")).toHaveLength(1);
    rmSync(backupFolder);
    await pass(MINUTE_MS);
    expect(codes()).toEqual([]);
    expect(listBackups(backupFolder)).toHaveLength(1);
  });
});

test("backups and journal that somebody deleted are made good by a new backup", async () => {
  const { path, store, backupFolder, pass } = await openWithClock();
  await fill(store, 1);
  rmSync(backupFolder, { recursive: true });
  await fill(store, 1);
  await store.tend();
  expect(listBackups(backupFolder)).toHaveLength(1);
  for (const backup of listBackups(backupFolder)) rmSync(backup.path);
  await pass(MINUTE_MS);
  expect(listBackups(backupFolder)).toHaveLength(1);
  const before = await readAll(store);
  await store.close();
  rmSync(path);
  const healed = await openOne(path);
  expect(await readAll(healed.store)).toEqual(before);
});

describe("a journal that cannot be written", () => {
  test("holds no write up, is a warning, and is over with the next backup, which has everything", async () => {
    const { path, store, backupFolder, pass, events } = await openWithClock();
    await fill(store, 2);
    rmSync(backupFolder, { recursive: true });
    writeFileSync(backupFolder, "not a folder");
    await fill(store, 2);
    expect(store.facts().warnings.map(({ code }) => code)).toContain("journal_failed");
    expect(events.filter(({ code }) => code === "journal_failed")).toHaveLength(1);
    rmSync(backupFolder);
    await pass(MINUTE_MS);
    expect(store.facts().warnings).toEqual([]);
    await fill(store, 1);
    const before = await readAll(store);
    await store.close();
    rmSync(path);
    const healed = await openOne(path);
    expect(await readAll(healed.store)).toEqual(before);
  });

  test("for one change leaves a gap that the backup after it bridges", async () => {
    const { path, store, backupFolder } = await openWithClock();
    await fill(store, 1);
    rmSync(backupFolder, { recursive: true });
    writeFileSync(backupFolder, "not a folder");
    await fill(store, 1);
    rmSync(backupFolder);
    mkdirSync(backupFolder);
    await fill(store, 1);
    await store.tend();
    const before = await readAll(store);
    await store.close();
    rmSync(path);
    const healed = await openOne(path);
    expect(await readAll(healed.store)).toEqual(before);
  });
});

test("what is known of the files is answered from memory", async () => {
  const { path, store } = await openOne();
  await fill(store, 3);
  await store.commit(makeBatch({ at: NOON + 9, ...joinSamples(makeSample(9, "more")) }));
  await store.ping();
  expect(store.facts()).toMatchObject({ trouble: null, warnings: [], restored: null });
  expect(store.facts().databaseBytes).toBe(statSync(path).size);
  expect(store.facts().freeBytes).toBeGreaterThan(0);
});
