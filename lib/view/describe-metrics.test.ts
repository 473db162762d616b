import { describe, expect, it } from "vitest";
import { type Measurement, type MetricSpec, metricId } from "@/lib/domain/metric";
import { NOTHING_MEASURED, QUARTER_MS, takeMeasurement } from "@/lib/domain/metric-series";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time";
import { describeMetrics } from "./describe-metrics";

const NOON = Date.UTC(2026, 2, 14, 12);
const AS_OF = NOON + 2 * MINUTE_MS;
const METRIC: MetricSpec = {
  name: "Response time",
  key: "web1;HTTP",
  label: "time",
  unit: null,
  factor: 1,
  slowFrom: null,
};

/** The metric after some checks, each so many quarters before noon. */
function view(
  checks: readonly (readonly [back: number, value: number | null])[],
  more: Partial<MetricSpec> = {},
  uom = "s",
) {
  const spec = { ...METRIC, ...more };
  const measure = (back: number, value: number | null): Measurement => {
    return { checkedAt: NOON - back * QUARTER_MS, value, uom, isPresent: true };
  };
  const series = checks.reduce(
    (known, [back, value]) => takeMeasurement(known, measure(back, value), AS_OF),
    NOTHING_MEASURED,
  );
  const [described] = describeMetrics([spec], new Map([[metricId(spec), series]]), AS_OF);
  if (described === undefined) throw new Error("nothing was described");
  return described;
}

describe("a metric in public", () => {
  it("has a point for each quarter of a day and for the one under way, and gaps for those without a check", () => {
    const { points, from, to, latest } = view([
      [96, 1],
      [1, 0.38123],
      [0, 0.4],
    ]);
    expect([from, to]).toEqual([NOON - DAY_MS, AS_OF]);
    expect(points).toHaveLength(97);
    expect(points.map((point, at) => [at, point]).filter(([, point]) => point !== null)).toEqual([
      [0, 1],
      [95, 0.381],
      [96, 0.4],
    ]);
    expect(latest).toEqual({ value: 0.4, at: NOON, isPresent: true });
  });

  it("is told in the unit and size that the operator wants", () => {
    const told = view([[0, 381.6]], { factor: 0.001, unit: "sec", slowFrom: 2 }, "ms");
    expect(told).toMatchObject({ unit: "sec", latest: { value: 0.382 }, slowFrom: 2 });
    expect(told.points.at(-1)).toBe(0.382);
  });

  it("has the plugin's unit where that is one, and nothing else that a plugin wrote", () => {
    const unitOf = (uom: string) => view([[0, 1]], {}, uom).unit;
    expect(["s", "ms", "%", "MB", "°C", "c", "", "=db7.corp.example", "<b>", "very-long-word"].map(unitOf)).toEqual([
      "s",
      "ms",
      "%",
      "MB",
      "°C",
      "",
      "",
      "",
      "",
      "",
    ]);
  });

  it("keeps the digits that mean something", () => {
    const latestOf = (value: number) => view([[0, value]]).latest?.value;
    expect([0.123456, 12.3456, 123.456, 18_234, 0.00012345].map(latestOf)).toEqual([
      0.123, 12.3, 123, 18_234, 0.000123,
    ]);
    expect(view([[0, 18_234]]).points.at(-1)).toBe(18_234);
  });

  it("draws nothing that was measured in another unit than the last", () => {
    const before = takeMeasurement(
      NOTHING_MEASURED,
      { checkedAt: NOON - QUARTER_MS, value: 380, uom: "ms", isPresent: true },
      AS_OF,
    );
    const series = takeMeasurement(before, { checkedAt: NOON, value: 0.4, uom: "s", isPresent: true }, AS_OF);
    const [told] = describeMetrics([METRIC], new Map([[metricId(METRIC), series]]), AS_OF);
    expect(told?.points.filter((point) => point !== null)).toEqual([0.4]);
  });

  it("is there without any value, and not at all before anything was read", () => {
    const [told] = describeMetrics([METRIC], new Map(), AS_OF);
    expect(told).toMatchObject({ name: "Response time", unit: "", latest: null });
    expect(told?.points.every((point) => point === null)).toBe(true);
    expect(describeMetrics([METRIC], new Map(), null)).toEqual([]);
  });

  it("never says what it is called in Nagios, and is small", () => {
    const walk = Array.from({ length: 97 }, (_, step) => [96 - step, 0.3 + Math.sin(step) / 9] as const);
    const text = JSON.stringify(view(walk));
    expect(text).not.toMatch(/web1|HTTP|"time"/);
    expect(text.length).toBeLessThan(1000);
  });
});
