import { rmSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { HistoryMark } from "@/lib/domain/object-history";
import { makeHistory, NOON, POSITION, RECORD, SEARCH } from "@/lib/store/contract/samples.testing";
import { readWholeHistory } from "@/lib/store/contract/subject.testing";
import type { Store } from "@/lib/store/store";
import { listBackups } from "./backup-files";
import { damage, fill, type Opened, openOne, readAll } from "./healing.testing";

const OBJECTS = ["web1", "web2", "web3", "web4"];
const PROGRESS = { log: POSITION, search: SEARCH, searched: [{ key: "web1", since: NOON }] };

/** A database with incidents, and with tracks that each fill some pages. */
async function makeFilled(): Promise<Opened & { before: Awaited<ReturnType<typeof readEverything>> }> {
  const opened = await openOne();
  await fill(opened.store, 5);
  const marks = OBJECTS.flatMap((key) =>
    Array.from({ length: 2000 }, (_, at): HistoryMark => ({ key, track: "state", at: NOON + at, value: at % 16 })),
  );
  await opened.store.addHistory(makeHistory({ marks, ...PROGRESS }));
  return { ...opened, before: await readEverything(opened.store) };
}

async function readEverything(store: Store) {
  return {
    incidents: await readAll(store),
    tracks: await readWholeHistory(store),
    progress: await store.readLogProgress(),
  };
}

/** Damages the page in the middle of a table, as a bad disk does. */
function damageTable(path: string, table: string): void {
  const database = new Database(path, { readonly: true });
  const pages = database.prepare("select pgoffset from dbstat where name = ? order by path").pluck().all(table);
  database.close();
  damage(path, Number(pages[Math.floor(pages.length / 2)]), 4096);
}

/** What can be read of the database, and the journal, is all that there is. */
function loseBackups(folder: string): void {
  for (const backup of listBackups(folder)) rmSync(backup.path);
}

test("the history is in the backup, with how far the logs were read", async () => {
  const { path, store, before } = await makeFilled();
  await store.backUp();
  const [first = "web1"] = OBJECTS;
  const later: HistoryMark = { key: first, track: "state", at: NOON + 5000, value: 9 };
  await store.addHistory(makeHistory({ marks: [later], log: { ...POSITION, offset: 99_999 } }));
  await store.close();
  rmSync(path);
  const again = await openOne(path);
  expect(again.store.facts().restored).toMatchObject({ from: "backup" });
  expect(await readEverything(again.store)).toEqual(before);
});

test("the history is put back with the database that was deleted while it was open", async () => {
  const { path, store, before } = await makeFilled();
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`);
  await store.ping();
  expect(store.facts().restored).toMatchObject({ from: "open_file" });
  expect(await readEverything(store)).toEqual(before);
});

describe("a damaged database without a backup", () => {
  test("keeps the history when the damage is elsewhere", async () => {
    const { path, store, backupFolder, before } = await makeFilled();
    await store.record(RECORD);
    await store.close();
    loseBackups(backupFolder);
    damageTable(path, "operation_events");
    const again = await openOne(path);
    expect(again.store.facts().restored).toMatchObject({ from: "salvage" });
    expect(await readEverything(again.store)).toEqual(before);
  });

  test("keeps of a track with a hole what comes after it, and forgets how far the logs were read", async () => {
    const { path, store, backupFolder, before } = await makeFilled();
    await store.close();
    loseBackups(backupFolder);
    damageTable(path, "history_marks");
    const again = await openOne(path);
    expect(again.store.facts().restored?.message).toContain("steps of the history: what came before the damage");
    const left = await readEverything(again.store);
    expect(left.incidents).toEqual(before.incidents);
    expect(left.progress).toEqual({ log: null, search: null, searched: [] });
    const shorter = left.tracks.filter(({ steps }) => steps.ats.length < 2000);
    expect(shorter.length).toBeGreaterThan(0);
    expect(left.tracks.length - shorter.length).toBeGreaterThanOrEqual(2);
    for (const { key, steps } of left.tracks) {
      const whole = before.tracks.find((track) => track.key === key)?.steps;
      expect(steps.ats).toEqual(whole?.ats.slice(-steps.ats.length));
      expect(steps.values).toEqual(whole?.values.slice(-steps.values.length));
    }
    const marks = OBJECTS.map((key): HistoryMark => ({ key, track: "state", at: NOON, value: 0 }));
    await again.store.addHistory(makeHistory({ marks, ...PROGRESS }));
    expect(await again.store.readLogProgress()).toEqual(PROGRESS);
  });

  test("forgets how far the logs were read when it does not know whose steps they are", async () => {
    const { path, store, backupFolder, before } = await makeFilled();
    await store.close();
    loseBackups(backupFolder);
    damageTable(path, "history_tracks");
    const again = await openOne(path);
    expect(await readEverything(again.store)).toEqual({
      incidents: before.incidents,
      tracks: [],
      progress: { log: null, search: null, searched: [] },
    });
  });
});

test("how far a log was read is nothing when the note of it is no JSON any more", async () => {
  const { path, store } = await makeFilled();
  await store.close();
  new Database(path).exec("update log_progress set position = substr(position, 3)").close();
  const again = await openOne(path);
  expect(await again.store.readLogProgress()).toEqual({ ...PROGRESS, log: null });
});
