import { expect, it } from "vitest";
import { createChance } from "@/lib/demo/chance";
import { readExpected } from "./expected-list";
import { daysOr, endOfDays, replayDays, SETTLED_SECONDS, tellOver } from "./ninety-days";

const DAYS = daysOr(90);
const UNTIL = endOfDays(DAYS) - SETTLED_SECONDS;
const SEED = process.env.REPLAY_SEED ?? "ninety days";

it("a process that is killed again and again, between its writes too, tells the same list", async () => {
  const chance = createChance(SEED);
  let deaths = 0;
  const { records, rounds, ms } = await replayDays(DAYS, 300, {
    diesAfter() {
      if (chance.next() >= 0.01) return null;
      deaths += 1;
      return Math.floor(chance.next() * 4);
    },
  });
  console.log(`${DAYS} days, ${rounds} polls, killed ${deaths} times: ${(ms / 1000).toFixed(0)} s`);
  expect(tellOver(records, UNTIL)).toEqual(readExpected(UNTIL));
});
