import type { MaintenanceStatus } from "@/lib/domain/maintenance";
import { formatInstant } from "./instant";
import type { MaintenanceView } from "./page-view";
import { pickComponents, type StatuspageFrame } from "./statuspage-frame";
import type { V2Maintenance, V2MaintenanceStatus, V2Update } from "./statuspage-shape";

/** Who heard of a maintenance must hear that it will not come: a cancelled one is over, and its last update says why. */
export const MAINTENANCE_STATUS_OF = {
  scheduled: "scheduled",
  in_progress: "in_progress",
  completed: "completed",
  cancelled: "completed",
} satisfies Record<MaintenanceStatus, V2MaintenanceStatus>;

/** A maintenance with everything that was said of it. */
export function describeV2Maintenance(maintenance: MaintenanceView, frame: StatuspageFrame): V2Maintenance {
  const { ids, link } = frame;
  const { id, title, status, startsAt, endsAt, beganAt, endedAt, updates, components } = maintenance;
  const saidAts = updates.map(({ at }) => at);
  const from = beganAt ?? startsAt;
  return {
    id: ids.maintenance(id),
    name: title,
    status: MAINTENANCE_STATUS_OF[status],
    created_at: formatInstant(Math.min(from, ...saidAts)),
    updated_at: formatInstant(saidAts.length === 0 ? from : Math.max(...saidAts)),
    monitoring_at: null,
    resolved_at: endedAt === null ? null : formatInstant(endedAt),
    impact: "maintenance",
    shortlink: `${link}/maintenance/${id}`,
    started_at: formatInstant(from),
    page_id: ids.page,
    incident_updates: describeUpdates(maintenance, frame),
    components: pickComponents(
      frame,
      components.map(({ slug }) => slug),
    ),
    scheduled_for: formatInstant(startsAt),
    scheduled_until: formatInstant(endsAt),
  };
}

function describeUpdates(
  { id, text, updates }: MaintenanceView,
  { ids }: StatuspageFrame,
): V2Update<V2MaintenanceStatus>[] {
  const isSaid = updates.some((update) => update.text === text);
  const counts = new Map<string, number>();
  const described = [...updates].reverse().map((update, index) => {
    const at = formatInstant(update.at);
    const name = `${update.at}:${update.status}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return {
      id: ids.maintenanceUpdate(id, count === 0 ? name : `${name}:${count}`),
      status: MAINTENANCE_STATUS_OF[update.status],
      // What somebody wrote of the work belongs to its announcement.
      body: index === 0 && !isSaid ? text : update.text,
      incident_id: ids.maintenance(id),
      created_at: at,
      updated_at: at,
      display_at: at,
      affected_components: null,
      deliver_notifications: false,
      custom_tweet: null,
      tweet_id: null,
    };
  });
  return described.reverse();
}
