import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { MIGRATIONS_FOLDER } from "./temporary-database.testing";

/** A program of the tests that runs in a process of its own, below the project so that it finds its packages. */
export function bundleProgram(contents: string): { program: string; dispose: () => void } {
  const cache = resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "store-test-"));
  const program = join(folder, "program.mjs");
  buildSync({
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["better-sqlite3"],
    alias: { "@": process.cwd() },
  });
  return { program, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens a database (its path is the first argument) and writes incidents, and says each when it is kept. */
export const WRITER = `
  import { writeSync } from "node:fs";
  import { openSqliteStore } from "@/lib/store/sqlite/open-sqlite";
  const path = process.argv[2];
  const { store } = await openSqliteStore({
    path, migrationsFolder: ${JSON.stringify(MIGRATIONS_FOLDER)}, backupFolder: path + ".backups",
    keepMs: 86400000, keepDailyMs: 0, ballastBytes: 0, onEvent: () => {}, now: Date.now,
  });
  let id = await store.lastIncidentId();
  const incident = {
    origin: "nagios", startedAt: 1, anchorAt: 1, endedAt: null, endReason: null, resolvedAt: null, acknowledged: false,
    unstable: false, components: [], impact: "unknown", publicAt: 1, isDraft: false, followsId: null, mergedInto: null,
  };
  const problem = {
    startedAt: 1, confirmedAt: 1, problemId: 1, role: "root", state: "critical", endedAt: null, endReason: null,
    goneAt: null, lastCheckAt: null, output: "x".repeat(2000), acknowledged: false, reason: "", isPinned: false,
  };
  const nothing = { updates: [], past: [], comments: [], maintenances: [], purgeEndedBefore: null };
  writeSync(1, "open\\n");
  for (;;) {
    id += 1;
    const key = "web1;" + id;
    const incidents = [{ ...incident, id, rootKey: key, anchorKey: key }];
    await store.commit({ ...nothing, at: id, incidents, problems: [{ ...problem, incidentId: id, key }] });
    const words = { kind: "add_update", incidentId: id, status: null, shownAt: null };
    await store.edit({ ...words, author: "Ops", text: "about " + id, at: id });
    writeSync(1, id + "\\n");
    if (id % 7 === 0) void store.backUp().catch(() => {});
    if (id % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }`;

export interface Child {
  process: ChildProcess;
  /** What it has said. */
  said: () => string[];
  /** Waits until it has said so many lines, or has ended. */
  waitFor: (lines: number) => Promise<void>;
  /** Ends it as the kernel would, and waits until it has ended. */
  kill: () => Promise<void>;
}

/** Starts a program and waits for its first line. */
export async function startChild(program: string, ...args: string[]): Promise<Child> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  const ended = once(child, "close");
  await Promise.race([once(child.stdout, "data"), ended]);
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  const waitFor = async (lines: number) => {
    while (text.split("\n").length <= lines && child.exitCode === null) {
      await Promise.race([once(child.stdout, "data"), ended]);
    }
  };
  return { process: child, waitFor, said: () => text.split("\n").slice(0, -1), kill };
}
