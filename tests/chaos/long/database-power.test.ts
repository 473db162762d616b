import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "@/lib/store/open-store";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type DatabaseStage, queryDatabase, setDatabaseStage } from "@/tests/chaos/database-stage";
import { findMountObstacle, type LoopDisk, mountLoop } from "@/tests/chaos/own-disk";
import { pause } from "@/tests/chaos/stage";

const obstacle = findMountObstacle();
if (obstacle !== null) it.skip(`D13: ${obstacle}`, () => undefined);

const POWER_LOSSES = 25;

describe.runIf(obstacle === null)("a loss of power", () => {
  let disk: LoopDisk;
  let subject: DatabaseStage;

  beforeAll(async () => {
    disk = mountLoop(64);
    subject = await setDatabaseStage({ data: join(disk.path, "data"), backups: join(disk.path, "backups") });
  });

  afterAll(async () => {
    await subject.dispose();
    disk.dispose();
  });

  chaosRow(
    {
      id: "D13",
      fault: `the power fails at ${POWER_LOSSES} random moments of writing: what the disk has then is mounted and opened`,
      expected: "nothing acknowledged before is lost, the file is sound, and the service's store opens it",
    },
    async () => {
      const said: string[] = [];
      let isWanted = true;
      const writers = Array.from({ length: 3 }, async (_, writer) => {
        for (let nth = 0; isWanted; nth += 1) {
          const text = `${writer} ${nth} ${"words ".repeat(50)}`.trim();
          if ((await subject.say(1, text)).status === 201) said.push(text);
        }
      });
      let replayed = 0;
      try {
        for (let nth = 0; nth < POWER_LOSSES; nth += 1) {
          await pause(Math.random() * 400);
          // What was acknowledged before the copy begins must be on the disk; what comes meanwhile may be.
          const acknowledged = [...said];
          replayed += await checkCopy(copyWhileNobodyWrites(), acknowledged);
        }
      } finally {
        isWanted = false;
        await Promise.all(writers);
      }
      expect(said.length).toBeGreaterThan(POWER_LOSSES);
      return {
        observed: `0 of ${said.length} acknowledged texts lost, ${POWER_LOSSES} databases sound, ${replayed} put back first`,
        recoveredMs: null,
      };
    },
    300_000,
  );

  /** Stopped for the copy: it must be of one moment. What was not synced is not in it. */
  function copyWhileNobodyWrites(): LoopDisk {
    const { pid } = subject.stage.server;
    process.kill(pid, "SIGSTOP");
    try {
      return disk.copyAsAfterPowerLoss();
    } finally {
      process.kill(pid, "SIGCONT");
    }
  }

  /** Opens the database of a copy as the service does; answers 1 when it had to be put back. */
  async function checkCopy(copy: LoopDisk, acknowledged: readonly string[]): Promise<number> {
    try {
      const path = join(copy.path, "data", "status.db");
      const { store, opening } = await openStore({
        path,
        migrationsFolder: "drizzle/sqlite",
        backupFolder: join(copy.path, "backups"),
        keepMs: 86_400_000,
        keepDailyMs: 0,
        ballastBytes: 0,
        workerPath: null,
        onEvent: () => undefined,
      });
      await store.close();
      expect(queryDatabase(path, "pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
      const kept = new Set(
        queryDatabase<{ text: string }>(path, "select text from incident_updates").map(({ text }) => text),
      );
      expect(acknowledged.filter((text) => !kept.has(text))).toEqual([]);
      return opening.kind === "opened" ? 0 : 1;
    } finally {
      copy.dispose();
    }
  }
});
