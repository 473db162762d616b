import { expect, it } from "vitest";
import { metricId } from "@/lib/domain/metric";
import { meanOf } from "@/lib/domain/metric-series";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { listPastPoints } from "./past-points";
import { DEMO_METRICS } from "./selection";
import { buildTimeline } from "./timeline";
import { createWorld } from "./world";

const AT = Date.UTC(2026, 10, 23, 14, 3);

it("the demo has measured for a day when somebody looks for the first time", () => {
  const timeline = buildTimeline(createWorld("willowmere", AT), AT + HOUR_MS);
  const points = listPastPoints(timeline, DEMO_METRICS, AT);
  for (const metric of DEMO_METRICS) {
    const own = points.filter((point) => point.metric === metricId(metric));
    expect(own.length).toBeGreaterThan(90);
    expect(own.at(-1)?.lastCheckAt).toBeGreaterThan(AT - 2 * MINUTE_MS);
    for (const point of own) {
      expect(point.checks).toBeLessThanOrEqual(31);
      expect(meanOf(point) * metric.factor).toBeGreaterThan(0);
      expect(meanOf(point) * metric.factor).toBeLessThan(10);
    }
  }
});
