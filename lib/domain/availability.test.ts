import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addSeconds,
  countDisruptions,
  knownPercent,
  noSeconds,
  roundDown,
  type Segment,
  type StateSeconds,
  sumSeconds,
  totalSeconds,
  uptimePercent,
  uptimeWithoutMaintenance,
} from "./availability";
import { makeErrorBudget } from "./error-budget";
import { DEFAULT_WEIGHTS } from "./policy";
import { PUBLIC_STATES } from "./public-state";

function seconds(some: Partial<StateSeconds>): StateSeconds {
  return { ...noSeconds(), ...some };
}

function uptime(some: Partial<StateSeconds>): number | null {
  return uptimePercent(seconds(some), DEFAULT_WEIGHTS);
}

describe("seconds", () => {
  it("are counted by state, whole, from one instant rounded down to the next", () => {
    const timeline: Segment[] = [
      { from: 0, to: 1900, state: "operational" },
      { from: 1900, to: 5100, state: "major_outage" },
      { from: 5100, to: 9000, state: "operational" },
    ];
    expect(sumSeconds(timeline, { from: 500, to: 6200 })).toEqual(seconds({ operational: 2, major_outage: 4 }));
    expect(sumSeconds(timeline, { from: 500, to: 500 })).toEqual(noSeconds());
  });

  const TIMELINES = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(...PUBLIC_STATES)), { minLength: 1 })
    .map((parts) => {
      let from = 0;
      return parts.map(([length, state]): Segment => {
        const segment = { from, to: from + length, state };
        from += length;
        return segment;
      });
    });

  it("add up to the length of the window, and those of its parts to those of the whole", () => {
    const law = fc.property(TIMELINES, fc.array(fc.nat({ max: 1000 })), (timeline, shares) => {
      const length = timeline.at(-1)?.to ?? 0;
      const cuts = [0, ...shares.map((share) => Math.floor((share * length) / 1000)).sort((a, b) => a - b), length];
      const whole = sumSeconds(timeline, { from: 0, to: length });
      expect(totalSeconds(whole)).toBe(Math.floor(length / 1000));
      const parts = cuts.slice(1).map((to, index) => sumSeconds(timeline, { from: cuts[index] ?? 0, to }));
      expect(addSeconds(parts)).toEqual(whole);
    });
    fc.assert(law);
  });
});

describe("uptime", () => {
  it("weighs states by how much they count as down", () => {
    expect(uptime({ operational: 900, major_outage: 100 })).toBe(90);
    expect(uptime({ operational: 900, partial_outage: 100 })).toBe(97);
    expect(uptime({ operational: 900, degraded_performance: 50, under_maintenance: 50 })).toBe(100);
    expect(
      uptimePercent(seconds({ under_maintenance: 1, operational: 1 }), { ...DEFAULT_WEIGHTS, under_maintenance: 1 }),
    ).toBe(50);
  });

  it("leaves out what is not known, and is none when nothing is", () => {
    expect(uptime({ operational: 90, major_outage: 10, unknown: 900 })).toBe(90);
    expect(uptime({ unknown: 900 })).toBeNull();
  });

  it("can leave maintenance out, which is neither for nor against", () => {
    const some = seconds({ operational: 80, under_maintenance: 100, major_outage: 20 });
    expect(uptimePercent(some, DEFAULT_WEIGHTS)).toBe(90);
    expect(uptimeWithoutMaintenance(some, DEFAULT_WEIGHTS)).toBe(80);
    expect(uptimeWithoutMaintenance(seconds({ under_maintenance: 5 }), DEFAULT_WEIGHTS)).toBeNull();
  });

  it("is never said to be 100 when it was down for a second of ten years", () => {
    const percent = uptime({ operational: 316_224_000, major_outage: 1 }) ?? 0;
    expect(percent).toBeLessThan(100);
    expect(roundDown(percent, 2)).toBe(99.99);
    expect(roundDown(percent, 6)).toBe(99.999999);
    const tiny = uptimePercent(seconds({ operational: 316_224_000, partial_outage: 1 }), {
      ...DEFAULT_WEIGHTS,
      partial_outage: 1e-9,
    });
    expect(roundDown(tiny ?? 0, 6)).toBe(99.999999);
  });

  it("is rounded down, but not for an error of calculation", () => {
    expect(roundDown(99.999, 2)).toBe(99.99);
    expect(roundDown(uptime({ operational: 999, major_outage: 1 }) ?? 0, 1)).toBe(99.9);
    expect(roundDown(100, 2)).toBe(100);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        expect(roundDown(hundredths / 100, 2)).toBe(hundredths / 100);
      }),
    );
  });

  it("has a share of the time that is known", () => {
    expect(knownPercent(seconds({ operational: 75, unknown: 25 }))).toBe(75);
    expect(knownPercent(noSeconds())).toBe(0);
  });
});

describe("disruptions", () => {
  it("are counted by stretch, however often it changes within, and by day when they go through midnight", () => {
    const timeline: Segment[] = [
      { from: 0, to: 10, state: "partial_outage" },
      { from: 10, to: 20, state: "major_outage" },
      { from: 20, to: 30, state: "operational" },
      { from: 30, to: 50, state: "degraded_performance" },
    ];
    expect(countDisruptions(timeline, { from: 0, to: 50 })).toBe(2);
    expect(countDisruptions(timeline, { from: 0, to: 40 })).toBe(2);
    expect(countDisruptions(timeline, { from: 40, to: 50 })).toBe(1);
    expect(countDisruptions(timeline, { from: 20, to: 30 })).toBe(0);
  });
});

const MONTH = 30 * 86_400;

describe("an error budget", () => {
  it("is what a target leaves of the month, less what was used", () => {
    const budget = makeErrorBudget(
      99.9,
      seconds({ operational: MONTH - 600, major_outage: 600 }),
      MONTH,
      DEFAULT_WEIGHTS,
    );
    expect(budget).toEqual({ allowed: 2592, used: 600, left: 1992 });
  });

  it("counts the rest of a month that runs as time in which nothing has happened", () => {
    const budget = makeErrorBudget(99.9, seconds({ major_outage: 3000 }), MONTH, DEFAULT_WEIGHTS);
    expect(budget).toEqual({ allowed: 2592, used: 3000, left: -408 });
  });

  it("neither allows nor uses anything for time that is not known", () => {
    const half = seconds({ operational: MONTH / 2, unknown: MONTH / 2 });
    expect(makeErrorBudget(99.9, half, MONTH, DEFAULT_WEIGHTS).allowed).toBe(1296);
    expect(makeErrorBudget(99.9, seconds({ unknown: MONTH }), MONTH, DEFAULT_WEIGHTS)).toEqual({
      allowed: 0,
      used: 0,
      left: 0,
    });
  });

  it("allows nothing where everything was promised", () => {
    expect(makeErrorBudget(100, seconds({ partial_outage: 1 }), MONTH, DEFAULT_WEIGHTS).left).toBe(-1);
  });
});
