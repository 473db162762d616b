import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chaosRow, type Outcome } from "@/tests/chaos/chaos-row";
import { INTERVAL_MS, type IncidentRow, pause, type Stage, setStage } from "@/tests/chaos/stage";
import { nowSeconds } from "@/tests/support/site";
import { waitUntil } from "@/tests/support/vitrine-server";

let stage: Stage;
let logs: string;
let logPath: string;
let archives = 0;

beforeAll(async () => {
  logs = mkdtempSync(join(tmpdir(), "vitrine-chaos-log-"));
  logPath = join(logs, "nagios.log");
  mkdirSync(join(logs, "archives"));
  say(nowSeconds() - 3600, "Nagios 4.4.6 starting... (PID=1)");
  stage = await setStage({ env: { NAGIOS_LOG_PATH: logPath, NAGIOS_LOG_ARCHIVE_PATH: join(logs, "archives") } });
});

afterAll(async () => {
  await stage.dispose();
  rmSync(logs, { recursive: true, force: true });
});

function say(at: number, text: string): void {
  appendFileSync(logPath, `[${at}] ${text}\n`);
}

/** Nagios logs an outage that no poll sees. Answers when it began, as the API writes it. */
function breakShortly(agoSeconds: number): string {
  const at = nowSeconds() - agoSeconds;
  say(at, "SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;gone");
  say(at + 1, "SERVICE ALERT: web1;HTTP;OK;HARD;3;fine");
  return new Date(at * 1000).toISOString();
}

function nextArchive(): string {
  archives += 1;
  return join(logs, "archives", `nagios-01-${String(archives).padStart(2, "0")}-2026-00.log`);
}

const listBegins = async () =>
  (await stage.server.json<IncidentRow[]>("/api/incidents?hours=2")).map((row) => row.started_at);

/** What was logged before the turn and after it is told once, and all is well again. */
async function tellsBoth(turn: () => void | Promise<void>): Promise<Outcome> {
  const before = await listBegins();
  await pause(2 * INTERVAL_MS);
  const first = breakShortly(3);
  await turn();
  const second = breakShortly(1);
  const endedAt = performance.now();
  await waitUntil(async () => (await listBegins()).length >= before.length + 2);
  await waitUntil(stage.isWell);
  const recoveredMs = performance.now() - endedAt;
  await pause(3 * INTERVAL_MS);
  expect(await listBegins()).toEqual([second, first, ...before]);
  return { observed: "both outages told once; healthy", recoveredMs };
}

const EXPECTED = "followed on; every outage told once, with Nagios' times; healthy";

describe("Nagios' log", () => {
  chaosRow({ id: "S25", fault: "nagios.log rotated", variant: "into the archives", expected: EXPECTED }, () =>
    tellsBoth(() => {
      renameSync(logPath, nextArchive());
      say(nowSeconds(), "LOG ROTATION: DAILY");
    }),
  );

  chaosRow({ id: "S25", fault: "nagios.log copied and emptied", expected: EXPECTED }, () =>
    tellsBoth(() => {
      copyFileSync(logPath, nextArchive());
      truncateSync(logPath);
    }),
  );

  chaosRow({ id: "S25", fault: "nagios.log in the midst of a line", expected: EXPECTED }, () =>
    tellsBoth(async () => {
      appendFileSync(logPath, `[${nowSeconds()}] SERVICE ALERT: web1;HT`);
      await pause(3 * INTERVAL_MS);
      appendFileSync(logPath, "TP;OK;HARD;3;fine\n");
    }),
  );

  chaosRow(
    {
      id: "S25",
      fault: "nagios.log deleted",
      expected: "log_missing, degraded; the page stays fresh; followed on when it is back",
    },
    async () => {
      const before = await listBegins();
      renameSync(logPath, `${logPath}.away`);
      await stage.says("log_missing", "degraded");
      expect((await stage.health()).data_is_stale).toBe(false);
      renameSync(`${logPath}.away`, logPath);
      const began = breakShortly(1);
      const endedAt = performance.now();
      await waitUntil(stage.isWell);
      await waitUntil(async () => (await listBegins()).length > before.length);
      expect(await listBegins()).toEqual([began, ...before]);
      return { observed: "log_missing, page fresh; nothing lost", recoveredMs: performance.now() - endedAt };
    },
  );

  chaosRow(
    {
      id: "S25",
      fault: "nagios.log is no file any more",
      variant: "a folder",
      expected: "log_unreadable, degraded; the page stays fresh",
    },
    async () => {
      renameSync(logPath, `${logPath}.away`);
      mkdirSync(logPath);
      const why = await stage.says("log_unreadable", "degraded");
      expect((await stage.health()).data_is_stale).toBe(false);
      rmSync(logPath, { recursive: true });
      renameSync(`${logPath}.away`, logPath);
      const endedAt = performance.now();
      await waitUntil(stage.isWell);
      return { observed: why.replace(/^.*nagios\.log /, ""), recoveredMs: performance.now() - endedAt };
    },
  );

  chaosRow(
    {
      id: "S25",
      fault: "nagios.log emptied",
      variant: "and no archive has its lines",
      expected: "log_gap, degraded for an hour; what comes after is told",
    },
    async () => {
      const before = await listBegins();
      await pause(2 * INTERVAL_MS);
      writeFileSync(logPath, "");
      const began = breakShortly(1);
      const why = await stage.says("log_gap", "degraded");
      await waitUntil(async () => (await listBegins()).length > before.length);
      expect(await listBegins()).toEqual([began, ...before]);
      expect(why).toContain("are in no archive");
      return { observed: "log_gap; what came after is told", recoveredMs: null };
    },
  );
});
