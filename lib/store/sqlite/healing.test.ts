import { cpSync, existsSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { joinSamples, makeBatch, makePast, makeProblem, makeSample } from "@/lib/store/contract/samples.testing";
import { listBackups } from "./backup-files";
import { damage, damageFrom, expectWhole, fill, listQuarantined, openOne, readAll } from "./healing.testing";
import { listSegments } from "./journal-segments";
import { makeFolder } from "./temporary-database.testing";

describe("a database that is lost while it is open", () => {
  test("by deleting its file is put back from the open file, with everything", async () => {
    const opened = await openOne();
    await fill(opened.store, 6);
    const before = await readAll(opened.store);
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${opened.path}${suffix}`);
    await opened.store.ping();
    expect(opened.store.facts().restored).toMatchObject({ from: "open_file", replayed: 0 });
    expect(opened.events).toContainEqual(expect.objectContaining({ kind: "restore", code: "db_restored" }));
    await expectWhole(opened, before);
  });

  test("by deleting only its file is noticed at the next write, which is not lost", async () => {
    const opened = await openOne();
    await fill(opened.store, 3);
    rmSync(opened.path);
    await opened.store.commit(makeBatch(joinSamples(makeSample(99, "late"))));
    expect(opened.store.facts()).toMatchObject({ restored: { from: "open_file" }, trouble: null });
    await expectWhole(opened, await readAll(opened.store));
  });

  test("with its folder, backups and all, is put back, and backed up again", async () => {
    const opened = await openOne();
    await fill(opened.store, 4);
    const before = await readAll(opened.store);
    rmSync(dirname(opened.path), { recursive: true });
    await opened.store.ping();
    await opened.store.tend();
    expect(listBackups(opened.backupFolder)).toHaveLength(1);
    expect(existsSync(`${opened.path}.lock`)).toBe(true);
    await expectWhole(opened, before);
  });

  test("to another file that took its name is put back, and the other is kept as it was", async () => {
    const opened = await openOne();
    await fill(opened.store, 4);
    const before = await readAll(opened.store);
    const other = join(makeFolder(), "other.db");
    new Database(other).exec("create table songs (title); insert into songs values ('hm')").close();
    const bytes = readFileSync(other);
    renameSync(other, opened.path);
    await opened.store.ping();
    const [kept = "none"] = listQuarantined(opened.path);
    expect(readFileSync(join(dirname(opened.path), kept)).equals(bytes)).toBe(true);
    await expectWhole(opened, before);
  });

  test("to another of our databases that was copied over it is put back", async () => {
    const other = await openOne();
    await fill(other.store, 40);
    await other.store.close();
    const opened = await openOne();
    await fill(opened.store, 4);
    const before = await readAll(opened.store);
    writeFileSync(opened.path, readFileSync(other.path));
    await opened.store.ping();
    expect(opened.store.facts().restored?.from).toBe("backup");
    await expectWhole(opened, before);
  });

  test.each([0, 1, 100, 4096, 3 * 4096, 5 * 4096 + 7])(
    "by cutting it off after %d bytes is put back",
    async (bytes) => {
      const opened = await openOne();
      await fill(opened.store, 30);
      await opened.store.close();
      const { store, path } = await openOne(opened.path);
      await fill(store, 2);
      const before = await readAll(store);
      truncateSync(path, bytes);
      await store.ping();
      expect(store.facts().restored).toMatchObject({ from: "backup" });
      await expectWhole({ path, store }, before);
    },
  );

  test("by a damaged head is put back at the next ping", async () => {
    const opened = await openOne();
    await fill(opened.store, 10);
    await opened.store.close();
    const { store, path } = await openOne(opened.path);
    const before = await readAll(store);
    damage(path, 0, 100);
    await store.ping();
    expect(store.facts().restored?.from).toBe("backup");
    await expectWhole({ path, store }, before);
  });

  test("by damaged pages is put back when they are read, or within the hour", async () => {
    let at = 0;
    const opened = await openOne();
    await fill(opened.store, 60);
    const before = await readAll(opened.store);
    await opened.store.close();
    const { store, path } = await openOne(opened.path, { now: () => at });
    damageFrom(path, 9);
    at += 3_600_000;
    await store.tend();
    expect(store.facts()).toMatchObject({ restored: { from: "backup" }, trouble: null });
    await expectWhole({ path, store }, before);
  });
});

describe("a database that is found lost when it is opened", () => {
  async function makeFilled() {
    const opened = await openOne();
    await fill(opened.store, 30);
    const before = await readAll(opened.store);
    await opened.store.close();
    return { ...opened, before };
  }

  test.each([
    ["it is not there", (path: string) => rmSync(path)],
    ["it is empty", (path: string) => truncateSync(path, 0)],
    ["it is cut off", (path: string) => truncateSync(path, 9000)],
    ["its head is damaged", (path: string) => damage(path, 0, 100)],
    ["its pages are damaged", (path: string) => damageFrom(path, 2)],
    ["it is no database", (path: string) => writeFileSync(path, "name: x\n".repeat(2000))],
    [
      "only a journal of SQLite is left",
      (path: string) => {
        rmSync(path);
        writeFileSync(`${path}-wal`, "what is left");
      },
    ],
  ])("because %s is restored from its backup and its journal", async (_, lose) => {
    const { path, before } = await makeFilled();
    lose(path);
    const opened = await openOne(path);
    expect(opened.opening).toMatchObject({ kind: "restored", message: expect.stringContaining("was put in place") });
    expect(opened.store.facts().restored).toMatchObject({ from: "backup" });
    expect(opened.store.facts().restored?.replayed).toBe(4);
    await expectWhole(opened, before);
  });

  test("is restored from an older backup when the newest is damaged", async () => {
    const { path, backupFolder, before } = await makeFilled();
    const again = await openOne(path);
    const newest = await again.store.backUp();
    await again.store.close();
    damageFrom(newest.path, 1);
    rmSync(path);
    const opened = await openOne(path);
    expect(opened.store.facts().restored?.message).toContain(`${basename(newest.path)} was passed over`);
    expect(listBackups(backupFolder).length).toBeGreaterThan(2);
    await expectWhole(opened, before);
  });

  test("is restored from the journal alone when it holds everything and no backup is left", async () => {
    const { path, backupFolder, before } = await makeFilled();
    for (const backup of listBackups(backupFolder)) rmSync(backup.path);
    rmSync(path);
    const opened = await openOne(path);
    expect(opened.store.facts().restored).toMatchObject({ from: "salvage" });
    await expectWhole(opened, before);
  });

  test.each([
    ["one backup less", 1],
    ["no backup", 9],
  ])("is restored from %s and its journal with the past outages, each once", async (_, lost) => {
    const opened = await openOne();
    await fill(opened.store, 4);
    const { startedAt } = makeProblem(1, "service 1");
    const past = [makePast(5, "service 1", startedAt - 9, startedAt), makePast(6, "service 2", 0, startedAt + 1)];
    await opened.store.commit(makeBatch({ past }));
    await opened.store.backUp();
    await opened.store.commit(makeBatch({ past: [...past, makePast(7, "service 1", startedAt - 12, startedAt - 11)] }));
    const before = await readAll(opened.store);
    await opened.store.close();
    for (const backup of listBackups(opened.backupFolder).slice(0, lost)) rmSync(backup.path);
    rmSync(opened.path);
    const again = await openOne(opened.path);
    expect(before).toHaveLength(6);
    await expectWhole(again, before);
  });

  test("is not made empty: without backup and journal, what can be read is saved and the loss is said", async () => {
    const { path, backupFolder, before } = await makeFilled();
    rmSync(backupFolder, { recursive: true });
    const pages = readFileSync(path).length / 4096;
    damage(path, (pages - 2) * 4096);
    const opened = await openOne(path);
    const kept = await readAll(opened.store);
    expect(opened.opening).toMatchObject({
      kind: "restored",
      message: expect.stringContaining("There was no usable backup"),
    });
    expect(opened.store.facts().restored?.from).toBe("salvage");
    expect(kept.length).toBeGreaterThan(10);
    for (const { incident } of kept) expect(before.map((record) => record.incident)).toContainEqual(incident);
    await expectWhole(opened, kept);
  });

  test("of another program is never touched, whatever backups there are", async () => {
    const { path } = await makeFilled();
    rmSync(path);
    new Database(path).exec("create table songs (title)").close();
    const bytes = readFileSync(path);
    await expect(openOne(path)).rejects.toMatchObject({ code: "db_foreign" });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("behind its journal catches up with it", async () => {
    const { path, before, backupFolder } = await makeFilled();
    const [oldest] = listBackups(backupFolder).reverse();
    if (oldest === undefined) throw new Error("there is one");
    cpSync(oldest.path, path);
    const opened = await openOne(path);
    expect(opened.events).toContainEqual(expect.objectContaining({ kind: "recovery", code: "db_restored" }));
    await expectWhole(opened, before);
  });

  test("of another Vitrine does not take the backups for its own, nor delete them", async () => {
    const { path, backupFolder } = await makeFilled();
    const other = await openOne();
    await fill(other.store, 3);
    const before = await readAll(other.store);
    await other.store.close();
    cpSync(other.path, path);
    const opened = await openOne(path);
    expect(opened.opening.kind).toBe("opened");
    const [moved] = opened.events;
    expect(moved?.message).toMatch(/are of another database/);
    expect(listSegments(backupFolder)).toEqual([]);
    expect(listBackups(backupFolder)).toHaveLength(1);
    await expectWhole(opened, before);
  });
});
