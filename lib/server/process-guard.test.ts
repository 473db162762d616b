import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "@/lib/platform/virtual-clock.testing";
import { EXIT } from "./exit-codes";
import type { MemoryUse } from "./memory-limit";
import { type ProcessGuard, startProcessGuard } from "./process-guard";

const MIB = 1024 ** 2;
const CALM: MemoryUse = { rssBytes: 99 * MIB, heapShare: 0.2 };
const HIGH: MemoryUse = { rssBytes: 101 * MIB, heapShare: 0.2 };
const FULL_HEAP: MemoryUse = { rssBytes: 99 * MIB, heapShare: 0.95 };

let clock: VirtualClock;
let guard: ProcessGuard;
let memory: MemoryUse;
let said: string[];
let stops: number[];

beforeEach(() => {
  clock = createVirtualClock(0);
  memory = CALM;
  said = [];
  stops = [];
  guard = startProcessGuard({
    readBeat: () => ({ roundAgeMs: null, intervalMs: 1_000, bootFailed: false }),
    readMemoryLimit: () => 100 * MIB,
    readLog: () => ({ error: (message) => void said.push(message), drain: async () => undefined }),
    clock,
    readMemory: () => memory,
    stop: (code) => void stops.push(code),
  });
});

afterEach(() => guard.stop());

describe("the memory guard", () => {
  it.each([
    ["too much memory", HIGH],
    ["a heap that is almost full", FULL_HEAP],
  ])("ends the process after three seconds of %s, once, and says why", async (_, use) => {
    memory = use;
    await clock.advance(2_000);
    expect(stops).toEqual([]);
    await clock.advance(10_000);
    expect(stops).toEqual([EXIT.memory]);
    expect(said).toHaveLength(1);
    expect(guard.memory().excess).not.toBeNull();
  });

  it("lets pass what passes by itself", async () => {
    for (let round = 0; round < 10; round++) {
      memory = HIGH;
      await clock.advance(2_000);
      memory = CALM;
      await clock.advance(1_000);
    }
    expect(stops).toEqual([]);
    expect(guard.memory()).toEqual({ rssBytes: CALM.rssBytes, limitBytes: 100 * MIB, excess: null });
  });
});

it("a guard that was stopped leaves nothing behind", () => {
  const listeners = () => [process.listenerCount("uncaughtException"), process.listenerCount("unhandledRejection")];
  const [exceptions = 0, rejections = 0] = listeners();
  guard.stop();
  expect(listeners()).toEqual([exceptions - 1, rejections - 1]);
  expect(clock.countTimers()).toBe(0);
});
