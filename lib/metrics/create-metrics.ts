import { collectDefaultMetrics, Registry } from "prom-client";
import { createCounters } from "./counters";
import { createGauges } from "./gauges";
import type { Metrics } from "./metrics";
import { OPEN_METRICS_TYPE, prefersOpenMetrics, toOpenMetrics } from "./open-metrics";

/** Gauges of the library under names that are kept for counters: `promtool check metrics` objects to them. */
const MISNAMED = ["nodejs_active_handles_total", "nodejs_active_requests_total", "nodejs_active_resources_total"];

/** The metrics of this process: make them once, since the library's own watch the event loop from then on. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const counters = createCounters(registry);
  const setGauges = createGauges(registry);
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  return {
    onPoll: counters.onPoll,
    onEvent: counters.onEvent,
    onNotification: counters.onNotification,
    async render(facts, accept) {
      setGauges(facts);
      counters.set(facts);
      const text = await registry.metrics();
      if (!prefersOpenMetrics(accept)) return { body: text, contentType: registry.contentType };
      return { body: toOpenMetrics(text), contentType: OPEN_METRICS_TYPE };
    },
  };
}
