import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSeconds, type DayFigure, noSeconds, type StateSeconds, sumSpans } from "@/lib/domain/availability";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { compareStates, PUBLIC_STATES } from "@/lib/domain/public-state";
import { describeBars, describeDay, heightOf, MARK_LETTERS, markOf, NO_DATA, readMark } from "./history-view";

const HOUR = 3600;

function day(seconds: Partial<StateSeconds>, disruptions = 0): DayFigure {
  return { date: "2026-03-03", from: 0, to: 86_400_000, seconds: { ...noSeconds(), ...seconds }, disruptions };
}

const anySeconds = fc.record(
  Object.fromEntries(PUBLIC_STATES.map((state) => [state, fc.oneof(fc.constant(0), fc.nat(86_400))])),
) as fc.Arbitrary<StateSeconds>;

describe("the mark of a day", () => {
  it("is its worst state, however short", () => {
    expect(markOf(day({ operational: 86_399, partial_outage: 1 }).seconds)).toBe(MARK_LETTERS.partial_outage);
    expect(markOf(day({ operational: 80_000, unknown: 6400 }).seconds)).toBe(MARK_LETTERS.unknown);
  });

  it("is no data where nothing is known of the whole day, and of a day of no length", () => {
    expect(markOf(day({ unknown: 86_400 }).seconds)).toBe(NO_DATA);
    expect(markOf(noSeconds())).toBe(NO_DATA);
    expect(readMark(NO_DATA)).toBeNull();
  });

  it("is calm only when every second of the day was operational", () => {
    fc.assert(
      fc.property(anySeconds, (seconds) => {
        const isCalm = markOf(seconds) === MARK_LETTERS.operational;
        const rest = PUBLIC_STATES.filter((state) => state !== "operational" && seconds[state] > 0);
        expect(isCalm).toBe(rest.length === 0 && seconds.operational > 0);
      }),
    );
  });

  it("is never better than any state of the day", () => {
    fc.assert(
      fc.property(anySeconds, (seconds) => {
        const state = readMark(markOf(seconds));
        const present = PUBLIC_STATES.filter((each) => seconds[each] > 0);
        for (const each of state === null ? [] : present)
          expect(compareStates(state ?? each, each)).not.toBeLessThan(0);
      }),
    );
  });
});

describe("the bars of a component", () => {
  const days = [
    ...Array.from({ length: 80 }, () => day({ unknown: 24 * HOUR })),
    day({ operational: 12 * HOUR, unknown: 12 * HOUR }),
    ...Array.from({ length: 8 }, () => day({ operational: 24 * HOUR })),
    day({ operational: 9 * HOUR, major_outage: HOUR, partial_outage: 61 }, 2),
  ];
  const bars = describeBars({ days, spans: sumSpans(days, noSeconds()) }, DEFAULT_WEIGHTS);

  it("tell each day by a letter, and more only of those that were neither calm nor unknown throughout", () => {
    expect(bars.marks).toBe(`${"-".repeat(80)}uoooooooox`);
    expect(bars.heights).toBe(`${"0".repeat(80)}1000000003`);
    expect(bars.days.map(({ index }) => index)).toEqual([80, 89]);
    expect(bars.days[1]).toMatchObject({ minutes: { major_outage: 60, partial_outage: 2 }, disruptions: 2 });
  });

  it("leave out the time that is not known, and say how much is", () => {
    expect(bars.uptime).toMatchObject({ day: null, quarter: 99.53 });
    expect(bars.known).toBe(9.97);
  });

  it("say 100 percent only of what was never down, whatever the days", () => {
    fc.assert(
      fc.property(fc.array(anySeconds, { minLength: 1, maxLength: 90 }), (all) => {
        const figures = all.map((seconds) => day(seconds));
        const { uptime } = describeBars({ days: figures, spans: sumSpans(figures, noSeconds()) }, DEFAULT_WEIGHTS);
        const { major_outage, partial_outage } = addSeconds(all);
        if (major_outage + partial_outage > 0) expect(uptime.quarter ?? 0).toBeLessThan(100);
      }),
    );
  });
});

it("minutes of a day are rounded up, so that no state of it vanishes", () => {
  const { minutes } = describeDay(day({ operational: 5, degraded_performance: 61, unknown: 60 }), 3, DEFAULT_WEIGHTS);
  expect(minutes).toEqual({ degraded_performance: 2, unknown: 1 });
});

describe("the height of a mark", () => {
  it("grows with the minutes of disruption", () => {
    const heights = [24, 25, 45, 75, 150].map((count) => heightOf({ minutes: { partial_outage: count } }));
    expect(heights).toEqual([1, 2, 3, 4, 5]);
  });

  it("takes all disruptions together, and planned work only where there was none", () => {
    expect(heightOf({ minutes: { major_outage: 20, degraded_performance: 60, under_maintenance: 900 } })).toBe(4);
    expect(heightOf({ minutes: { under_maintenance: 900 } })).toBe(5);
    expect(heightOf({ minutes: { unknown: 900 } })).toBe(1);
  });
});
