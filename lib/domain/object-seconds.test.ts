import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Window } from "./availability";
import { encodeState } from "./object-history";
import { countObjectSeconds, countResultSeconds, type ObjectSeconds } from "./object-seconds";
import type { CheckResult } from "./snapshot";
import { createSteps, observe, type Steps } from "./steps";
import { SECOND_MS } from "./time";

function makeSteps(marks: readonly (readonly [seconds: number, value: number])[]): Steps {
  const steps = createSteps();
  for (const [seconds, value] of marks) observe(steps, seconds * SECOND_MS, value);
  return steps;
}

const WINDOW = { from: 0, to: 100 * SECOND_MS };

function listCounts({ unscheduled, scheduled, noData }: ObjectSeconds): number[] {
  return [...Object.values(unscheduled), ...Object.values(scheduled), noData];
}

function sum(seconds: ObjectSeconds): number {
  return listCounts(seconds).reduce((a, b) => a + b, 0);
}

describe("an object's seconds", () => {
  const states = makeSteps([
    [10, encodeState("ok", true)],
    [20, encodeState("critical", false)],
    [30, encodeState("critical", true)],
    [50, encodeState("ok", false)],
    [90, encodeState("pending", true)],
  ]);

  test("count a problem from its confirmation to any recovery, and nothing before the first mark or without a check", () => {
    const seconds = countObjectSeconds({ states, downtimes: createSteps() }, createSteps(), "service", WINDOW);
    expect(seconds).toMatchObject({ unscheduled: { ok: 60, critical: 20 }, noData: 20 });
    expect(sum(seconds)).toBe(100);
  });

  test("are apart while the object or its host is in a downtime", () => {
    const downtimes = makeSteps([
      [35, 1],
      [45, 0],
    ]);
    const hostDowntimes = makeSteps([
      [40, 1],
      [60, 0],
    ]);
    expect(countObjectSeconds({ states, downtimes }, hostDowntimes, "service", WINDOW)).toMatchObject({
      unscheduled: { ok: 50, critical: 5 },
      scheduled: { ok: 10, critical: 15 },
      noData: 20,
    });
    expect(countObjectSeconds({ states, downtimes }, null, "service", WINDOW).scheduled.critical).toBe(10);
  });
});

describe("laws", () => {
  const results: CheckResult[] = ["pending", "ok", "warning", "critical", "unknown"];
  const instant = fc.nat(200);
  const track = fc.array(fc.tuple(instant, fc.nat(1)), { maxLength: 12 }).map(makeSteps);
  const history = fc
    .array(fc.tuple(instant, fc.constantFrom(...results), fc.boolean()), { maxLength: 20 })
    .map((marks) => makeSteps(marks.map(([at, result, isHard]) => [at, encodeState(result, isHard)])));
  const window = fc
    .tuple(fc.nat(250_000), fc.nat(250_000))
    .map((ends) => ({ from: Math.min(...ends), to: Math.max(...ends) }));

  test("the parts add up to the window, whole seconds all", () => {
    fc.assert(
      fc.property(history, track, track, window, (states, downtimes, hostDowntimes, { from, to }) => {
        const seconds = countObjectSeconds({ states, downtimes }, hostDowntimes, "service", { from, to });
        expect(sum(seconds)).toBe(Math.floor(to / SECOND_MS) - Math.floor(from / SECOND_MS));
        expect(Number.isInteger(seconds.noData)).toBe(true);
      }),
    );
  });

  test("a window is its two parts", () => {
    fc.assert(
      fc.property(history, track, window, fc.nat(250_000), (states, downtimes, { from, to }, cut) => {
        const middle = Math.min(to, Math.max(from, cut));
        const count = (part: Window) => listCounts(countResultSeconds(states, [downtimes], part));
        const after = count({ from: middle, to });
        const added = count({ from, to: middle }).map((seconds, index) => seconds + (after[index] ?? 0));
        expect(added).toEqual(count({ from, to }));
      }),
    );
  });
});
