import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { HEALTHY_SITE, type IncidentRow, pause, type Stage, setStage } from "@/tests/chaos/stage";
import { nowSeconds } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";

const MEGABYTE = 1024 ** 2;
const DAY = 86_400;
const DAYS = 20;
const BYTES_PER_DAY = 256 * MEGABYTE;

let logs: string;
let stage: Stage | null = null;

/** Five gigabytes: each day an outage of a minute, in the midst of lines that say nothing. */
beforeAll(() => {
  logs = mkdtempSync(join(tmpdir(), "vitrine-chaos-log-"));
  mkdirSync(join(logs, "archives"));
  const lastAt = nowSeconds() - 600;
  for (let day = 0; day < DAYS; day += 1) {
    const at = lastAt - (DAYS - 1 - day) * DAY;
    const name = day === DAYS - 1 ? "nagios.log" : `archives/nagios-01-${String(day + 1).padStart(2, "0")}-2026-00.log`;
    writeDay(join(logs, name), at);
  }
});

afterAll(async () => {
  await stage?.dispose();
  rmSync(logs, { recursive: true, force: true });
});

function writeDay(path: string, at: number): void {
  const file = openSync(path, "w");
  const noise = `[${at}] PASSIVE SERVICE CHECK: web1;SSH;0;SSH OK - OpenSSH_9.2p1 (protocol 2.0)\n`.repeat(13_000);
  const write = (bytes: number) => {
    for (let written = 0; written < bytes; ) written += writeSync(file, noise);
  };
  writeSync(file, `[${at}] CURRENT SERVICE STATE: web1;HTTP;OK;HARD;1;fine\n`);
  write(BYTES_PER_DAY / 2);
  writeSync(
    file,
    `[${at + 60}] SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;gone\n[${at + 120}] SERVICE ALERT: web1;HTTP;OK;HARD;3;fine\n`,
  );
  write(BYTES_PER_DAY / 2);
  closeSync(file);
}

describe("a first start beside a large log", () => {
  chaosRow(
    {
      id: "S26",
      fault: "5 GB of logs at the first start, and kill -9 in the midst of them",
      expected: "the page answers meanwhile, bounded memory; goes on after the kill, and tells every outage once",
    },
    async () => {
      const env = { NAGIOS_LOG_PATH: join(logs, "nagios.log"), NAGIOS_LOG_ARCHIVE_PATH: join(logs, "archives") };
      const running = await setStage({ objects: HEALTHY_SITE, env });
      stage = running;
      const startedAt = performance.now();
      await waitUntil(() => running.server.output().includes("The past is being read: 30 %"), 120_000);
      await running.server.stop("SIGKILL");
      await running.restart();
      await waitUntil(() => running.server.output().includes("Going on to read the past"));
      const times: number[] = [];
      let mostMb = 0;
      while (!running.server.output().includes("The past is read")) {
        const askedAt = performance.now();
        expect((await running.server.get("/")).status).toBe(200);
        times.push(performance.now() - askedAt);
        mostMb = Math.max(mostMb, (await running.health()).process.rss_bytes / MEGABYTE);
        await pause(50);
      }
      const seconds = (performance.now() - startedAt) / 1000;
      const list = () => running.server.json<IncidentRow[]>(`/api/incidents?hours=${24 * (DAYS + 1)}`);
      await waitUntil(async () => (await list()).length === DAYS);
      const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
      expect(mostMb).toBeLessThan(400);
      expect(new Set((await list()).map(({ started_at }) => started_at)).size).toBe(DAYS);
      const said = `${DAYS} outages told once after ${seconds.toFixed(0)} s; at most ${mostMb.toFixed(0)} MB`;
      return { observed: `${said}, p95 of ${times.length} pages ${p95.toFixed(0)} ms`, recoveredMs: null };
    },
    600_000,
  );
});
