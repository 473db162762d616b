import { findNearest } from "@/lib/config/did-you-mean";
import { type MetricSpec, metricId } from "@/lib/domain/metric";
import { findUnmatchedMetrics, measureAll, type UnmatchedMetric } from "@/lib/nagios/measure";
import type { StatusFile } from "@/lib/nagios/status-file";
import { type Finding, fail, ok, warn } from "./doctor-report";

/** What the chosen metrics measure on this Nagios, and which of them nothing answers to. */
export function judgeMetrics(metrics: readonly MetricSpec[], status: StatusFile): Finding[] {
  const unmatched = findUnmatchedMetrics(status, metrics);
  const measured = measureAll(status, metrics);
  return metrics.map((metric) => {
    const lack = unmatched.find((each) => each.metric === metric);
    if (lack !== undefined) return fail(`${lack.sentence}; it stays unknown`, ...suggest(lack, status));
    const { value = null, uom = "" } = measured.get(metricId(metric)) ?? {};
    if (value === null) return warn(`${metric.name}: the last check of ${metric.key} measured nothing`);
    return ok(`${metric.name}: ${metric.label}=${value}${uom} in the performance data of ${metric.key}`);
  });
}

function suggest({ metric, lacks, labels }: UnmatchedMetric, status: StatusFile): string[] {
  const isService = metric.key.includes(";");
  const keys = status.names.filter(({ serviceDescription }) => (serviceDescription !== null) === isService);
  const nearest =
    lacks === "label"
      ? findNearest(metric.label, labels)
      : findNearest(
          metric.key,
          keys.map(({ key }) => key),
        );
  if (nearest !== null) return [`did you mean ${nearest}?`];
  return labels.length === 0 ? [] : [`there are: ${labels.slice(0, MOST_LABELS).join(", ")}`];
}

const MOST_LABELS = 12;
