import { beforeEach, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "@/lib/platform/virtual-clock.testing";
import { watchDoor } from "./door-watch";

let clock: VirtualClock;
let beats: number;
let stills: number;

beforeEach(() => {
  clock = createVirtualClock(0);
  beats = 0;
  stills = 0;
  watchDoor(
    () => beats,
    () => (stills += 1),
    clock,
  );
});

async function pass(seconds: number, beatsEach: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    beats += beatsEach;
    await clock.advance(1000);
  }
}

it("a door that beats is left alone, also when it misses some", async () => {
  await pass(60, 1);
  await pass(9, 0);
  await pass(1, 1);
  await pass(9, 0);
  expect(stills).toBe(0);
});

it("one that stands still for ten seconds is told, once", async () => {
  await pass(5, 1);
  await pass(9, 0);
  expect(stills).toBe(0);
  await pass(30, 0);
  expect(stills).toBe(1);
});
