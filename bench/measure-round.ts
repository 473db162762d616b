import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING, DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { DAY_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { createTestKeeper } from "@/lib/poller/history-keeper.testing";
import { createSiteReader } from "@/lib/poller/read-site";
import { createSourceReader } from "@/lib/poller/read-source";
import { createRound } from "@/lib/poller/round";
import { createPublisher } from "@/lib/server/publisher";
import { openStore } from "@/lib/store/open-store";
import { benchSelection } from "./bench-selection";
import { median, type Row } from "./statistics";

/** Whole rounds over a site of which everything is chosen, in 100 components. */
const [folder = "", services = ""] = process.argv.slice(2);
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const clock = systemClock;
const selection = benchSelection();
const data = mkdtempSync(join(tmpdir(), "vitrine-bench-db-"));
const { store } = await openStore({
  path: join(data, "status.db"),
  migrationsFolder: join(process.cwd(), "drizzle", "sqlite"),
  backupFolder: join(data, "backups"),
  keepMs: DAY_MS,
  keepDailyMs: DAY_MS,
  workerPath: join(dirname(process.argv[1] ?? ""), "store-worker.mjs"),
  onEvent: quiet,
});
const settings = {
  name: "Bench",
  demo: false,
  timeZone: "UTC",
  link: null,
  language: "en" as const,
  templates: {},
  publishes: true,
  refreshMs: 10_000,
  stalenessThresholdMs: DAY_MS,
  mapping: DEFAULT_MAPPING,
  weights: DEFAULT_WEIGHTS,
  objectNames: false,
  pluginOutput: false,
  choice: "bench",
  metrics: [],
  blankComponents: [],
};
const files = {
  statusPath: join(folder, "status.dat"),
  objectCachePath: join(folder, "objects.cache"),
  intervalLengthMs: 60_000,
};
const round = createRound({
  site: createSiteReader({ reader: createSourceReader(), files, selection, clock, log }),
  store,
  keeper: createTestKeeper({ store, clock, log, stalenessThresholdMs: DAY_MS }),
  mapping: DEFAULT_MAPPING,
  rules: DEFAULT_INCIDENT_RULES,
  intervalMs: DAY_MS,
  stalenessThresholdMs: DAY_MS,
  retentionMs: 30 * DAY_MS,
  pullComments: true,
  publish: createPublisher({ keptPath: join(folder, "page.json"), settings, clock, log }).publish,
  clock,
  log,
});

async function measure(): Promise<{ ms: number; heldMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const { result, summary } = await round.run(() => true);
  const ms = performance.now() - startedAt;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  if (result.kind !== "good") throw new Error(result.failures[0].message);
  if (summary.servicesProcessed !== Number(services)) throw new Error(`${summary.servicesProcessed} services`);
  return { ms, heldMs: delay.max / 1e6 };
}

function heldMost(measured: readonly { heldMs: number }[]): number {
  return Math.max(...measured.map(({ heldMs }) => heldMs));
}

const rounds: { ms: number; heldMs: number }[] = [];
for (let version = 1; version <= 6; version += 1) {
  renameSync(join(folder, `status.dat.${version}`), files.statusPath);
  rounds.push(await measure());
}
const unchanged: number[] = [];
for (let run = 0; run < 50; run += 1) unchanged.push((await measure()).ms);
const peak = process.resourceUsage().maxRSS / 1024;
await store.close();
rmSync(data, { recursive: true, force: true });

const [first, ...later] = rounds;
const goal = { "10000": "< 300 ms", "50000": "< 1,500 ms" }[services];
const what = `${Number(services).toLocaleString("en")} services`;
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const rows: Row[] = [
  { what: `Round, 0.5 % changed, ${what}`, measured: ms(median(later.map((r) => r.ms))), ...(goal ? { goal } : {}) },
  { what: `First round (objects.cache too), ${what}`, measured: ms(first?.ms ?? Number.NaN) },
  { what: `Event loop held at most in such a round, ${what}`, measured: ms(heldMost(later)), goal: "≤ 50 ms" },
  {
    what: `Event loop held at most in the first round, ${what}`,
    measured: ms(first?.heldMs ?? Number.NaN),
    goal: "≤ 50 ms",
  },
  { what: `Round over an unchanged file, ${what}`, measured: ms(median(unchanged)), goal: "< 1 ms" },
  { what: `Peak memory, ${what}`, measured: `${peak.toFixed(0)} MB`, goal: "< 400 MB" },
];
console.log(JSON.stringify(rows));
