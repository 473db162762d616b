import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DAY_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { createCarefulFiles } from "@/lib/poller/careful-files";
import { createHistoryBook } from "@/lib/poller/history-book";
import { createSearching } from "@/lib/poller/searching";
import { openStore } from "@/lib/store/open-store";
import { generateLog } from "./generate-log";
import type { Row } from "./statistics";

/**
 * Searches the past of 10,000 objects: 90 days, more than a gigabyte. Each search in a process of its own, as the service
 * does it; one of them is killed in the middle and another one goes on.
 */
const DAYS = 90;
const HOSTS = 1000;
const SERVICES = 9000;
const BYTES_PER_DAY = 12e6;
const ENDS_AT = Date.UTC(2026, 10, 20);

interface Searched {
  ms: number;
  bytes: number;
  marks: number;
  peakMb: number;
  heldMs: number;
}

const [role = "measure", site = "", data = ""] = process.argv.slice(2);
if (role === "search") await search();
else await measure();

async function search(): Promise<void> {
  const places = { logPath: join(site, "nagios.log"), archivePath: join(site, "archives") };
  const keys: string[] = JSON.parse(readFileSync(join(site, "keys.json"), "utf8"));
  const quiet = () => undefined;
  const { store } = await openStore({
    path: join(data, "status.db"),
    migrationsFolder: join(process.cwd(), "drizzle", "sqlite"),
    backupFolder: join(data, "backups"),
    keepMs: DAY_MS,
    keepDailyMs: DAY_MS,
    workerPath: join(dirname(process.argv[1] ?? ""), "store-worker.mjs"),
    onEvent: quiet,
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const book = createHistoryBook({ store, keepMs: 4000 * DAY_MS, keepSoftMs: 4000 * DAY_MS });
  await book.load();
  const searching = createSearching({
    book,
    files: createCarefulFiles({ operationMs: 10_000, mostHanging: 1 }),
    places,
    clock: systemClock,
    log: { debug: quiet, info: quiet, warn: console.error, error: console.error },
  });
  const timer = setInterval(() => {
    const facts = searching.facts();
    if (facts !== null) process.stderr.write(`${facts.filesDone}\n`);
  }, 100);
  const result = await searching.search({ kind: "past", keys, since: ENDS_AT - 400 * DAY_MS });
  if (result === null || result.faults.length > 0) throw new Error(`the search failed: ${result?.faults}`);
  await book.save();
  const ms = performance.now() - startedAt;
  clearInterval(timer);
  delay.disable();
  let marks = book.history.source.ats.length;
  for (const { states, downtimes } of book.history.objects.values()) marks += states.ats.length + downtimes.ats.length;
  const bytes = searching.facts()?.bytesDone ?? 0;
  await store.close();
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ ms, bytes, marks, peakMb, heldMs: delay.max / 1e6 } satisfies Searched));
}

function start(folder: string, database: string): { child: ChildProcess; result: Promise<Searched | null> } {
  const [node = "node", script = ""] = process.argv;
  const child = spawn(node, [script, "search", folder, database], { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  child.stdout.on("data", (text) => (out += text));
  const result = new Promise<Searched | null>((resolve) => {
    child.on("close", (code) => resolve(code === 0 ? JSON.parse(out) : null));
  });
  return { child, result };
}

/** Kills a search once half of the files are done; answers how many were. */
async function killHalfway(folder: string, database: string): Promise<number> {
  const { child, result } = start(folder, database);
  let done = 0;
  child.stderr?.on("data", (text) => {
    done = Math.max(done, Number(String(text).trim().split("\n").at(-1)));
    if (done >= DAYS / 2) child.kill("SIGKILL");
  });
  if ((await result) !== null) throw new Error("the search was over before it could be killed");
  return done;
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-backfill-"));
  try {
    const options = { hosts: HOSTS, services: SERVICES, seed: "backfill", days: DAYS, endsAt: ENDS_AT };
    const { bytes, keys } = generateLog(folder, { ...options, bytesPerDay: BYTES_PER_DAY });
    writeFileSync(join(folder, "keys.json"), JSON.stringify(keys));
    const whole = await start(folder, join(folder, "whole")).result;
    const done = await killHalfway(folder, join(folder, "killed"));
    const rest = await start(folder, join(folder, "killed")).result;
    if (whole === null || rest === null) throw new Error("a search failed");
    if (whole.marks !== rest.marks) throw new Error(`${rest.marks} changes after a kill, not ${whole.marks}`);
    console.log(JSON.stringify(describe(whole, rest, { bytes, done })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe(whole: Searched, rest: Searched, { bytes, done }: { bytes: number; done: number }): Row[] {
  const what = `${DAYS} days of ${(HOSTS + SERVICES).toLocaleString("en")} objects (${(bytes / 1e9).toFixed(2)} GB)`;
  const speed = (bytes / 1e6 / (whole.ms / 1000)).toFixed(0);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return [
    { what: `Backfill of ${what}`, measured: `${seconds(whole.ms)}, ${speed} MB/s, ${whole.marks} changes kept` },
    { what: "Peak memory of it", measured: `${Math.max(whole.peakMb, rest.peakMb).toFixed(0)} MB`, goal: "< 400 MB" },
    { what: "Event loop held at most in it", measured: `${whole.heldMs.toFixed(0)} ms`, goal: "≤ 50 ms" },
    {
      what: `The rest of it after a kill -9 at file ${done} of ${DAYS}`,
      measured: `${seconds(rest.ms)}, the same changes`,
    },
  ];
}
