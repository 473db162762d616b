import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { bundleProgram, startChild, WRITER } from "./child-program.testing";
import { openOne, readAll } from "./healing.testing";
import { makeDiskFolder } from "./temporary-database.testing";

const { program, dispose } = bundleProgram(WRITER);
afterAll(dispose);

const KILLS = 30;

test("killed 30 times at random moments, it has lost nothing that it said it kept, and has nothing twice", async () => {
  const path = join(makeDiskFolder(), "status.db");
  const said = new Set<number>();
  for (let round = 0; round < KILLS; round += 1) {
    const child = await startChild(program, path);
    await child.waitFor(1 + Math.floor(Math.random() * 12));
    await sleep(Math.random() * 10);
    await child.kill();
    for (const line of child.said().slice(1)) said.add(Number(line));
    // Every third time the database itself is gone too: backups and journal must do.
    if (round % 3 === 2) for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
  }
  const { store } = await openOne(path);
  const kept = await readAll(store);
  const ids = kept.map(({ incident }) => incident.id);
  expect(said.size).toBeGreaterThan(KILLS);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...said].filter((id) => !ids.includes(id))).toEqual([]);
  const wordless = kept.filter(({ updates }) => updates.length !== 1).map(({ incident }) => incident.id);
  expect(wordless.filter((id) => said.has(id))).toEqual([]);
  await store.close();
  const database = new Database(path, { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
}, 180_000);

test("a second process is refused while the first lives, and not a moment longer", async () => {
  const path = join(makeDiskFolder(), "status.db");
  const child = await startChild(program, path);
  await expect(openOne(path)).rejects.toMatchObject({
    name: "StoreError",
    code: "db_in_use",
    message: `Another Vitrine uses the database ${path}. Stop that one first, or give this one its own.`,
  });
  const otherPath = join(makeDiskFolder(), "status.db");
  await expect(openOne(otherPath, { backupFolder: `${path}.backups` })).rejects.toMatchObject({
    code: "db_in_use",
    message: expect.stringMatching(/uses the backup folder/),
  });
  const other = new Database(path, { readonly: true });
  expect(other.prepare("select count(*) from incidents").pluck().get()).toBeGreaterThanOrEqual(0);
  other.close();
  await child.kill();
  const { opening, store } = await openOne(path);
  expect(opening.kind).toBe("opened");
  await store.close();
  expect(existsSync(`${path}.lock`)).toBe(false);
});
