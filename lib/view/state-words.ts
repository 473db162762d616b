import type { IncidentStatus } from "@/lib/domain/incident";
import type { PublicState } from "@/lib/domain/public-state";

/** The states as visitors read them. */
export const STATE_WORDS = {
  operational: "Operational",
  degraded_performance: "Degraded",
  partial_outage: "Partial outage",
  major_outage: "Major outage",
  under_maintenance: "Under maintenance",
  unknown: "Unknown",
} satisfies Record<PublicState, string>;

export const STATUS_WORDS = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
} satisfies Record<IncidentStatus, string>;
