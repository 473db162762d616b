import { z } from "zod";

const text = z.string().min(1);
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const orNull = <T extends z.ZodType>(kind: T) => kind.nullable();
const RECORDED_COMPONENT = z.object({
  id: text,
  name: text,
  status: z.enum(["operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance"]),
  created_at: time,
  updated_at: time,
  position: z.number().int(),
  description: orNull(text),
  showcase: z.boolean(),
  start_date: orNull(text),
  group_id: orNull(text),
  page_id: text,
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
});
const RECORDED_UPDATE = z.object({
  id: text,
  status: text,
  body: text,
  incident_id: text,
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: orNull(z.array(z.object({ code: text, name: text, old_status: text, new_status: text }))),
  deliver_notifications: z.boolean(),
  custom_tweet: z.null(),
  tweet_id: z.null(),
});
const RECORDED_INCIDENT = z.object({
  id: text,
  name: text,
  status: text,
  created_at: time,
  updated_at: time,
  monitoring_at: orNull(time),
  resolved_at: orNull(time),
  impact: z.enum(["none", "minor", "major", "critical", "maintenance"]),
  shortlink: z.url(),
  started_at: time,
  page_id: text,
  incident_updates: z.array(RECORDED_UPDATE).min(1),
  components: z.array(RECORDED_COMPONENT),
});
/**
 * The shape of `summary.json` that Atlassian documents, as clients rely on it: its fields with their kinds. Written down
 * apart from our own schemas, so that a mistake there is found.
 */
export const RECORDED_SUMMARY = z.object({
  page: z.object({ id: text, name: text, url: z.url(), time_zone: text, updated_at: time }),
  components: z.array(RECORDED_COMPONENT).min(1),
  incidents: z.array(RECORDED_INCIDENT).min(1),
  scheduled_maintenances: z.array(RECORDED_INCIDENT.extend({ scheduled_for: time, scheduled_until: time })).min(1),
  status: z.object({ indicator: z.enum(["none", "minor", "major", "critical"]), description: text }),
});
