import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import type { HistoryMark } from "@/lib/domain/object-history";
import {
  joinSamples,
  makeBatch,
  makeComment,
  makeHistory,
  makeSample,
  makeWords,
  NOON,
} from "@/lib/store/contract/samples.testing";
import { bundleProgram, startChild } from "./child-program.testing";
import type { SqliteDatabase } from "./connection";
import { insertSealed, makeFirstForm, makeOldIncident } from "./first-form.testing";
import { readAll } from "./healing.testing";
import { type HealingStore, type Opening, openSqliteStore } from "./open-sqlite";
import { listBeside, MIGRATIONS_FOLDER, makeFolder, sqliteOptions } from "./temporary-database.testing";

async function open(path: string, migrationsFolder: string): Promise<{ store: HealingStore; opening: Opening }> {
  const opened = await openSqliteStore(sqliteOptions(path, { migrationsFolder }));
  onTestFinished(() => opened.store.close());
  return opened;
}

/** A database of the present schema with one incident and all that can hang on it. */
async function makeDatabase(): Promise<string> {
  const path = join(makeFolder(), "status.db");
  const { store } = await open(path, MIGRATIONS_FOLDER);
  const comments = [{ incidentId: 1, comment: makeComment(1) }];
  await store.commit(makeBatch({ ...joinSamples(makeSample(1, "HTTP")), comments }));
  await store.edit(makeWords(1));
  await store.close();
  return path;
}

/** The program's migrations and more steps, as drizzle-kit would write them. */
function addSteps(...steps: readonly string[]): string {
  const folder = join(makeFolder(), "sqlite");
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
  const journalPath = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(journalPath, "utf8"));
  for (const [at, statements] of steps.entries()) {
    const idx = journal.entries.length;
    const last = journal.entries[idx - 1];
    const tag = `${String(idx).padStart(4, "0")}_step-${at + 1}`;
    journal.entries.push({ ...last, idx, tag, when: last.when + 1000 });
    writeFileSync(join(folder, `${tag}.sql`), statements);
  }
  writeFileSync(journalPath, JSON.stringify(journal));
  return folder;
}

describe("a database of an older version", () => {
  test.each([
    [1, ["0001_self-healing", "0002_history", "0003_incidents", "0004_metrics"]],
    [2, ["0002_history", "0003_incidents", "0004_metrics"]],
    [3, ["0003_incidents", "0004_metrics"]],
  ])("that knew %d steps has its incidents, seals and all, and takes what it did not know", async (count, steps) => {
    const path = join(makeFolder(), "status.db");
    const fillOld = (old: SqliteDatabase) => {
      const { $client } = old;
      if (count === 1) $client.exec("alter table incidents add seal integer");
      insertSealed(old, "incidents", [makeOldIncident(1, "HTTP"), makeOldIncident(2, "DNS")]);
      if (count === 1) $client.exec("alter table incidents drop column seal");
    };
    makeFirstForm(path, fillOld, count);
    const { store, opening } = await open(path, MIGRATIONS_FOLDER);
    expect(opening).toMatchObject({ kind: "migrated", steps });
    const records = await readAll(store);
    expect(records.map(({ problems }) => problems[0]?.output)).toEqual(["output of 2", "output of 1"]);
    expect(store.facts().warnings).toEqual([]);
    expect(await store.readHistory(null)).toEqual({ tracks: [], next: null });
    const mark: HistoryMark = { key: null, track: "source", at: NOON, value: 1 };
    await store.addHistory(makeHistory({ marks: [mark] }));
    expect((await store.readHistory(null)).tracks).toHaveLength(1);
  });

  test("is brought up to date after a backup of it was written", async () => {
    const path = await makeDatabase();
    const folder = addSteps("alter table incidents add note text", "create table notes (id integer primary key)");
    const { store, opening } = await open(path, folder);
    const steps = readdirSync(folder)
      .filter((name) => name.includes("_step-"))
      .map((name) => name.replace(".sql", ""));
    const backupPath = `${path}.before-${steps[0]}`;
    expect(opening).toEqual({ kind: "migrated", steps, backupPath });
    expect(await store.findIncident(1)).not.toBeNull();
    const restored = await open(backupPath, MIGRATIONS_FOLDER);
    expect(restored.opening).toEqual({ kind: "opened" });
    expect((await restored.store.findIncident(1))?.updates).toHaveLength(2);
  });

  test("is left alone when it is up to date", async () => {
    const path = await makeDatabase();
    const folder = addSteps("alter table incidents add note text");
    await (await open(path, folder)).store.close();
    const { store, opening } = await open(path, folder);
    expect(opening).toEqual({ kind: "opened" });
    await store.close();
  });

  test("keeps what hangs on incidents when a step rebuilds their table", async () => {
    const path = await makeDatabase();
    const definition = new Database(path).prepare("select sql from sqlite_schema where name = 'incidents'").pluck();
    const create = String(definition.get()).replace(/["`]incidents["`]/, "`__new_incidents`");
    const rebuild = [
      "PRAGMA foreign_keys=OFF;",
      create,
      "INSERT INTO `__new_incidents` SELECT * FROM `incidents`;",
      "DROP TABLE `incidents`;",
      "ALTER TABLE `__new_incidents` RENAME TO `incidents`;",
      "PRAGMA foreign_keys=ON;",
    ];
    const { store } = await open(path, addSteps(rebuild.join("\n--> statement-breakpoint\n")));
    const record = await store.findIncident(1);
    expect(record?.updates).toHaveLength(2);
    expect(record?.nagiosComments).toHaveLength(1);
  });

  test("stays as it was when a step fails, whatever the steps before it did", async () => {
    const path = await makeDatabase();
    const steps = ["drop table nagios_comments", "insert into nowhere values (1)"];
    await expect(open(path, addSteps(...steps))).rejects.toMatchObject({ name: "StoreError", code: "db_migration" });
    const { store, opening } = await open(path, MIGRATIONS_FOLDER);
    expect(opening).toEqual({ kind: "opened" });
    expect((await store.findIncident(1))?.nagiosComments).toHaveLength(1);
  });

  test("stays as it was when a step would leave words without their incident", async () => {
    const path = await makeDatabase();
    await expect(open(path, addSteps("delete from incidents"))).rejects.toMatchObject({ code: "db_migration" });
    const { store } = await open(path, MIGRATIONS_FOLDER);
    expect(await store.findIncident(1)).not.toBeNull();
  });

  test("leaves its newest three backups", async () => {
    const path = await makeDatabase();
    const steps: string[] = [];
    for (const letter of ["a", "b", "c", "d", "e"]) {
      steps.push(`create table ${letter} (id integer primary key)`);
      await (await open(path, addSteps(...steps))).store.close();
    }
    expect(listBeside(path)).toEqual([
      "status.db",
      expect.stringMatching(/^status\.db\.before-\d+_step-3$/),
      expect.stringMatching(/^status\.db\.before-\d+_step-4$/),
      expect.stringMatching(/^status\.db\.before-\d+_step-5$/),
    ]);
  });
});

test("killed while it is brought up to date, it is the old one or the new one, and the next start finishes", async () => {
  const path = await makeDatabase();
  const rows = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 150000) select i from n";
  const folder = addSteps("create table numbers (i integer)", `insert into numbers ${rows}`);
  const { program, dispose } = bundleProgram(`
    import { openSqliteStore } from "@/lib/store/sqlite/open-sqlite";
    const [path, migrationsFolder] = process.argv.slice(2);
    console.log("begins");
    await openSqliteStore({
      path, migrationsFolder, backupFolder: path + ".backups", keepMs: 1, keepDailyMs: 1, ballastBytes: 0,
      onEvent: () => {}, now: Date.now,
    });`);
  onTestFinished(dispose);
  for (let round = 0; round < 6; round += 1) {
    const child = await startChild(program, path, folder);
    await sleep(Math.random() * 150);
    await child.kill();
    const database = new Database(path);
    const tables = database.prepare("select count(*) from sqlite_schema where name = 'numbers'").pluck().get();
    if (tables === 1) expect(database.prepare("select count(*) from numbers").pluck().get()).toBe(150_000);
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
  }
  const { store } = await open(path, folder);
  expect((await store.findIncident(1))?.updates).toHaveLength(2);
});

test("a database of a newer version is refused in words, and stays as it is", async () => {
  const path = await makeDatabase();
  await (await open(path, addSteps("alter table incidents add note text"))).store.close();
  const before = readFileSync(path);
  await expect(open(path, MIGRATIONS_FOLDER)).rejects.toMatchObject({
    name: "StoreError",
    code: "db_newer",
    message: expect.stringMatching(/was written by a newer version.*Update the program, or restore the backup/),
  });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("without the program's migrations nothing is made", async () => {
  const folder = makeFolder();
  const missing = open(join(folder, "data", "status.db"), join(folder, "nowhere"));
  await expect(missing).rejects.toMatchObject({ code: "db_migration" });
  expect(readdirSync(folder)).toEqual([]);
});
