/**
 * The answers of `/api/v2/`: the public form of Atlassian Statuspage's API, version 2, which most programs that read
 * status pages speak. Its names and values are theirs; `x_data` alone is ours.
 */
export const COMPONENT_STATUSES = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
  "under_maintenance",
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

export const INDICATORS = ["none", "minor", "major", "critical"] as const;
export type Indicator = (typeof INDICATORS)[number];

export const V2_INCIDENT_STATUSES = ["investigating", "identified", "monitoring", "resolved", "postmortem"] as const;
export type V2IncidentStatus = (typeof V2_INCIDENT_STATUSES)[number];

export const V2_MAINTENANCE_STATUSES = ["scheduled", "in_progress", "verifying", "completed"] as const;
export type V2MaintenanceStatus = (typeof V2_MAINTENANCE_STATUSES)[number];

export interface V2Page {
  id: string;
  name: string;
  url: string;
  time_zone: string;
  updated_at: string;
}

export interface V2Status {
  indicator: Indicator;
  description: string;
}

/** A component, or a group of them. */
export interface V2Component {
  id: string;
  name: string;
  status: ComponentStatus;
  created_at: string;
  updated_at: string;
  position: number;
  description: string | null;
  showcase: boolean;
  start_date: string | null;
  group_id: string | null;
  page_id: string;
  group: boolean;
  only_show_if_degraded: boolean;
  /** The ids of its members, of a group alone. */
  components?: string[];
}

export interface V2AffectedComponent {
  code: string;
  name: string;
  old_status: ComponentStatus;
  new_status: ComponentStatus;
}

export interface V2Update<Status extends string> {
  id: string;
  status: Status;
  body: string;
  incident_id: string;
  created_at: string;
  updated_at: string;
  display_at: string;
  affected_components: V2AffectedComponent[] | null;
  deliver_notifications: boolean;
  custom_tweet: string | null;
  tweet_id: string | null;
}

interface V2Event<Status extends string> {
  id: string;
  name: string;
  status: Status;
  created_at: string;
  updated_at: string;
  monitoring_at: string | null;
  resolved_at: string | null;
  shortlink: string;
  started_at: string;
  page_id: string;
  /** Newest first. */
  incident_updates: V2Update<Status>[];
  /** As they are now. */
  components: V2Component[];
}

export interface V2Incident extends V2Event<V2IncidentStatus> {
  impact: Indicator;
}

export interface V2Maintenance extends V2Event<V2MaintenanceStatus> {
  impact: "maintenance";
  scheduled_for: string;
  scheduled_until: string;
}

/** What the API has no words for: how old the data is, and which components are `degraded_performance` for want of any. */
export interface V2Data {
  /** The instant for which the answer is true; null when no data was ever read. */
  as_of: string | null;
  /** Whether that is too long ago to call anything current. */
  stale: boolean;
  /** The ids of components whose state is not known. */
  unknown_components: string[];
}

interface V2Answer {
  page: V2Page;
  x_data: V2Data;
}

export interface V2StatusAnswer extends V2Answer {
  status: V2Status;
}

export interface V2ComponentsAnswer extends V2Answer {
  components: V2Component[];
}

export interface V2IncidentsAnswer extends V2Answer {
  incidents: V2Incident[];
}

export interface V2MaintenancesAnswer extends V2Answer {
  scheduled_maintenances: V2Maintenance[];
}

export interface V2Summary extends V2StatusAnswer, V2ComponentsAnswer, V2IncidentsAnswer, V2MaintenancesAnswer {}
