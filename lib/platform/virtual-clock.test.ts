import { expect, it } from "vitest";
import { createVirtualClock } from "./virtual-clock.testing";

it("runs due timers in order, each at its own instant, with what they set off in between", async () => {
  const clock = createVirtualClock(1000);
  const seen: string[] = [];
  const note = (what: string) => void seen.push(`${what} ${clock.now()}`);
  clock.after(30, () => note("late"));
  clock.every(20, () => note("again"));
  clock.after(10, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    note("early");
    clock.after(5, () => note("nested"));
  });
  await clock.advance(40);
  expect(seen).toEqual(["early 1010", "nested 1015", "again 1020", "late 1030", "again 1040"]);
  expect(clock.monotonic()).toBe(40);
});

it("forgets what is cancelled, also from within another timer", async () => {
  const clock = createVirtualClock(0);
  const seen: number[] = [];
  const ticking = clock.every(10, () => void seen.push(clock.monotonic()));
  const doomed = clock.after(25, () => void seen.push(-1));
  clock.after(25, () => ticking.cancel());
  clock.after(22, () => doomed.cancel());
  await clock.advance(100);
  expect(seen).toEqual([10, 20]);
  expect(clock.countTimers()).toBe(0);
});

it("moves the wall alone when somebody sets it", async () => {
  const clock = createVirtualClock(1000);
  let firedAt: number | null = null;
  clock.after(50, () => {
    firedAt = clock.now();
  });
  clock.jumpWall(-500);
  await clock.advance(60);
  expect([firedAt, clock.now(), clock.monotonic()]).toEqual([550, 560, 60]);
});
