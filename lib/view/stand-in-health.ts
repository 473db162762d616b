import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import { judgeFreshness } from "./judge";
import type { PageView } from "./page-view";

/**
 * `/api/health` in the predecessor's shape while the server is away: never healthy, because nobody polls. `page` is the
 * last one that was published, null when there is none.
 */
export function describeStandInHealth(page: PageView | null, at: EpochMs) {
  const asOf = page?.asOf ?? null;
  const checkedAt = page?.checkedAt ?? null;
  return {
    status: "stale",
    last_poll_time: checkedAt === null ? null : formatInstant(checkedAt),
    status_dat_age_seconds: asOf === null ? null : Math.max(0, Math.floor((at - asOf) / 1000)),
    data_is_stale: judgeFreshness(page?.freshUntil ?? null, at) !== "fresh",
    active_incidents_count: page?.activeIncidents.length ?? 0,
    database_accessible: false,
    scheduler_status: {
      is_running: false,
      scheduler_running: false,
      consecutive_failures: 0,
      max_consecutive_failures: 0,
      recovery_attempts: 0,
      last_recovery_time: null,
      health_status: "critical",
    },
  };
}
