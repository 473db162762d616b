import { utimesSync } from "node:fs";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { endure, isNowhereGreen, pause, type Stage, setStage, turnsGrey } from "@/tests/chaos/stage";
import { nowSeconds, writeStatus } from "@/tests/support/site";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

afterAll(() => stage.dispose());

describe("the age of what Nagios wrote", () => {
  chaosRow(
    {
      id: "S17",
      fault: "Nagios stops, and its file stays",
      expected: "grey within the bound and one poll, in every public output; critical (source_stale) after three polls",
    },
    () => {
      const writtenAt = Date.now();
      return endure(stage, {
        inject: () => undefined,
        writtenAt: () => writtenAt + 1000,
        async check() {
          await turnsGrey(stage);
          const greyMs = Date.now() - writtenAt;
          await isNowhereGreen(stage);
          await stage.says("source_stale", "critical");
          return `grey after ${(greyMs / 1000).toFixed(1)} s at a bound of 4 s; critical (source_stale)`;
        },
      });
    },
  );

  chaosRow(
    {
      id: "S18",
      fault: "the data is from tomorrow",
      expected: "degraded (clock_skew); the age is never negative; not called current; well again in one poll",
    },
    () =>
      endure(stage, {
        inject: () => writeStatus(stage.nagios, { ...stage.site(), createdAt: nowSeconds() + 86_400 }),
        async check() {
          await stage.says("clock_skew", "degraded");
          await turnsGrey(stage);
          const { status_dat_age_seconds, data } = await stage.health();
          expect(status_dat_age_seconds).toBeGreaterThanOrEqual(0);
          expect(data.is_fresh).toBe(false);
          return "degraded (clock_skew), page grey, age 0";
        },
      }),
  );

  chaosRow(
    {
      id: "S18",
      fault: "the file's time is tomorrow, its data is not",
      expected: "the time of the file is of no matter: the page stays fresh",
    },
    () =>
      endure(stage, {
        inject: () => undefined,
        writtenAt: () => Date.now(),
        async check() {
          for (let write = 0; write < 3; write += 1) {
            writeStatus(stage.nagios, stage.site());
            utimesSync(stage.statusPath, new Date(), new Date(Date.now() + 86_400_000));
            await pause(500);
            expect(await stage.isWell()).toBe(true);
          }
          return "healthy";
        },
      }),
  );
});
