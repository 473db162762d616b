import { type MetricId, type MetricSpec, metricId } from "@/lib/domain/metric";
import {
  type AllSeries,
  joinPoints,
  type KeptPoint,
  type MetricSeries,
  NOTHING_MEASURED,
  POINTS_KEPT_MS,
  quarterOf,
  recallSeries,
  takeMeasurement,
} from "@/lib/domain/metric-series";
import type { Snapshot } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import type { Store } from "@/lib/store/store";

/** So long after a quarter of an hour its last checks are told, and one write has them all. */
const SETTLE_MS = 2 * MINUTE_MS;

/** The last day of each metric, in memory; in the store once a quarter of an hour and at the end. */
export interface MetricKeeper {
  /** Takes what a snapshot says of them, and answers what is known. The same snapshot again adds nothing. */
  take(snapshot: Snapshot | null): AllSeries;
  /** Takes over what the store kept; until that succeeds it is tried again with each snapshot. Never rejects. */
  load(): Promise<void>;
  /** Writes what is not written yet. Never rejects. */
  stop(): Promise<void>;
}

/** Makes the keeper of the chosen metrics. Without any it only forgets what the store holds of those of before. */
export function createMetricKeeper(
  metrics: readonly MetricSpec[],
  store: Pick<Store, "addPoints" | "listPoints">,
): MetricKeeper {
  const ids = [...new Set(metrics.map(metricId))];
  let all: AllSeries = new Map();
  /** The last check of each metric that is in the store; null before it was asked. */
  let written: ReadonlyMap<MetricId, EpochMs> | null = null;
  let asOf: EpochMs = 0;
  let running: Promise<void> | null = null;

  function add({ createdAt, measurements }: Snapshot): void {
    asOf = createdAt;
    const grown = ids.map((id): [MetricId, MetricSeries] => {
      const series = all.get(id) ?? NOTHING_MEASURED;
      const measured = measurements.get(id);
      return [id, measured === undefined ? series : takeMeasurement(series, measured, createdAt)];
    });
    all = new Map(grown);
  }

  /** One after the other. What fails is no fault of the round: it is tried again with the next snapshot. */
  function run(work: () => Promise<void>): Promise<void> {
    running ??= work()
      // The store says itself what is wrong with it.
      .catch(() => undefined)
      .finally(() => {
        running = null;
      });
    return running;
  }

  async function takeOver(): Promise<void> {
    const kept = await store.listPoints();
    const mine = ids.map((id) => [id, kept.filter(({ metric }) => metric === id)] as const);
    all = new Map(mine.map(([id, points]) => [id, recall(points, all.get(id))]));
    written = new Map(mine.map(([id, points]) => [id, points.at(-1)?.lastCheckAt ?? 0]));
  }

  /** Drops all points. Those of a metric that is no longer chosen go with the next write of another; here is none. */
  async function clear(): Promise<void> {
    if (written !== null) return;
    const kept = await store.listPoints();
    if (kept.length > 0) await store.addPoints({ points: [], dropBefore: Number.MAX_SAFE_INTEGER });
    written = new Map();
  }

  /** Writes points with a check that the store does not know, of quarters that are over at `before`. */
  async function write(before: EpochMs): Promise<void> {
    const known = written;
    if (known === null) return;
    const points = [...all].flatMap(([metric, series]) => {
      // What a clock that ran ahead had left says nothing of the present.
      const last = known.get(metric) ?? 0;
      const since = last > asOf ? 0 : last;
      return series.points
        .filter(({ at, lastCheckAt }) => at < before && lastCheckAt > since)
        .map((point): KeptPoint => ({ metric, ...point }));
    });
    if (points.length === 0) return;
    await store.addPoints({ points, dropBefore: quarterOf(asOf - POINTS_KEPT_MS) });
    written = new Map([...known, ...points.map(({ metric, lastCheckAt }) => [metric, lastCheckAt] as const)]);
  }

  return {
    take(snapshot) {
      if (snapshot === null) return all;
      if (ids.length === 0) {
        if (written === null) void run(clear);
        return all;
      }
      add(snapshot);
      void run(() => (written === null ? takeOver() : write(quarterOf(asOf - SETTLE_MS))));
      return all;
    },
    async load() {
      if (ids.length > 0) await run(takeOver);
    },
    async stop() {
      await running;
      await run(() => write(Number.POSITIVE_INFINITY));
    },
  };
}

function recall(kept: readonly KeptPoint[], own: MetricSeries = NOTHING_MEASURED): MetricSeries {
  const before = kept.map(({ metric: _, ...point }) => point);
  const points = joinPoints(before, own.points);
  return { points, latest: own.latest ?? recallSeries(points).latest };
}
