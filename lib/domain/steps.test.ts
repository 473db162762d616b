import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSteps, observe, valueAt } from "./steps";

const observations = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 3 })));

function replay(all: readonly (readonly [number, number])[], steps = createSteps()) {
  for (const [at, value] of all) observe(steps, at, value);
  return steps;
}

describe("steps", () => {
  it("says nothing before the first observation, and the last one for ever", () => {
    const steps = replay([[10, 1]]);
    expect([valueAt(steps, 9), valueAt(steps, 10), valueAt(steps, 1e15)]).toEqual([undefined, 1, 1]);
  });

  it("keeps changes only, whatever the order in which they come", () => {
    const steps = createSteps();
    expect(observe(steps, 20, 2)).toBe(true);
    expect(observe(steps, 30, 2)).toBe(false);
    expect(observe(steps, 10, 1)).toBe(true);
    expect(observe(steps, 15, 1)).toBe(false);
    expect(steps).toEqual({ ats: [10, 20], values: [1, 2], rewrites: 1 });
  });

  it("lets the last of two observations of one instant count", () => {
    expect(
      replay([
        [10, 1],
        [10, 2],
      ]),
    ).toEqual({ ats: [10], values: [2], rewrites: 1 });
  });

  it("ascends strictly, whatever comes", () => {
    fc.assert(
      fc.property(observations, (all) => {
        const { ats, values } = replay(all);
        expect(ats).toEqual([...new Set(ats)].sort((a, b) => a - b));
        expect(values).toHaveLength(ats.length);
      }),
    );
  });

  it("is what it was when everything is observed again", () => {
    fc.assert(
      fc.property(observations, (all) => {
        const inOrder = [...all].sort(([a], [b]) => a - b);
        const once = replay(inOrder);
        const said = (steps: ReturnType<typeof createSteps>) =>
          Array.from({ length: 52 }, (_, at) => valueAt(steps, at));
        const before = said(once);
        expect(said(replay(inOrder, once))).toEqual(before);
      }),
    );
  });
});
