import { expect, it } from "vitest";
import { readExpected } from "./expected-list";
import { daysOr, endOfDays, replayDays, SETTLED_SECONDS, tellOver } from "./ninety-days";

const DAYS = daysOr(21);
const UNTIL = endOfDays(DAYS) - SETTLED_SECONDS;

it("one poll a minute tells the same list as one every five minutes", async () => {
  const { records, rounds, ms } = await replayDays(DAYS, 60);
  console.log(`${DAYS} days, ${rounds} polls: ${(ms / 1000).toFixed(0)} s`);
  expect(tellOver(records, UNTIL)).toEqual(readExpected(UNTIL));
});
