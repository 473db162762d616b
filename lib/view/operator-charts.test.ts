import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUCKET_MS, foldSample, type PollBucket, type PollSample } from "@/lib/domain/operation";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { makeOperatorFact } from "@/tests/fixtures/operator-facts";
import { drawLine, makeLogScale, mergeSpans } from "./operator-chart-plot";
import { cutPeriods, cutSlots, RANGES } from "./operator-chart-slots";
import type { BarPlot, CurvePlot } from "./operator-chart-views";
import { describeCharts, type RangeView } from "./operator-charts";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);
const [DAY, MONTH] = RANGES;

function bucket(at: number, more: Partial<PollBucket> = {}): PollBucket {
  const from = at - (at % BUCKET_MS);
  return {
    at: from,
    polls: 10,
    failed: 0,
    totalDurationMs: 2000,
    maxDurationMs: 400,
    maxBytes: 5e6,
    maxDataAgeMs: 9000,
    ...more,
  };
}

function chartOf(id: string, polls: PollBucket[]) {
  const chart = describeCharts(makeOperatorFact(AT, {}, { record: { events: [], polls } })).find(
    (one) => one.id === id,
  );
  if (chart === undefined) throw new Error(`no chart ${id}`);
  return chart;
}

function plotOf({ ranges: [day] }: { ranges: RangeView[] }): BarPlot | CurvePlot {
  if (day === undefined) throw new Error("no range");
  return day.plot;
}

const everyFiveMinutes = Array.from({ length: 289 }, (_, index) => bucket(AT - index * BUCKET_MS)).reverse();

describe("a chart of the polls", () => {
  it("draws an unbroken line with its limit while polls are good", () => {
    const plot = plotOf(chartOf("duration", everyFiveMinutes)) as CurvePlot;
    expect(plot.line.match(/M/g)).toHaveLength(1);
    expect(plot.limit?.label).toBe("30 s");
    expect(plot.failures).toEqual([]);
    expect(plot.gaps).toEqual([]);
  });

  it("shows failed polls as marks of their own, neighbours as one", () => {
    const polls = everyFiveMinutes.map((one, index) => (index > 100 && index < 105 ? { ...one, failed: 3 } : one));
    const plot = plotOf(chartOf("duration", polls)) as CurvePlot;
    expect(plot.failures).toHaveLength(1);
    expect(plot.failures[0]?.width).toBeCloseTo((4 * BUCKET_MS * 100) / DAY_MS, 1);
  });

  it("shows a time without polls as a gap, and never bridges it", () => {
    const polls = everyFiveMinutes.filter((one) => one.at < AT - 3 * HOUR_MS || one.at > AT - HOUR_MS);
    const plot = plotOf(chartOf("duration", polls)) as CurvePlot;
    expect(plot.line.match(/M/g)).toHaveLength(2);
    expect(plot.gaps).toHaveLength(1);
  });

  it("is one gap, in words too, when nothing was recorded", () => {
    const { ranges } = chartOf("age", []);
    expect(ranges[0]?.label).toBe("Last 24 hours: nothing was measured.");
    expect((plotOf({ ranges }) as CurvePlot).gaps).toEqual([{ x: 0.17, width: 99.83 }]);
  });

  it("says in words what it draws", () => {
    expect(chartOf("duration", everyFiveMinutes).ranges[0]?.label).toBe(
      "Last 24 hours: typically 0.20 s, at most 0.40 s, limit 30 s.",
    );
  });

  it("counts good and failed polls in its table as in its bars", () => {
    const { ranges } = chartOf("results", [bucket(AT, { failed: 4 }), bucket(AT - 2 * HOUR_MS)]);
    expect(ranges[0]?.table.rows.slice(0, 3)).toEqual([
      ["14:00", "6", "4"],
      ["13:00", "0", "0"],
      ["12:00", "10", "0"],
    ]);
    expect((plotOf({ ranges }) as BarPlot).bars.filter(({ failed }) => failed !== null)).toHaveLength(1);
  });
});

describe("stretches of time", () => {
  it("are never shorter than two intervals, so that a slow poller has no gaps", () => {
    const polls = Array.from({ length: 290 }, (_, index) => bucket(AT - index * 5.1 * MINUTE_MS));
    const slots = cutSlots(polls, DAY, AT, 5.1 * MINUTE_MS);
    expect(slots.slice(1, -1).every((slot) => slot.polls > 0)).toBe(true);
  });

  it("hold every poll of the range once, and none of before", () => {
    const sample = fc.record({
      agoMs: fc.integer({ min: 0, max: 40 * DAY_MS }),
      durationMs: fc.integer({ min: 1, max: 60_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(sample, { maxLength: 60 }),
        fc.integer({ min: 1000, max: 20 * MINUTE_MS }),
        (samples, interval) => {
          const buckets = foldAll(
            samples.map(({ agoMs, durationMs }) => ({
              at: AT - agoMs,
              durationMs,
              bytes: 1,
              result: "good",
              dataAgeMs: 1,
            })),
          );
          for (const range of RANGES) {
            const slots = cutSlots(buckets, range, AT, interval);
            const inside = buckets.filter(({ at }) => at >= (slots[0]?.from ?? 0));
            expect(sumPolls(slots)).toBe(sumPolls(inside));
            expect(slots[0]?.from).toBeGreaterThan(AT - range.lengthMs);
          }
        },
      ),
    );
  });

  it("are the days of the page's zone, also where the clocks change", () => {
    for (const at of [Date.UTC(2026, 9, 25, 22, 30), Date.UTC(2026, 10, 10, 23, 30), Date.UTC(2026, 2, 29, 22, 15)]) {
      const labels = cutPeriods([], MONTH, at, "Europe/Berlin").map(({ label }) => label);
      expect(new Set(labels).size).toBe(30);
    }
  });

  it("do not take the hour of yesterday for that of today", () => {
    const periods = cutPeriods([bucket(AT - 24 * HOUR_MS + 10 * MINUTE_MS)], DAY, AT, "UTC");
    expect(sumPolls(periods)).toBe(0);
  });
});

describe("drawing", () => {
  it("keeps every height within the plot, a higher value never lower", () => {
    const scale = makeLogScale(10, 60_000);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(scale(high)).toBeLessThanOrEqual(scale(low));
          expect(scale(a)).toBeGreaterThanOrEqual(0);
          expect(scale(a)).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it("makes a dot of a single point", () => {
    expect(drawLine([{ x: 50, value: 10, highest: 10 }], makeLogScale(10, 1000))).toBe("M50 100L50 100");
  });

  it("joins neighbours only", () => {
    const slot = (x: number, isMarked: boolean) => ({ x, width: 10, isMarked });
    expect(mergeSpans([slot(0, true), slot(10, true), slot(20, false), slot(30, true)])).toEqual([
      { x: 0, width: 20 },
      { x: 30, width: 10 },
    ]);
  });
});

function foldAll(samples: PollSample[]): PollBucket[] {
  const buckets: PollBucket[] = [];
  for (const sample of samples.sort((a, b) => a.at - b.at)) {
    const last = buckets.at(-1) ?? null;
    const next = foldSample(last, sample);
    if (last?.at === next.at) buckets.pop();
    buckets.push(next);
  }
  return buckets;
}

function sumPolls(parts: readonly { polls: number }[]): number {
  return parts.reduce((sum, { polls }) => sum + polls, 0);
}
