import { z } from "zod";
import {
  COMPONENT_STATUSES,
  INDICATORS,
  V2_INCIDENT_STATUSES,
  V2_MAINTENANCE_STATUSES,
  type V2Component,
  type V2ComponentsAnswer,
  type V2Incident,
  type V2IncidentsAnswer,
  type V2Maintenance,
  type V2MaintenancesAnswer,
  type V2StatusAnswer,
  type V2Summary,
} from "@/lib/view/statuspage-shape";
import { count, instant, matching, optionalInstant } from "./matching";

const id = z.string().regex(/^[0-9a-f]{12}$/);
const address = z.url({ protocol: /^https?$/ });
const componentStatus = z.enum(COMPONENT_STATUSES);

const page = z.strictObject({ id, name: z.string(), url: address, time_zone: z.string(), updated_at: instant });
const status = z.strictObject({ indicator: z.enum(INDICATORS), description: z.string() });
const frame = {
  page,
  x_data: z.strictObject({ as_of: optionalInstant, stale: z.boolean(), unknown_components: z.array(id) }),
};

export const v2Component = matching<V2Component>()(
  z.strictObject({
    id,
    name: z.string(),
    status: componentStatus,
    created_at: instant,
    updated_at: instant,
    position: count,
    description: z.string().nullable(),
    showcase: z.boolean(),
    start_date: z.iso.date().nullable(),
    group_id: id.nullable(),
    page_id: id,
    group: z.boolean(),
    only_show_if_degraded: z.boolean(),
    components: z.array(id).exactOptional(),
  }),
);

const affectedComponent = z.strictObject({
  code: id,
  name: z.string(),
  old_status: componentStatus,
  new_status: componentStatus,
});

/** What incidents and maintenances have in common; they differ in the steps of their life. */
function describeEvent<Steps extends readonly [string, ...string[]]>(steps: Steps) {
  const step = z.enum(steps);
  const update = z.strictObject({
    id,
    status: step,
    body: z.string(),
    incident_id: id,
    created_at: instant,
    updated_at: instant,
    display_at: instant,
    affected_components: z.array(affectedComponent).nullable(),
    deliver_notifications: z.boolean(),
    custom_tweet: z.string().nullable(),
    tweet_id: z.string().nullable(),
  });
  return {
    id,
    name: z.string(),
    status: step,
    created_at: instant,
    updated_at: instant,
    monitoring_at: optionalInstant,
    resolved_at: optionalInstant,
    shortlink: address,
    started_at: instant,
    page_id: id,
    incident_updates: z.array(update),
    components: z.array(v2Component),
  };
}

export const v2Incident = matching<V2Incident>()(
  z.strictObject({ ...describeEvent(V2_INCIDENT_STATUSES), impact: z.enum(INDICATORS) }),
);

export const v2Maintenance = matching<V2Maintenance>()(
  z.strictObject({
    ...describeEvent(V2_MAINTENANCE_STATUSES),
    impact: z.literal("maintenance"),
    scheduled_for: instant,
    scheduled_until: instant,
  }),
);

const components = z.array(v2Component);
const incidents = z.array(v2Incident);
const scheduled_maintenances = z.array(v2Maintenance);

export const v2Status = matching<V2StatusAnswer>()(z.strictObject({ ...frame, status }));
export const v2Components = matching<V2ComponentsAnswer>()(z.strictObject({ ...frame, components }));
export const v2Incidents = matching<V2IncidentsAnswer>()(z.strictObject({ ...frame, incidents }));
export const v2Maintenances = matching<V2MaintenancesAnswer>()(z.strictObject({ ...frame, scheduled_maintenances }));
export const v2Summary = matching<V2Summary>()(
  z.strictObject({ ...frame, status, components, incidents, scheduled_maintenances }),
);
