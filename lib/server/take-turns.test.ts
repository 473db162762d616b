import { expect, it } from "vitest";
import { createTurns } from "./take-turns";

it("work is done one after the other, also after one that failed, and refused behind too many", async () => {
  const takeTurn = createTurns(3);
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await Promise.resolve();
    events.push(`${name} ends`);
    if (name === "b") throw new Error("b failed");
    return name;
  };
  const turns = [takeTurn(work("a")), takeTurn(work("b")), takeTurn(work("c")), takeTurn(work("d"))];
  const ends = await Promise.allSettled(turns);
  expect(ends.map((end) => (end.status === "fulfilled" ? end.value : "failed"))).toEqual(["a", "failed", "c", null]);
  expect(events).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  expect(await takeTurn(work("e"))).toBe("e");
});
