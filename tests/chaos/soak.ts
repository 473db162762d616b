import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nowSeconds, type SiteObject, writeSite } from "@/tests/support/site";
import { startVitrine } from "@/tests/support/vitrine-server";
import { watchTruth } from "./truth-watch";

/** `npm run soak -- 3600`: a service at an interval of one second, a fault every half minute; is its memory flat? */
const seconds = Number(process.argv[2] ?? 3600);
const SAMPLE_MS = 10_000;
const FAULT_MS = 30_000;

const nagios = mkdtempSync(join(tmpdir(), "vitrine-soak-"));
const statusPath = join(nagios, "status.dat");
let writtenAt = 0;
let isWriting = true;

/** Five hundred services, some of which go down and come back. */
function writeNagios(): void {
  if (!isWriting) return;
  const wave = Math.floor(Date.now() / 20_000);
  const services = Array.from({ length: 500 }, (_, index): SiteObject => {
    const isDown = (index + wave) % 50 === 0;
    return {
      host: "web1",
      service: `Service ${index}`,
      state: isDown ? 2 : 0,
      problemId: isDown ? wave * 1000 + index : 0,
    };
  });
  writeSite(nagios, { objects: [{ host: "web1" }, ...services], createdAt: nowSeconds() });
  writtenAt = nowSeconds() * 1000;
}

writeNagios();
const writer = setInterval(writeNagios, 1000);
const server = await startVitrine({
  config: `
nagios:
  status_dat_path: ${statusPath}
components:
  - name: Website
    services: ["web1/Service *"]
polling:
  staleness_threshold_seconds: 10
`,
});
const database = join(server.folder, "status.db");
const pid = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
  .split("\n")
  .filter((line) => line.includes("server.mjs"))
  .map((line) => Number(line.trim().split(/\s+/)[0]))
  .find((id) => readFileSync(`/proc/${id}/environ`, "utf8").includes(server.folder));
if (pid === undefined) throw new Error("the server's process was not found");

const lock = `import sqlite3,time
c=sqlite3.connect(${JSON.stringify(database)}); c.execute("begin exclusive"); time.sleep(8)`;

const FAULTS: [name: string, inject: () => void][] = [
  ["status.dat is gone", () => pauseWriting(() => rmSync(statusPath), 6000)],
  ["status.dat is cut off", () => pauseWriting(() => truncateSync(statusPath, 5000), 6000)],
  ["Nagios stops", () => pauseWriting(() => undefined, 15_000)],
  ["another program locks the database", () => void spawn("python3", ["-c", lock], { stdio: "ignore" })],
  ["the database is deleted", () => rmSync(database)],
  ["the database is cut off", () => truncateSync(database, 0)],
  ["the configuration is broken and mended", breakConfig],
  ["many visitors", () => void visit()],
];

function pauseWriting(inject: () => void, forMs: number): void {
  isWriting = false;
  inject();
  setTimeout(() => {
    isWriting = true;
  }, forMs);
}

function breakConfig(): void {
  const path = join(server.folder, "config.yaml");
  const good = readFileSync(path, "utf8");
  writeFileSync(path, "polling: [");
  setTimeout(() => {
    writeFileSync(`${path}.new`, good);
    renameSync(`${path}.new`, path);
  }, 6000);
}

async function visit(): Promise<void> {
  for (let visits = 0; visits < 200; visits += 1) {
    await Promise.all(
      ["/", "/api/page", "/feed/rss.xml"].map((path) => server.get(path).then((answer) => answer.text())),
    );
  }
}

interface Sample {
  second: number;
  rssMiB: number;
  handles: number;
}

function sample(second: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const rssMiB = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  return { second, rssMiB, handles: readdirSync(`/proc/${pid}/fd`).length };
}

/** Least squares: how much a value grows in an hour. */
function slopePerHour(samples: readonly Sample[], value: (one: Sample) => number): number {
  const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
  const x = mean(samples.map(({ second }) => second));
  const y = mean(samples.map(value));
  const over = samples.reduce((sum, one) => sum + (one.second - x) * (value(one) - y), 0);
  const under = samples.reduce((sum, one) => sum + (one.second - x) ** 2, 0);
  return (3600 * over) / under;
}

const truth = watchTruth(server, { freshMs: 10_000, intervalMs: 1000, writtenAt: () => writtenAt });
const samples: Sample[] = [];
const startedAt = Date.now();
let faults = 0;
while (Date.now() - startedAt < seconds * 1000) {
  const passedMs = Date.now() - startedAt;
  if (passedMs >= (faults + 1) * FAULT_MS) {
    FAULTS[faults % FAULTS.length]?.[1]();
    faults += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
  const one = sample(Math.round((Date.now() - startedAt) / 1000));
  samples.push(one);
  if (samples.length % 6 === 0)
    console.log(`${one.second} s: ${one.rssMiB.toFixed(0)} MiB, ${one.handles} handles, ${faults} faults`);
}
clearInterval(writer);
isWriting = true;
writeNagios();
await new Promise((resolve) => setTimeout(resolve, 5000));
const report = await truth.stop();
const health = await server.json<{ scheduler_status: { health_status: string; recovery_attempts: number } }>(
  "/api/health",
);
// The first quarter fills caches.
const settled = samples.slice(Math.floor(samples.length / 4));
console.log(`
| What | Seen |
|---|---|
| time, faults | ${seconds} s, ${faults} of ${FAULTS.length} kinds |
| memory at the begin, at the end, most | ${samples[0]?.rssMiB.toFixed(0)}, ${samples.at(-1)?.rssMiB.toFixed(0)}, ${Math.max(...samples.map(({ rssMiB }) => rssMiB)).toFixed(0)} MiB |
| memory, after the first quarter, grows by | ${slopePerHour(settled, ({ rssMiB }) => rssMiB).toFixed(1)} MiB an hour |
| handles at the begin, at the end, most | ${samples[0]?.handles}, ${samples.at(-1)?.handles}, ${Math.max(...samples.map(({ handles }) => handles))} |
| handles grow by | ${slopePerHour(settled, ({ handles }) => handles).toFixed(1)} an hour |
| looks for a lie, lies | ${report.looks}, ${report.lies.length}${report.lies
  .slice(0, 3)
  .map((lie) => ` – ${lie}`)
  .join("")} |
| at the end | ${JSON.stringify(health.scheduler_status)} |
`);
await server.dispose();
rmSync(nagios, { recursive: true, force: true });
process.exit(report.lies.length === 0 ? 0 : 1);
