import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Config } from "@/lib/config/config";
import { loadConfig } from "@/lib/config/load";
import { DAY_MS } from "@/lib/domain/time";
import { openStore } from "@/lib/store/open-store";
import { HISTORY_90D, readPacked } from "@/tests/fixtures/nagios/read-history";
import { backfill } from "./backfill-command";

const ROOT = process.cwd();
/** The fixture grows old. */
const FOR_EVER_MS = 36_500 * DAY_MS;

let folder: string;
let said: string[];
let config: Config;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-backfill-"));
  said = [];
  for (const way of ["log", "error"] as const) vi.spyOn(console, way).mockImplementation((text) => said.push(text));
  for (const name of ["status.dat", "objects.cache", "nagios.log"]) {
    writeFileSync(join(folder, name), readPacked(HISTORY_90D, `${name}.gz`), "latin1");
  }
  const env = {
    NAGIOS_STATUS_DAT_PATH: join(folder, "status.dat"),
    NAGIOS_LOG_PATH: join(folder, "nagios.log"),
    NAGIOS_LOG_ARCHIVE_PATH: join(HISTORY_90D, "archives"),
    DATABASE_PATH: join(folder, "status.db"),
    NAGIOS_HOSTGROUPS: "all-servers",
  };
  const loaded = await loadConfig({
    env,
    cwd: folder,
    readFile: () => Promise.reject(Object.assign(new Error(), { code: "ENOENT" })),
  });
  if (loaded.kind === "faults") throw new Error(JSON.stringify(loaded.faults));
  config = { ...loaded.config, history: { ...loaded.config.history, keepMs: FOR_EVER_MS } };
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...words: string[]) => backfill(config, ROOT, words);
const last = () => said.at(-1) ?? "";

function open() {
  const folders = { migrationsFolder: join(ROOT, "drizzle", "sqlite"), backupFolder: join(folder, "backups") };
  const keeping = { keepMs: DAY_MS, keepDailyMs: DAY_MS, workerPath: null, onEvent: () => undefined };
  return openStore({ path: config.database.path, ...folders, ...keeping });
}

describe("vitrine backfill", () => {
  it("says what the logs tell and writes nothing when that is asked for", async () => {
    expect(await run("--dry-run")).toBe(true);
    expect(last()).toMatch(
      /^The logs tell of \d+ changes of \d+ objects and \d+ outages, since 2026-08-2\d.*Nothing was written\.$/,
    );
    expect(readdirSync(folder).sort()).toEqual(["nagios.log", "objects.cache", "status.dat"]);
  });

  it("reads the past into the database, and once more without a change", async () => {
    expect(await run()).toBe(true);
    const first = last();
    expect(first).toMatch(/^History now has \d+ changes of \d+ objects and [1-9]\d* outages, since 2026-08-2\d/);
    const { store } = await open();
    const kept = await store.listIncidents({ which: { kind: "all" }, limit: 10_000 });
    const progress = await store.readLogProgress();
    await store.close();
    expect(progress).toMatchObject({ search: null, log: { lineAt: expect.any(Number) } });
    expect(progress.searched.length).toBeGreaterThan(1);
    expect(first).toContain(`${kept.flatMap(({ problems }) => problems).length} outages`);
    expect(await run()).toBe(true);
    expect(last()).toBe(first);
    const again = await open();
    expect(await again.store.listIncidents({ which: { kind: "all" }, limit: 10_000 })).toEqual(kept);
    await again.store.close();
  });

  it("goes no further back than it is told to", async () => {
    await run("--dry-run", "--since", "2026-11-01T12:00:00Z");
    expect(last()).toContain("since 2026-11-01T00:00:00.000Z");
  });

  it("says that a service that runs does it by itself", async () => {
    const { store } = await open();
    expect(await run()).toBe(false);
    expect(last()).toContain("--dry-run");
    expect(await run("--dry-run")).toBe(true);
    await store.close();
  });

  it("says where it looked when no log tells anything", async () => {
    const nagios = { ...config.nagios, logPath: null, archivePath: null };
    rmSync(join(folder, "nagios.log"));
    expect(await backfill({ ...config, nagios }, ROOT, ["--dry-run"])).toBe(false);
    expect(said.join("\n")).toContain(`${join(folder, "nagios.log")} and ${join(folder, "archives")} were looked at`);
  });

  it.each([[["--since", "yesterday"]], [["--until", "now"]]])("explains how it is used after %j", async (words) => {
    expect(await run(...words)).toBe(false);
    expect(last()).toContain("Usage: vitrine backfill");
  });
});
