import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { createFakeClock, type FakeClock } from "@/tests/chaos/fake-clock";
import { HEALTHY_SITE, pause, type Stage, setStage, TROUBLED_SITE, WELL_AGAIN_MS } from "@/tests/chaos/stage";
import { writeSite, writeStatus } from "@/tests/support/site";
import { startSupervised } from "@/tests/support/supervised-vitrine";
import { waitUntil } from "@/tests/support/vitrine-server";

const clock = await createFakeClock();
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NAMES = "public:\n  object_names: true\n";

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.dispose();
  stage = null;
});

/** Polls go on at their pace, whatever the wall clock says. */
async function pollsGoOn({ health }: Stage): Promise<void> {
  const seen = new Set<string | null>();
  const startedAt = performance.now();
  await waitUntil(async () => seen.add((await health()).last_poll_time).size >= 4);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
}

async function endAnIncident({ show, incidents }: Stage): Promise<void> {
  show(TROUBLED_SITE);
  await waitUntil(async () => (await incidents()).length === 1);
  show(HEALTHY_SITE);
  await waitUntil(async () => (await incidents()).every(({ ended_at }) => ended_at !== null));
}

function lasted({ started_at, ended_at }: { started_at: string; ended_at: string | null }): number {
  return Date.parse(ended_at ?? "") - Date.parse(started_at);
}

describe.runIf(clock !== null)("the wall clock", () => {
  const { env, setAhead, aheadMs } = clock as FakeClock;

  for (const [variant, jumpMs] of [
    ["400 days onward", 400 * DAY_MS],
    ["an hour back", -HOUR_MS],
    ["two minutes back", -120_000],
  ] as const) {
    chaosRow(
      {
        id: "T1",
        fault: "the clock of the machine jumps while the service runs",
        variant,
        expected: "polls go on at their pace, nothing of the history or the backups is deleted, no span is negative",
      },
      async () => {
        setAhead(0);
        stage = await setStage({ config: NAMES, env, aheadMs });
        await endAnIncident(stage);
        const [before, backups] = [await stage.incidents(), (await stage.health()).store?.backups.count ?? 0];
        setAhead(jumpMs);
        stage.feed();
        const startedAt = performance.now();
        await waitUntil(stage.isWell);
        const recoveredMs = performance.now() - startedAt;
        expect(recoveredMs).toBeLessThan(2 * WELL_AGAIN_MS);
        await pollsGoOn(stage);
        expect(await stage.incidents()).toEqual(before);
        expect((await stage.health()).store?.backups.count ?? 0).toBeGreaterThanOrEqual(backups);
        expect((await stage.health()).status_dat_age_seconds).toBeGreaterThanOrEqual(0);
        setAhead(0);
        stage.feed();
        await waitUntil(stage.isWell);
        await endAnIncident(stage);
        for (const incident of await stage.incidents()) expect(lasted(incident)).toBeGreaterThanOrEqual(0);
        return { observed: `polls as before, ${before.length} incident and ${backups} backups kept`, recoveredMs };
      },
    );
  }

  chaosRow(
    {
      id: "T1",
      fault: "the clock of this machine alone jumps, Nagios' does not",
      expected: "nobody knows how old the data is: grey at the next poll, with source_stale or clock_skew",
    },
    async () => {
      setAhead(0);
      stage = await setStage({ env });
      const seen: string[] = [];
      for (const [jumpMs, code] of [
        [400 * DAY_MS, "source_stale"],
        [-HOUR_MS, "clock_skew"],
      ] as const) {
        setAhead(jumpMs);
        await stage.says(code);
        await waitUntil(async () => (await stage?.page())?.includes("We cannot confirm the status") ?? false);
        seen.push(code);
      }
      setAhead(0);
      const startedAt = performance.now();
      await waitUntil(stage.isWell);
      return { observed: `grey: ${seen.join(", ")}`, recoveredMs: performance.now() - startedAt };
    },
  );

  for (const [variant, switchAt] of [
    ["in autumn", "2026-10-25T01:00:00Z"],
    ["in spring", "2027-03-28T01:00:00Z"],
  ] as const) {
    chaosRow(
      {
        id: "T2",
        fault: "the clocks are changed",
        variant,
        expected:
          "instants are UTC; seven days in order, each once; no span is negative; a new zone changes no instant",
      },
      async () => {
        setAhead(Date.parse(switchAt) - 15_000 - Date.now());
        const zoned = { ...env, TZ: "Europe/Berlin", PAGE_TIME_ZONE: "Europe/Berlin" };
        stage = await setStage({ config: NAMES, env: zoned, aheadMs });
        const { show, incidents } = stage;
        show(
          TROUBLED_SITE.map((object) => ({ ...object, changedAt: Math.floor((Date.now() + aheadMs()) / 1000) - 5 })),
        );
        await waitUntil(async () => (await incidents()).length === 1);
        expect(Date.now() + aheadMs()).toBeLessThan(Date.parse(switchAt));
        await waitUntil(() => Date.now() + aheadMs() > Date.parse(switchAt) + 2000);
        expect(await stage.isWell()).toBe(true);
        show(HEALTHY_SITE.map((object) => ({ ...object, changedAt: Math.floor((Date.now() + aheadMs()) / 1000) })));
        await waitUntil(async () => (await incidents())[0]?.ended_at !== null);
        const [incident] = await incidents();
        if (incident === undefined) throw new Error("the incident is gone");
        expect(incident.started_at).toMatch(/Z$/);
        expect(lasted(incident)).toBeGreaterThan(0);
        expect(lasted(incident)).toBeLessThan(60_000);
        const { pastDays } = await stage.server.json<{ pastDays: { date: string; incidents: unknown[] }[] }>(
          "/api/page",
        );
        const first = Date.parse(switchAt.slice(0, 10));
        expect(pastDays.map(({ date }) => date)).toEqual(
          pastDays.map((_, back) => new Date(first - back * DAY_MS).toISOString().slice(0, 10)),
        );
        expect(pastDays[0]?.incidents).toHaveLength(1);
        await stage.restart({ TZ: "Pacific/Auckland", PAGE_TIME_ZONE: "Pacific/Auckland" });
        await waitUntil(stage.isWell);
        expect(await incidents()).toEqual([incident]);
        return {
          observed: `one incident of ${lasted(incident) / 1000} s across the change, seven days in order`,
          recoveredMs: null,
        };
      },
    );
  }
});

if (clock === null) it.skip("T1, T2: there is no libfaketime, and it cannot be fetched", () => undefined);

describe("a machine that is paused", () => {
  chaosRow(
    {
      id: "T3",
      fault: "the machine is paused and goes on",
      expected: "the first answer after it says how old the data is; fresh within one poll of Nagios' next file",
    },
    async () => {
      stage = await setStage();
      const { server } = stage;
      stage.pause();
      process.kill(server.pid, "SIGSTOP");
      await pause(8000);
      process.kill(server.pid, "SIGCONT");
      const page = await stage.page();
      expect(page).toContain("We cannot confirm the status right now");
      const { status_dat_age_seconds, data_is_stale } = await stage.health();
      expect(data_is_stale).toBe(true);
      expect(status_dat_age_seconds).toBeGreaterThanOrEqual(8);
      stage.feed();
      const startedAt = performance.now();
      await waitUntil(stage.isWell);
      const recoveredMs = performance.now() - startedAt;
      expect(recoveredMs).toBeLessThan(WELL_AGAIN_MS);
      return { observed: `grey in the first answer, data ${status_dat_age_seconds} s old`, recoveredMs };
    },
  );

  chaosRow(
    {
      id: "T3",
      fault: "the server alone is stopped",
      variant: "supervised",
      expected: "the supervisor kills it after 15 s without a heartbeat; it serves again within two seconds more",
    },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "vitrine-chaos-"));
      const site = () => ({ objects: HEALTHY_SITE, createdAt: Math.floor(Date.now() / 1000) });
      writeSite(folder, site());
      const feeder = setInterval(() => writeStatus(folder, site()), 500);
      const config = `nagios:\n  status_dat_path: ${folder}/status.dat\ncomponents:\n  - name: Website\n    services: [web1/HTTP]\n`;
      const vitrine = await startSupervised({ folder, config });
      try {
        await vitrine.served();
        const pid = vitrine.serverPid() ?? 0;
        process.kill(pid, "SIGSTOP");
        const startedAt = performance.now();
        await waitUntil(() => vitrine.serverPid() !== pid, 40_000);
        const killedMs = performance.now() - startedAt;
        await vitrine.served();
        await waitUntil(async () => (await vitrine.ask("/")).body.includes("Website is operational"));
        expect(killedMs).toBeLessThan(25_000);
        const recoveredMs = performance.now() - startedAt - killedMs;
        return { observed: `killed after ${(killedMs / 1000).toFixed(1)} s`, recoveredMs };
      } finally {
        clearInterval(feeder);
        await vitrine.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
