import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type DatabaseStage, endureDatabase, setDatabaseStage, watchLive } from "@/tests/chaos/database-stage";
import { findMountObstacle, type LoopDisk, mountLoop } from "@/tests/chaos/own-disk";
import { pause } from "@/tests/chaos/stage";
import { waitUntil } from "@/tests/support/vitrine-server";

const obstacle = findMountObstacle();
if (obstacle !== null) it.skip(`D7: ${obstacle}`, () => undefined);

describe.runIf(obstacle === null)("a disk that hangs", () => {
  let disk: LoopDisk;
  let subject: DatabaseStage;

  beforeAll(async () => {
    disk = mountLoop(160);
    subject = await setDatabaseStage({ data: join(disk.path, "data") });
  });

  afterEach(() => disk.thaw());

  afterAll(async () => {
    disk.thaw();
    await subject.dispose();
    disk.dispose();
  });

  chaosRow(
    {
      id: "D7",
      variant: "30 s while running",
      fault: "the disk of the database hangs",
      expected: "db_stalled is critical, the page goes on, people get 503; well again when it answers, nothing twice",
    },
    async () => {
      const outcome = await endureDatabase(subject, {
        inject: () => disk.freeze(),
        async check() {
          const frozenAt = performance.now();
          const { status } = await subject.say(1, "written into a frozen disk");
          expect(status).toBe(503);
          await subject.stage.says("db_stalled", "critical");
          await subject.setWebsite(true);
          await subject.setWebsite(false);
          await pause(Math.max(0, 30_000 - (performance.now() - frozenAt)));
          return "db_stalled, 503, and the page told what Nagios said meanwhile";
        },
        heal: () => disk.thaw(),
        wellAgainMs: 15_000,
      });
      await waitUntil(() => readIncidents().length === 1);
      expect(readIncidents()[0]?.ended_at).toBeGreaterThan(0);
      await subject.sayAtLast(1, "written after the disk answered");
      return outcome;
    },
  );

  chaosRow(
    {
      id: "D7",
      variant: "at the start",
      fault: "the disk of the database hangs when the service starts",
      expected: "the page is live without history, readiness 503, db_stalled; opened as soon as the disk answers",
    },
    async () => {
      const { stage } = subject;
      await stage.server.stop();
      disk.freeze();
      const startedAt = performance.now();
      const running = stage.restart();
      try {
        await running;
        await waitUntil(
          async () => (await stage.server.json<{ data_is_stale: boolean }>("/api/status")).data_is_stale === false,
          60_000,
        );
        const liveMs = performance.now() - startedAt;
        await stage.says("db_stalled", "critical");
        expect((await stage.server.get("/api/readyz")).status).toBe(503);
        const live = watchLive(stage);
        await pause(5000);
        expect((await live.stop()).faults).toEqual([]);
        disk.thaw();
        const thawedAt = performance.now();
        await waitUntil(stage.isWell, 60_000);
        const recoveredMs = performance.now() - thawedAt;
        expect(recoveredMs).toBeLessThan(15_000);
        expect(readIncidents()).toHaveLength(1);
        return { observed: `live after ${Math.round(liveMs)} ms, db_stalled, readiness 503`, recoveredMs };
      } finally {
        disk.thaw();
        await running.catch(() => undefined);
      }
    },
  );

  function readIncidents() {
    return subject.query<{ ended_at: number | null }>("select ended_at from incidents where anchor_key = 'web1;HTTP'");
  }
});
