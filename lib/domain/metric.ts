import type { ObjectKey } from "./snapshot";
import type { EpochMs } from "./time";

/** One value of Nagios' performance data that the operator put on show. */
export interface MetricSpec {
  /** Public name. */
  name: string;
  /** The host or service whose check measures it. */
  key: ObjectKey;
  /** Its label in the performance data. */
  label: string;
  /** How the unit is written; null for what the plugin says. */
  unit: string | null;
  /** What a value is multiplied with before it is shown. */
  factor: number;
  /** From which shown value on it counts as slow; null without such a line. */
  slowFrom: number | null;
}

/** What one reading of Nagios says of a metric. */
export interface Measurement {
  /** The check that it is of; null where there was none. */
  checkedAt: EpochMs | null;
  /** As the plugin wrote it; null where that check measured nothing. */
  value: number | null;
  /** The plugin's unit; empty without one. */
  uom: string;
  /** Whether that check is young enough to tell the present. */
  isPresent: boolean;
}

/** Names what is measured, whatever it is called in public: what was measured of another thing is not shown for it. */
export type MetricId = string;

/** Names what a metric measures. */
export function metricId({ key, label }: Pick<MetricSpec, "key" | "label">): MetricId {
  return JSON.stringify([key, label]);
}
