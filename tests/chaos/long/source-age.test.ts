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
      id: "S16",
      fault: "Nagios is frozen, but its file is touched",
      expected: "the age is that of the data: grey at the bound, critical (source_stale) at the third poll",
    },
    async () => {
      let touching: NodeJS.Timeout | undefined;
      const touch = () => utimesSync(stage.statusPath, new Date(), new Date());
      try {
        return await endure(stage, {
          inject() {
            touching = setInterval(touch, 200);
          },
          async check() {
            await turnsGrey(stage);
            await isNowhereGreen(stage);
            await stage.says("source_stale", "critical");
            return "grey; critical (source_stale)";
          },
          heal() {
            clearInterval(touching);
            stage.restore();
          },
        });
      } finally {
        clearInterval(touching);
      }
    },
  );

  chaosRow(
    {
      id: "S18",
      fault: "Nagios, whose clock is three minutes ahead, stops",
      expected: "grey at the bound: data is at least as old as the time since it was read; well again when it moves on",
    },
    () => {
      const writtenAt = Date.now();
      return endure(stage, {
        inject: () => writeStatus(stage.nagios, { ...stage.site(), createdAt: nowSeconds() + 180 }),
        writtenAt: () => writtenAt + 1000,
        // Nagios' clock is right again: that is an older file, believed at the third one that moves on.
        wellAgainMs: 10_000,
        async check() {
          await pause(1500);
          expect(await stage.isWell()).toBe(true);
          await turnsGrey(stage);
          await stage.says("source_stale");
          return `grey after ${((Date.now() - writtenAt) / 1000).toFixed(1)} s at a bound of 4 s; source_stale`;
        },
      });
    },
  );
});
