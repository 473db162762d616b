import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compactStates, compactSteps } from "./compact-steps";
import { confirmStates, encodeState } from "./object-history";
import type { CheckResult } from "./snapshot";
import { createSteps, type GrowingSteps, observe, type Steps, valueAt } from "./steps";

const END = 60;
const instants = fc.integer({ min: 0, max: END });
const results = fc.constantFrom<CheckResult>("pending", "ok", "warning", "critical", "unknown");
const observations = fc.array(fc.tuple(instants, results, fc.boolean()), { maxLength: 30 });

function makeStates(all: readonly (readonly [number, CheckResult, boolean])[]): GrowingSteps {
  const steps = createSteps();
  for (const [at, result, isHard] of all) observe(steps, at, encodeState(result, isHard));
  return steps;
}

function copy({ ats, values, rewrites }: Steps): GrowingSteps {
  return { ats: [...ats], values: [...values], rewrites };
}

function confirmedFrom(states: Steps, from: number): (number | undefined)[] {
  const confirmed = confirmStates(states, "service");
  return Array.from({ length: END + 1 - from }, (_, index) => valueAt(confirmed, from + index));
}

describe("compacting", () => {
  it("leaves what is confirmed inside the kept time as it was, and names what it took out", () => {
    fc.assert(
      fc.property(observations, instants, instants, (all, keepFrom, softFrom) => {
        const before = makeStates(all);
        const after = copy(before);
        const removed = compactStates(after, "service", { keepFrom, softFrom });
        expect(confirmedFrom(after, keepFrom)).toEqual(confirmedFrom(before, keepFrom));
        expect([...removed, ...after.ats].sort((a, b) => a - b)).toEqual(before.ats);
        expect(after.rewrites).toBe(before.rewrites);
      }),
    );
  });

  it("leaves everything since both limits, soft problems too", () => {
    fc.assert(
      fc.property(observations, instants, instants, (all, keepFrom, softFrom) => {
        const before = makeStates(all);
        const after = copy(before);
        compactStates(after, "service", { keepFrom, softFrom });
        const limit = Math.max(keepFrom + 1, softFrom);
        expect(after.ats.filter((at) => at >= limit)).toEqual(before.ats.filter((at) => at >= limit));
      }),
    );
  });

  it("is done when it was done once", () => {
    fc.assert(
      fc.property(observations, instants, instants, (all, keepFrom, softFrom) => {
        const states = makeStates(all);
        compactStates(states, "service", { keepFrom, softFrom });
        expect(compactStates(states, "service", { keepFrom, softFrom })).toEqual([]);
      }),
    );
  });

  it("of what came before the limit keeps the last step, which holds there", () => {
    const steps = createSteps();
    for (const [at, value] of [
      [10, 1],
      [20, 0],
      [30, 1],
      [40, 0],
    ] as const) {
      observe(steps, at, value);
    }
    expect(compactSteps(steps, 30)).toEqual([10, 20]);
    expect([steps.ats, steps.values]).toEqual([
      [30, 40],
      [1, 0],
    ]);
    expect(compactSteps(steps, 5)).toEqual([]);
  });

  it("takes soft problems out where an earlier mark stands before them", () => {
    const states = makeStates([
      [10, "warning", false],
      [20, "ok", true],
      [30, "critical", false],
      [40, "critical", true],
      [50, "ok", false],
    ]);
    expect(compactStates(states, "service", { keepFrom: 0, softFrom: 60 })).toEqual([20, 30]);
    expect(states.ats).toEqual([10, 40, 50]);
  });
});
