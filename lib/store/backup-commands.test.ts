import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { backUpDatabase, listBackups, restoreDatabase } from "./backup-commands";
import { NOON } from "./contract/samples.testing";
import { damage, damageFrom, fill, type Opened, openOne, readAll } from "./sqlite/healing.testing";
import { MIGRATIONS_FOLDER, makeFolder } from "./sqlite/temporary-database.testing";

function restore({ path, backupFolder }: Pick<Opened, "path" | "backupFolder">, file: string | null = null) {
  return restoreDatabase({ path, migrationsFolder: MIGRATIONS_FOLDER, backupFolder, file, now: () => NOON });
}

describe("a backup by command", () => {
  test("is made while the service writes, and holds what was written before it", async () => {
    const opened = await openOne();
    await fill(opened.store, 5);
    const before = await readAll(opened.store);
    const [backup] = await Promise.all([backUpDatabase({ ...opened, now: () => NOON + 1 }), fill(opened.store, 1)]);
    expect(listBackups(opened.backupFolder)[0]).toEqual(backup);
    const copy = await openOne(backup.path);
    expect(await readAll(copy.store)).toEqual(expect.arrayContaining(before));
  });

  test("is refused in words when there is no database, or another program's", async () => {
    const folder = makeFolder();
    const path = join(folder, "status.db");
    await expect(backUpDatabase({ path, backupFolder: folder })).rejects.toMatchObject({ code: "db_unreadable" });
    new Database(path).exec("create table songs (title)").close();
    await expect(backUpDatabase({ path, backupFolder: folder })).rejects.toMatchObject({ code: "db_foreign" });
    expect(listBackups(folder)).toEqual([]);
  });
});

describe("a restore by command", () => {
  test("is refused while the service runs, and says what to do", async () => {
    const opened = await openOne();
    await expect(restore(opened)).rejects.toMatchObject({
      name: "StoreError",
      code: "db_in_use",
      message: expect.stringMatching(/Stop that one first/),
    });
    await opened.store.ping();
  });

  test("without a file brings back the newest backup and every change since", async () => {
    const opened = await openOne();
    await fill(opened.store, 5);
    const before = await readAll(opened.store);
    await opened.store.close();
    damageFrom(opened.path, 1);
    const { message, replayed, quarantinePath } = await restore(opened);
    expect(message).toMatch(/^The backup of 2026-03-14 12:00:00 UTC .* 4 later changes were made again/);
    expect(replayed).toBe(4);
    expect(existsSync(String(quarantinePath))).toBe(true);
    const again = await openOne(opened.path);
    expect(again.opening).toEqual({ kind: "opened" });
    expect(await readAll(again.store)).toEqual(before);
  });

  test("of a file brings that state back as it is, for good", async () => {
    const opened = await openOne();
    await fill(opened.store, 2);
    const before = await readAll(opened.store);
    const { path: file } = await opened.store.backUp();
    await fill(opened.store, 3);
    await opened.store.close();
    const { message, replayed } = await restore(opened, file);
    expect(replayed).toBe(0);
    expect(message).toMatch(/was put in place as it is\..*The backups and the journal of what stood there are in/);
    const again = await openOne(opened.path);
    expect(await readAll(again.store)).toEqual(before);
    await fill(again.store, 1);
    const later = await readAll(again.store);
    await again.store.close();
    rmSync(opened.path);
    const healed = await openOne(opened.path);
    expect(await readAll(healed.store)).toEqual(later);
  });

  test("changes nothing when the file is no sound backup, or is not there", async () => {
    const opened = await openOne();
    await fill(opened.store, 30);
    await opened.store.close();
    const { path: file } = await backUpDatabase({ ...opened, now: () => NOON + 1 });
    damage(file, 3 * 4096, 4096);
    const text = join(makeFolder(), "notes.txt");
    writeFileSync(text, "not a database ".repeat(500));
    const before = readFileSync(opened.path);
    for (const bad of [file, text, join(makeFolder(), "nothing.db")]) {
      await expect(restore(opened, bad)).rejects.toMatchObject({ name: "StoreError" });
      expect(readFileSync(opened.path).equals(before)).toBe(true);
      expect(existsSync(`${opened.path}.restoring`)).toBe(false);
    }
  });

  test("says so when there is no backup at all, and never touches another program's database", async () => {
    const path = join(makeFolder(), "status.db");
    const place = { path, backupFolder: `${path}.backups` };
    await expect(restore(place)).rejects.toMatchObject({ code: "db_lost" });
    new Database(path).exec("create table songs (title)").close();
    await expect(restore(place)).rejects.toMatchObject({ code: "db_foreign" });
  });
});
