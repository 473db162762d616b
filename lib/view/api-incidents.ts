import type { Incident, IncidentRecord, IncidentUpdate } from "@/lib/domain/incident";
import { formatInstant } from "./instant";
import type { PublicNames } from "./public-names";
import { isInstant, isSound } from "./sound-record";

/** An incident in the predecessor's shape. */
export interface ApiIncident {
  id: number;
  incident_type: "host" | "service";
  host_name: string;
  service_description: string | null;
  state: string;
  started_at: string;
  ended_at: string | null;
  last_check: string | null;
  plugin_output: string;
  post_incident_review_url: string | null;
  acknowledged: boolean;
  is_active: boolean;
}

/** A person's update in the predecessor's shape. */
export interface ApiComment {
  id: number;
  incident_id: number;
  author: string;
  comment_text: string;
  created_at: string;
}

interface ApiNagiosComment {
  id: number;
  incident_id: number;
  entry_time: string;
  author: string;
  comment_data: string;
  host_name: string;
  service_description: string | null;
}

export interface ApiIncidentDetail {
  incident: ApiIncident;
  comments: ApiComment[];
  nagios_comments: ApiNagiosComment[];
}

export interface DisclosureOptions {
  /** Whether Nagios' own names, and with them its comments, are public. */
  objectNames: boolean;
  pluginOutput: boolean;
}

/** An incident as programs may see it; null when it may not be shown, or cannot be. */
export function describeApiIncident(
  incident: Incident,
  names: PublicNames,
  options: DisclosureOptions,
): ApiIncident | null {
  const name = names.ofIncident(incident);
  if (name === null || !isSound(incident)) return null;
  return {
    id: incident.id,
    incident_type: incident.kind,
    host_name: name.hostName,
    service_description: name.serviceDescription,
    state: incident.state.toUpperCase(),
    started_at: formatInstant(incident.startedAt),
    ended_at: incident.endedAt === null ? null : formatInstant(incident.endedAt),
    last_check: incident.lastCheckAt === null ? null : formatInstant(incident.lastCheckAt),
    plugin_output: options.pluginOutput ? incident.output : "",
    post_incident_review_url: incident.reviewUrl,
    acknowledged: incident.acknowledged,
    is_active: incident.endedAt === null,
  };
}

export function describeApiComment(update: IncidentUpdate): ApiComment {
  return {
    id: update.id,
    incident_id: update.incidentId,
    author: update.author,
    comment_text: update.text,
    created_at: formatInstant(update.createdAt),
  };
}

/** An incident with what was said about it. Nagios' own comments are internal unless object names are public. */
export function describeApiIncidentDetail(
  record: IncidentRecord,
  names: PublicNames,
  options: DisclosureOptions,
): ApiIncidentDetail | null {
  const incident = describeApiIncident(record.incident, names, options);
  if (incident === null) return null;
  const nagiosComments = options.objectNames ? record.nagiosComments : [];
  const said = record.updates.filter(({ createdAt }) => isInstant(createdAt));
  return {
    incident,
    comments: said.map(describeApiComment),
    nagios_comments: nagiosComments
      .filter(({ enteredAt }) => isInstant(enteredAt))
      .map((comment) => ({
        id: comment.id,
        incident_id: comment.incidentId,
        entry_time: formatInstant(comment.enteredAt),
        author: comment.author,
        comment_data: comment.text,
        host_name: incident.host_name,
        service_description: incident.service_description,
      })),
  };
}
