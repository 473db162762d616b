import { type MetricSpec, metricId } from "@/lib/domain/metric";
import {
  type AllSeries,
  type MetricSeries,
  meanOf,
  NOTHING_MEASURED,
  QUARTER_MS,
  QUARTERS,
  quarterOf,
} from "@/lib/domain/metric-series";
import type { EpochMs } from "@/lib/domain/time";
import type { MetricValue, MetricView } from "./page-view";

/** The chosen figures as they were at `asOf`; none while nothing was ever read. */
export function describeMetrics(metrics: readonly MetricSpec[], all: AllSeries, asOf: EpochMs | null): MetricView[] {
  if (asOf === null) return [];
  return metrics.map((metric) => describeMetric(metric, all.get(metricId(metric)) ?? NOTHING_MEASURED, asOf));
}

function describeMetric({ name, unit, factor, slowFrom }: MetricSpec, series: MetricSeries, asOf: EpochMs): MetricView {
  const uom = series.latest?.uom ?? "";
  return {
    name,
    unit: unit ?? sayUnit(uom),
    latest: describeLatest(series, factor),
    ...listPoints({ points: series.points.filter((point) => point.uom === uom) }, factor, asOf),
    to: asOf,
    slowFrom,
  };
}

function describeLatest({ latest }: MetricSeries, factor: number): MetricValue | null {
  return latest && { value: roundValue(latest.value * factor), at: latest.at, isPresent: latest.isPresent };
}

function listPoints({ points }: Pick<MetricSeries, "points">, factor: number, asOf: EpochMs) {
  const from = quarterOf(asOf) - QUARTERS * QUARTER_MS;
  const means = new Map(points.map((point) => [point.at, roundValue(meanOf(point) * factor)]));
  const ats = Array.from({ length: QUARTERS + 1 }, (_, index) => from + index * QUARTER_MS);
  return { from, points: ats.map((at) => means.get(at) ?? null) };
}

/** Three digits that mean something, and no whole number made less exact than it is. */
function roundValue(value: number): number {
  return Math.abs(value) < 100 ? Number(value.toPrecision(3)) : Math.round(value);
}

/**
 * A unit comes from a plugin, and only what looks like one is shown: letters, percent and degrees. `c` says that it is a
 * counter, which is no unit.
 */
function sayUnit(uom: string): string {
  return uom !== "c" && /^(?:[\p{L}%°/²³]{1,8})$/u.test(uom) ? uom : "";
}
