import { type Measurement, type MetricId, type MetricSpec, metricId } from "@/lib/domain/metric";
import { MINUTE_MS } from "@/lib/domain/time";
import { parsePerformanceData } from "./performance-data";
import type { MeasuredStatus, ObjectStatus, StatusFile } from "./status-file";

/** Nagios' default, in units of `interval_length` (xdata/xodtemplate.c), for files that do not say. */
const USUAL_CHECK_INTERVAL = 5;
/** A check that is missing for so many intervals, and a minute to run, is late: it tells nothing of the present. */
const MISSED_INTERVALS = 3;

/** No unit is longer. Pieces as short as this are copies: they do not keep the text alive which they were cut from. */
const MAX_UOM_CHARS = 12;

const NO_CHECK: Measurement = { checkedAt: null, value: null, uom: "", isPresent: false };

/** What a status file says of metrics. It must have been scanned with their keys. */
export function measureAll(
  status: StatusFile,
  metrics: readonly MetricSpec[],
  intervalLengthMs = MINUTE_MS,
): Map<MetricId, Measurement> {
  return new Map(metrics.map((metric) => [metricId(metric), measure(status, metric, intervalLengthMs)]));
}

function measure(status: StatusFile, { key, label }: MetricSpec, intervalLengthMs: number): Measurement {
  const own = status.objects.get(key);
  const measured = status.measured.get(key);
  if (own === undefined || measured === undefined || !own.hasBeenChecked || own.lastCheckAt === null) return NO_CHECK;
  const found = parsePerformanceData(measured.performanceData).find((each) => each.label === label);
  return {
    checkedAt: own.lastCheckAt,
    value: found?.value ?? null,
    uom: found?.uom.slice(0, MAX_UOM_CHARS) ?? "",
    isPresent: !isLate(own.lastCheckAt, measured, status.createdAt, intervalLengthMs),
  };
}

/** By Nagios' own time on both sides: its clock need not be ours. */
function isLate(
  lastCheckAt: number,
  { checkInterval }: MeasuredStatus,
  createdAt: number,
  intervalLengthMs: number,
): boolean {
  const intervalMs = (checkInterval || USUAL_CHECK_INTERVAL) * intervalLengthMs;
  return createdAt - lastCheckAt > MISSED_INTERVALS * intervalMs + MINUTE_MS;
}

/** A metric that nothing in Nagios answers to. */
export interface UnmatchedMetric {
  metric: MetricSpec;
  lacks: "object" | "label";
  /** As a sentence. */
  sentence: string;
  /** The labels that are there. */
  labels: readonly string[];
}

/**
 * Metrics that name what is not there. That a label is missing shows only in a check that went well: plugins that report
 * a problem often measure nothing.
 */
export function findUnmatchedMetrics(status: StatusFile, metrics: readonly MetricSpec[]): UnmatchedMetric[] {
  return metrics.flatMap((metric): UnmatchedMetric[] => {
    const own = status.objects.get(metric.key);
    if (own === undefined) {
      const kind = metric.key.includes(";") ? "service" : "host";
      const sentence = `${metric.name}: ${kind} ${metric.key} is unknown to Nagios`;
      return [{ metric, lacks: "object", sentence, labels: [] }];
    }
    if (!isWell(own)) return [];
    const values = parsePerformanceData(status.measured.get(metric.key)?.performanceData ?? "");
    const labels = values.map(({ label }) => label);
    if (labels.includes(metric.label)) return [];
    const sentence = `${metric.name}: the performance data of ${metric.key} has no value "${metric.label}"`;
    return [{ metric, lacks: "label", sentence, labels }];
  });
}

function isWell({ hasBeenChecked, currentState }: ObjectStatus): boolean {
  return hasBeenChecked && currentState === 0;
}
