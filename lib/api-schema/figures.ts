import { z } from "zod";
import type { AvailabilityAnswer, AvailabilityRow } from "@/lib/view/availability-answer";
import type { ReportAnswer, ReportRow } from "@/lib/view/sla-report";
import { count, instant, matching } from "./matching";

const percent = z.number().min(0).max(100);

const figures = {
  seconds: z.strictObject({
    operational: count,
    degraded_performance: count,
    partial_outage: count,
    major_outage: count,
    under_maintenance: count,
    unknown: count,
  }),
  uptime_percent: percent.nullable(),
  uptime_percent_without_maintenance: percent.nullable(),
  known_percent: percent,
};

const component = { slug: z.string(), name: z.string(), ...figures };
const window = { from: instant, to: instant };

const availabilityRow = matching<AvailabilityRow>()(
  z.strictObject({
    ...component,
    days: z.array(z.strictObject({ date: z.iso.date(), ...figures })).exactOptional(),
  }),
);

export const availabilityAnswer = matching<AvailabilityAnswer>()(
  z.strictObject({ ...window, time_zone: z.string(), components: z.array(availabilityRow) }),
);

const reportRow = matching<ReportRow>()(
  z.strictObject({
    ...component,
    target_percent: percent.nullable(),
    met: z.boolean().nullable(),
    error_budget_seconds: z.strictObject({ allowed: count, used: count, left: z.int() }).nullable(),
  }),
);

export const reportAnswer = matching<ReportAnswer>()(
  z.strictObject({
    month: z.string().regex(/^\d{4}-\d\d$/),
    ...window,
    counted_until: instant,
    time_zone: z.string(),
    components: z.array(reportRow),
  }),
);
