import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measurement } from "./metric";
import {
  joinPoints,
  type MetricSeries,
  meanOf,
  NOTHING_MEASURED,
  POINTS_KEPT_MS,
  QUARTER_MS,
  quarterOf,
  recallSeries,
  takeMeasurement,
} from "./metric-series";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./time";

const NOON = Date.UTC(2026, 2, 14, 12);
const check = (at: number, value: number | null, changes: Partial<Measurement> = {}): Measurement => ({
  checkedAt: at,
  value,
  uom: "s",
  isPresent: true,
  ...changes,
});
const takeAll = (...checks: readonly (readonly [at: number, value: number | null])[]): MetricSeries =>
  checks.reduce((series, [at, value]) => takeMeasurement(series, check(at, value), at + 1000), NOTHING_MEASURED);

describe("what is known of a metric", () => {
  it("is the mean of the different checks of each quarter of an hour", () => {
    const { points } = takeAll([NOON, 1], [NOON + 5 * MINUTE_MS, 4], [NOON + QUARTER_MS, 7]);
    expect(points.map((point) => [point.at, meanOf(point), point.checks])).toEqual([
      [NOON, 2.5, 2],
      [NOON + QUARTER_MS, 7, 1],
    ]);
  });

  it("does not change when the same check is seen again", () => {
    const once = takeAll([NOON, 1]);
    expect(takeMeasurement(once, check(NOON, 1), NOON + HOUR_MS).points).toEqual(once.points);
  });

  it("has gaps where no check measured anything", () => {
    const { points, latest } = takeAll([NOON, 1], [NOON + QUARTER_MS, null], [NOON + 2 * QUARTER_MS, 3]);
    expect(points.map(({ at }) => at)).toEqual([NOON, NOON + 2 * QUARTER_MS]);
    expect(latest).toMatchObject({ value: 3, isPresent: true });
  });

  it("keeps the last value as no present one when a check measured nothing, or the object is gone", () => {
    for (const nothing of [check(NOON + 1, null), check(NOON, 1, { checkedAt: null, value: null })]) {
      const { latest } = takeMeasurement(takeAll([NOON, 1]), nothing, NOON + MINUTE_MS);
      expect(latest).toEqual({ value: 1, at: NOON, uom: "s", isPresent: false });
    }
  });

  it("does not mix units: a quarter begins anew with another one", () => {
    const { points } = takeMeasurement(takeAll([NOON, 1]), check(NOON + 1, 380, { uom: "ms" }), NOON + 2);
    expect(points).toEqual([{ at: NOON, sum: 380, checks: 1, lastCheckAt: NOON + 1, uom: "ms" }]);
  });

  it("takes no check of the future, and forgets what a clock that ran ahead had left", () => {
    const ahead = takeAll([NOON, 1], [NOON + DAY_MS, 2]);
    const { points, latest } = takeMeasurement(ahead, check(NOON + DAY_MS, 2), NOON + MINUTE_MS);
    expect(points.map(({ at }) => at)).toEqual([NOON]);
    expect(latest).toBeNull();
    expect(takeMeasurement(ahead, check(NOON + 1, 5), NOON + 2).latest?.value).toBe(5);
  });

  it("draws no point of a check that is older than what is shown", () => {
    const old = takeMeasurement(NOTHING_MEASURED, check(NOON - 2 * DAY_MS, 1, { isPresent: false }), NOON);
    expect(old).toEqual({
      points: [],
      latest: { value: 1, at: NOON - 2 * DAY_MS, uom: "s", isPresent: false },
    });
  });

  it("is how it was, and nothing of the present, when it is only recalled", () => {
    const { points } = takeAll([NOON, 1], [NOON + MINUTE_MS, 2]);
    expect(recallSeries(points)).toEqual({
      points,
      latest: { value: 1.5, at: NOON + MINUTE_MS, uom: "s", isPresent: false },
    });
    expect(recallSeries([])).toBe(NOTHING_MEASURED);
  });

  it("goes on after a restart where it was, and counts no check twice", () => {
    const checks = [0, 1, 2, 3].map((step) => [NOON + step * 5 * MINUTE_MS, step] as const);
    const whole = takeAll(...checks).points;
    const kept = takeAll(...checks.slice(0, 2)).points;
    expect(joinPoints(kept, takeAll(...checks.slice(2)).points)).toEqual(whole);
    expect(
      joinPoints(
        kept,
        kept.map((point) => ({ ...point, sum: 1, checks: 1 })),
      ),
    ).toEqual(kept);
    const since = takeMeasurement(NOTHING_MEASURED, check(NOON + 8 * MINUTE_MS, 380, { uom: "ms" }), NOON + HOUR_MS);
    expect(joinPoints(kept, since.points)).toEqual(since.points);
  });

  it("holds, whatever comes, one point a quarter in order, with each check in its own, and none too old", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer())), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (walk) => {
        let series = NOTHING_MEASURED;
        let now = NOON;
        const seen = new Set<number>();
        for (const [minutes, value] of walk) {
          now += minutes * MINUTE_MS;
          if (value !== null) seen.add(now);
          series = takeMeasurement(series, check(now, value), now);
          const ats = series.points.map(({ at }) => at);
          expect(ats).toEqual([...new Set(ats)].sort((a, b) => a - b));
          for (const { at, checks, lastCheckAt } of series.points) {
            expect(quarterOf(lastCheckAt)).toBe(at);
            expect(checks).toBe([...seen].filter((each) => quarterOf(each) === at).length);
            expect(at).toBeGreaterThan(now - POINTS_KEPT_MS);
          }
        }
      }),
    );
  });
});
