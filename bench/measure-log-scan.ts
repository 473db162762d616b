import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS } from "@/lib/domain/time";
import { createWantedNames, type WantedNames } from "@/lib/nagios/log-names";
import { createLogScanner } from "@/lib/nagios/log-scanner";
import { generateLog } from "./generate-log";
import { median, type Row } from "./statistics";

/** A day of a busy site, most of it noise, and one of a quiet site, where a third is the list of the morning. */
const LOGS = [
  { name: "busy", bytesPerDay: 40e6 },
  { name: "quiet", bytesPerDay: 4e6 },
];
const RUNS = 7;
const PIECE = 1024 ** 2;
/** A short log is scanned so often in one run that this much was read. */
const BYTES_PER_RUN = 40e6;
const GOAL = "≥ 150 MB/s";
const endsAt = Date.UTC(2026, 4, 12);
const [folder = ""] = process.argv.slice(2);

/** Megabytes a second. */
function measureScan(log: Buffer, wanted: WantedNames): number {
  const times: number[] = [];
  const scans = Math.ceil(BYTES_PER_RUN / log.length);
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    for (let scan = 0; scan < scans; scan += 1) scanOnce(log, wanted);
    times.push(performance.now() - startedAt);
  }
  return (scans * log.length) / 1e6 / (median(times) / 1000);
}

function scanOnce(log: Buffer, wanted: WantedNames): void {
  const scanner = createLogScanner({ wanted, notAfter: endsAt + DAY_MS }, () => {});
  for (let at = 0; at < log.length; at += PIECE) scanner.push(log.toString("latin1", at, at + PIECE));
  if (scanner.end().problemCount > 0) throw new Error("the log has unreadable lines");
}

const rows: Row[] = [];
for (const { name, bytesPerDay } of LOGS) {
  const options = { hosts: 1_000, services: 9_000, seed: "bench", days: 1, endsAt, bytesPerDay };
  const { logPath, keys, bytes } = generateLog(join(folder, name), options);
  const log = readFileSync(logPath);
  for (const count of [50, keys.length]) {
    const step = keys.length / count;
    const speed = measureScan(log, createWantedNames(keys.filter((_, index) => index % step === 0)));
    const size = `${name} log of ${(bytes / 1e6).toFixed(1)} MB, 10,000 objects`;
    rows.push({
      what: `Log scan for ${count} of them (${size})`,
      measured: `${speed.toFixed(0)} MB/s`,
      goal: GOAL,
    });
  }
}
console.log(JSON.stringify(rows));
