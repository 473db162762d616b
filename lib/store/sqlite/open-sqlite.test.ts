import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { open as openFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeBatch } from "@/lib/store/contract/samples.testing";
import { makeMany } from "./healing.testing";
import { type HealingStore, type Opening, openSqliteStore } from "./open-sqlite";
import { listBeside, MIGRATIONS_FOLDER, makeFolder, sqliteOptions } from "./temporary-database.testing";

async function open(path: string): Promise<{ store: HealingStore; opening: Opening }> {
  const opened = await openSqliteStore(sqliteOptions(path, { busyWaitMs: 200 }));
  onTestFinished(() => opened.store.close());
  return opened;
}

async function makeDatabase(incidentCount = 0): Promise<string> {
  const path = join(makeFolder(), "status.db");
  const { store } = await open(path);
  const ids = Array.from({ length: incidentCount }, (_, at) => at + 1);
  await store.commit(makeBatch(makeMany(ids)));
  await store.close();
  return path;
}

/**
 * What somebody without privileges gets who opens a database: a child process does it, which gives up root's rights
 * when it has loaded all that it needs.
 */
async function openAsNobody(path: string): Promise<{ user: string; code?: string; message?: string }> {
  const folder = makeFolder();
  chmodSync(folder, 0o755);
  cpSync(MIGRATIONS_FOLDER, join(folder, "migrations"), { recursive: true });
  const script = `
    import { userInfo } from "node:os";
    import Database from "better-sqlite3";
    import { openSqliteStore } from "@/lib/store/sqlite/open-sqlite";
    new Database(":memory:").close();
    if (process.getuid() === 0) { process.setgid(65534); process.setuid(65534); }
    const [path, migrationsFolder] = process.argv.slice(2);
    openSqliteStore({
      path, migrationsFolder, backupFolder: path + ".backups", keepMs: 1, keepDailyMs: 1, ballastBytes: 0,
      onEvent: () => {}, now: () => 0,
    }).then(
      ({ opening }) => opening, ({ code, message }) => ({ code, message })
    ).then((answer) => console.log(JSON.stringify({ user: userInfo().username, ...answer })));`;
  const program = join(folder, "open.cjs");
  await build({
    stdin: { contents: script, resolveDir: process.cwd(), loader: "ts" },
    outfile: program,
    bundle: true,
    packages: "external",
    alias: { "@": process.cwd() },
    platform: "node",
    format: "cjs",
  });
  const env = { ...process.env, NODE_PATH: resolve("node_modules") };
  return JSON.parse(
    execFileSync(process.execPath, [program, path, join(folder, "migrations")], { env, encoding: "utf8" }),
  );
}

describe("a database that is not there", () => {
  test("is made with its folder, and nothing else is left in it", async () => {
    const path = join(makeFolder(), "a", "b", "status.db");
    const { store, opening } = await open(path);
    expect(opening).toEqual({ kind: "created" });
    await store.ping();
    await store.close();
    expect(readdirSync(dirname(path)).sort()).toEqual(["status.db", "status.db.backups"]);
  });

  test("is opened unchanged the next time", async () => {
    const path = await makeDatabase(3);
    const { store, opening } = await open(path);
    expect(opening).toEqual({ kind: "opened" });
    expect(await store.listIncidents({ which: { kind: "all" }, limit: 10 })).toHaveLength(3);
    expect(readdirSync(dirname(path)).filter((name) => name.includes("before"))).toEqual([]);
  });

  test("is made once when two open it at the same time: the other is told what to do", async () => {
    const path = join(makeFolder(), "status.db");
    const [one, other] = await Promise.allSettled([open(path), open(path)]);
    expect(one).toMatchObject({ status: "fulfilled" });
    expect(other).toMatchObject({ status: "rejected", reason: { code: "db_in_use" } });
  });

  test("is not made beside a journal that would be replayed into it", async () => {
    const path = join(makeFolder(), "status.db");
    writeFileSync(`${path}-wal`, "what is left of a deleted database");
    await expect(open(path)).rejects.toMatchObject({ name: "StoreError", code: "db_lost" });
    expect(existsSync(path)).toBe(false);
  });

  test("is not made in a folder that may not be written, and the error names folder and user", async () => {
    const folder = makeFolder();
    chmodSync(folder, 0o555);
    const path = join(folder, "status.db");
    const { user, code, message } = await openAsNobody(path);
    expect({ code, message }).toEqual({ code: "db_readonly", message: `The user ${user} may not write ${folder}.` });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a file that must not be touched is refused and stays as it is:", () => {
  async function expectRefusal(path: string, code: string, words: RegExp): Promise<void> {
    const before = readFileSync(path);
    await expect(open(path)).rejects.toMatchObject({ name: "StoreError", code, message: expect.stringMatching(words) });
    expect(readFileSync(path).equals(before)).toBe(true);
    // SQLite may leave empty journals beside a damaged database.
    expect(listBeside(path)).toEqual(["status.db"]);
    expect(existsSync(`${path}.lock`)).toBe(false);
  }

  test("an empty file, which SQLite would take for an empty history", async () => {
    const path = join(makeFolder(), "status.db");
    writeFileSync(path, "");
    await expectRefusal(path, "db_empty", /is empty\. Move it away to start afresh, or restore a backup/);
  });

  test("anything but a database", async () => {
    const path = join(makeFolder(), "status.db");
    writeFileSync(path, "polling:\n  interval_seconds: 300\n".repeat(100));
    await expectRefusal(path, "db_corrupt", /is not an SQLite database/);
  });

  test("another program's database, also one with a table of the same name", async () => {
    for (const table of ["songs (id, title)", "incidents (id, title)"]) {
      const path = join(makeFolder(), "status.db");
      new Database(path).exec(`create table ${table}`).close();
      await expectRefusal(path, "db_foreign", /belongs to another program/);
    }
  });

  test("a database of which nothing can be read, without a backup", async () => {
    const path = await makeDatabase(200);
    rmSync(`${path}.backups`, { recursive: true });
    const file = await openFile(path, "r+");
    const pageCount = statSync(path).size / 4096;
    for (let page = 1; page < pageCount; page += 1) await file.write(Buffer.alloc(64, 0xff), 0, 64, page * 4096);
    await file.close();
    await expectRefusal(path, "db_corrupt", /damaged/);
  });

  test("a database of which only the head is left, without a backup", async () => {
    const path = await makeDatabase(200);
    rmSync(`${path}.backups`, { recursive: true });
    truncateSync(path, 4096);
    await expectRefusal(path, "db_corrupt", /damaged/);
  });

  test("a file that may not be read", async () => {
    const folder = makeFolder();
    chmodSync(folder, 0o777);
    const path = join(folder, "status.db");
    new Database(path).exec("create table songs (id)").close();
    chmodSync(path, 0o000);
    const { user, code, message } = await openAsNobody(path);
    expect({ code, message }).toEqual({ code: "db_unreadable", message: `The user ${user} may not read ${path}.` });
    expect(readdirSync(folder)).toEqual(["status.db"]);
  });

  test("a file that may not be written", async () => {
    const path = await makeDatabase(1);
    chmodSync(dirname(path), 0o777);
    chmodSync(path, 0o444);
    const { user, code, message } = await openAsNobody(path);
    expect({ code, message }).toEqual({ code: "db_readonly", message: `The user ${user} may not write ${path}.` });
  });

  test("a folder, or a pipe that nobody writes", async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "folder"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    for (const name of ["folder", "pipe"]) {
      await expect(open(join(folder, name))).rejects.toMatchObject({ code: "db_unreadable" });
    }
    await expect(open(join(folder, "pipe", "status.db"))).rejects.toMatchObject({ code: "db_unreadable" });
  });
});

test("readers need not wait for the writer", async () => {
  const path = await makeDatabase();
  const database = new Database(path, { readonly: true });
  expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
  database.close();
});
