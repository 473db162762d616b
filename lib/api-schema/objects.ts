import { z } from "zod";
import type { HostRow, ServiceRow, StateCounts } from "@/lib/view/api-objects";
import { count, matching, optionalInstant } from "./matching";

const row = {
  host_name: z.string(),
  current_state: z.int().min(0).max(3),
  state_name: z.string(),
  plugin_output: z.string(),
  last_check: optionalInstant,
  is_problem: z.boolean(),
};

export const hostRow = matching<HostRow>()(z.strictObject(row));
export const serviceRow = matching<ServiceRow>()(z.strictObject({ ...row, service_description: z.string() }));

const stateCounts = matching<StateCounts>()(
  z.strictObject({
    total_hosts: count,
    hosts_up: count,
    hosts_down: count,
    hosts_unreachable: count,
    total_services: count,
    services_ok: count,
    services_warning: count,
    services_critical: count,
    services_unknown: count,
  }),
);

export const statusAnswer = z.strictObject({
  ...stateCounts.shape,
  active_incidents: count,
  last_poll: optionalInstant,
  data_is_stale: z.boolean(),
});

export const pollAnswer = z.strictObject({
  success: z.boolean(),
  message: z.string(),
  results: z.strictObject({
    timestamp: z.iso.datetime({ precision: 3 }),
    hosts_processed: count,
    services_processed: count,
    incidents_created: count,
    incidents_updated: count,
    incidents_closed: count,
    comments_processed: count,
    errors: z.array(z.string()),
  }),
});
