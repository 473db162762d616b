import { type MetricSpec, metricId } from "@/lib/domain/metric";
import {
  type KeptPoint,
  type MetricSeries,
  NOTHING_MEASURED,
  POINTS_KEPT_MS,
  takeMeasurement,
} from "@/lib/domain/metric-series";
import type { EpochMs } from "@/lib/domain/time";
import { parsePerformanceData } from "@/lib/nagios/performance-data";
import { stateAt } from "./object-state";
import type { Timeline } from "./timeline";
import { CHECK_INTERVAL_MS } from "./world";

/** What the demo's checks measured until an instant, as whoever had watched them would have kept it. */
export function listPastPoints(timeline: Timeline, metrics: readonly MetricSpec[], until: EpochMs): KeptPoint[] {
  return metrics.flatMap((spec) => {
    let series: MetricSeries = NOTHING_MEASURED;
    for (let at = until - POINTS_KEPT_MS; at <= until; at += CHECK_INTERVAL_MS) {
      series = takeMeasurement(series, measureAt(timeline, spec, at), at);
    }
    return series.points.map((point) => ({ metric: metricId(spec), ...point }));
  });
}

function measureAt(timeline: Timeline, { key, label }: MetricSpec, at: EpochMs) {
  const { checked, lastCheckAt, output } = stateAt(timeline, key, at);
  const found = parsePerformanceData(output.performanceData).find((each) => each.label === label);
  const checkedAt = checked ? lastCheckAt : null;
  return { checkedAt, value: found?.value ?? null, uom: found?.uom ?? "", isPresent: true };
}
