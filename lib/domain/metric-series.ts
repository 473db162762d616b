import type { Measurement, MetricId } from "./metric";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "./time";

/** The checks of a quarter of an hour. */
export interface MetricPoint {
  /** Begin of the quarter, counted from the epoch. */
  at: EpochMs;
  sum: number;
  /** How many checks make the sum; at least one. */
  checks: number;
  /** The last of these checks: the next reading may well see it again. */
  lastCheckAt: EpochMs;
  uom: string;
}

/** A point as it is kept. */
export interface KeptPoint extends MetricPoint {
  metric: MetricId;
}

/** What is known of one metric. */
export interface MetricSeries {
  /** In order of time; quarters without a check are absent. */
  points: readonly MetricPoint[];
  /** The last value that a check measured, and whether it is the present one; null when there never was one. */
  latest: { value: number; at: EpochMs; uom: string; isPresent: boolean } | null;
}

/** What is known of all metrics. */
export type AllSeries = ReadonlyMap<MetricId, MetricSeries>;

export const QUARTER_MS = 15 * MINUTE_MS;
/** Quarters that are shown beside the running one: a day. */
export const QUARTERS = 96;
/** For how long points are kept. */
export const POINTS_KEPT_MS = 26 * HOUR_MS;

export const NOTHING_MEASURED: MetricSeries = { points: [], latest: null };

/** The quarter of an hour that an instant lies in. */
export function quarterOf(at: EpochMs): EpochMs {
  return at - (at % QUARTER_MS);
}

/**
 * Adds what a reading that is true at `asOf` says. A check counts once, in the quarter in which it was made, however
 * often it is seen. Without a new check nothing is added: a value is never carried on.
 */
export function takeMeasurement(series: MetricSeries, measured: Measurement, asOf: EpochMs): MetricSeries {
  const points = dropForeignTimes(series.points, asOf);
  const { checkedAt, value, uom, isPresent } = measured;
  if (checkedAt === null || value === null || checkedAt > asOf) {
    const before = series.latest !== null && series.latest.at <= asOf ? series.latest : null;
    return { points, latest: before && { ...before, isPresent: false } };
  }
  const latest = { value, at: checkedAt, uom, isPresent };
  const isTold = quarterOf(checkedAt) >= quarterOf(asOf) - QUARTERS * QUARTER_MS;
  return { points: isTold ? addCheck(points, { at: checkedAt, value, uom }) : points, latest };
}

/** What is known from kept points alone: how it was, and nothing of the present. */
export function recallSeries(points: readonly MetricPoint[]): MetricSeries {
  const last = points.at(-1);
  if (last === undefined) return NOTHING_MEASURED;
  return { points, latest: { value: meanOf(last), at: last.lastCheckAt, uom: last.uom, isPresent: false } };
}

export function meanOf({ sum, checks }: MetricPoint): number {
  return sum / checks;
}

/** Without what is too old, and without what a clock that ran ahead had left in the future. */
function dropForeignTimes(points: readonly MetricPoint[], asOf: EpochMs): readonly MetricPoint[] {
  const isKept = ({ at, lastCheckAt }: MetricPoint) => at > asOf - POINTS_KEPT_MS && lastCheckAt <= asOf;
  return points.every(isKept) ? points : points.filter(isKept);
}

function addCheck(
  points: readonly MetricPoint[],
  { at: lastCheckAt, value, uom }: { at: EpochMs; value: number; uom: string },
): readonly MetricPoint[] {
  const last = points.at(-1);
  if (last !== undefined && lastCheckAt <= last.lastCheckAt) return points;
  const at = quarterOf(lastCheckAt);
  if (last?.at !== at) return [...points, { at, sum: value, checks: 1, lastCheckAt, uom }];
  // Another unit: what was measured in the old one cannot be added to it.
  const grown = last.uom === uom ? { sum: last.sum + value, checks: last.checks + 1 } : { sum: value, checks: 1 };
  return [...points.slice(0, -1), { at, ...grown, lastCheckAt, uom }];
}

/**
 * What was kept before a restart, with what was seen since. Where both know a quarter, the first check since may be the
 * last one before.
 */
export function joinPoints(kept: readonly MetricPoint[], own: readonly MetricPoint[]): MetricPoint[] {
  const joined = new Map(kept.map((point) => [point.at, point]));
  for (const point of own) {
    const before = joined.get(point.at);
    joined.set(point.at, before === undefined ? point : joinQuarter(before, point));
  }
  return [...joined.values()].sort((a, b) => a.at - b.at);
}

function joinQuarter(before: MetricPoint, own: MetricPoint): MetricPoint {
  if (own.lastCheckAt <= before.lastCheckAt) return before;
  if (own.checks > 1 || own.uom !== before.uom) return own;
  return { ...own, sum: before.sum + own.sum, checks: before.checks + 1 };
}
