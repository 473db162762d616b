import * as z from "zod";
import { describeSetting, positiveNumber, text } from "./setting";

/** More figures than this are a dashboard, and no status page. */
export const MAX_METRICS = 20;

/** A value of performance data that is put on show. */
export const METRIC = z.strictObject({
  name: describeSetting(text(), { meaning: "Name on the page; unique. Required." }),
  host: describeSetting(text("a host name"), { meaning: "Nagios' `host_name`. Required." }),
  service: describeSetting(text("a service description").optional(), {
    meaning: "The `service_description` of the service whose check measures it.",
    fallback: "none: the check of the host itself",
  }),
  value: describeSetting(text("a label of its performance data"), {
    meaning: "The label of the value in the performance data of that check. Required.",
  }),
  unit: describeSetting(
    text("a text of at most 12 characters")
      .refine((unit) => unit.length <= 12)
      .optional(),
    { meaning: "How its unit is written.", fallback: "what the plugin says" },
  ),
  factor: describeSetting(positiveNumber().optional(), {
    meaning: "What a value is multiplied with before it is shown: `0.001` makes seconds of milliseconds.",
    fallback: "1",
  }),
  slow_from: describeSetting(positiveNumber().optional(), {
    meaning: "Draws a dashed line at this value, in the unit that is shown. It is no alarm and changes no state.",
    fallback: "no line",
  }),
});

export type MetricInput = z.output<typeof METRIC>;
