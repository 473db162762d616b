import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { readWholeHistory } from "@/lib/store/contract/subject.testing";
import { bundleProgram, startChild } from "./child-program.testing";
import { openOne } from "./healing.testing";
import { MIGRATIONS_FOLDER, makeDiskFolder } from "./temporary-database.testing";

const TRACKS = 200;
const KILLS = 12;

/** Adds to every track what it adds to the position of the log, and says each addition when it is kept. */
const { program, dispose } = bundleProgram(`
  import { writeSync } from "node:fs";
  import { openSqliteStore } from "@/lib/store/sqlite/open-sqlite";
  const path = process.argv[2];
  const { store } = await openSqliteStore({
    path, migrationsFolder: ${JSON.stringify(MIGRATIONS_FOLDER)}, backupFolder: path + ".backups",
    keepMs: 86400000, keepDailyMs: 0, ballastBytes: 0, onEvent: () => {}, now: Date.now,
  });
  let { log } = await store.readLogProgress();
  writeSync(1, "open\\n");
  for (;;) {
    const offset = (log?.offset ?? 0) + 1;
    log = { file: "1:2", offset, head: "", lineAt: null };
    const marks = Array.from({ length: ${TRACKS} }, (_, track) => (
      { key: "web" + track, track: "state", at: offset, value: offset % 16 }
    ));
    await store.addHistory({ marks, removed: [], log, search: null, searched: [] });
    writeSync(1, offset + "\\n");
    if (offset % 7 === 0) void store.backUp().catch(() => {});
    if (offset % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }`);
afterAll(dispose);

test("killed while it adds to the history, it has all that it said it kept, and no addition in parts", async () => {
  const path = join(makeDiskFolder(), "status.db");
  for (let round = 0; round < KILLS; round += 1) {
    const child = await startChild(program, path);
    await child.waitFor(2 + Math.floor(Math.random() * 20));
    await sleep(Math.random() * 20);
    await child.kill();
    const said = Math.max(0, ...child.said().slice(1).map(Number));
    // Every third time the database itself is gone too: then the history is that of a backup.
    const isGone = round % 3 === 2;
    if (isGone) for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
    const { store } = await openOne(path);
    const kept = (await store.readLogProgress()).log?.offset ?? 0;
    const tracks = await readWholeHistory(store);
    await store.close();
    if (!isGone) expect(kept).toBeGreaterThanOrEqual(said);
    const ats = Array.from({ length: kept }, (_, at) => at + 1);
    expect(tracks).toHaveLength(kept === 0 ? 0 : TRACKS);
    for (const { steps } of tracks) expect(steps).toEqual({ ats, values: ats.map((at) => at % 16) });
  }
  const database = new Database(path, { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
}, 120_000);
