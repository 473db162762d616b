import type { IncidentStatus } from "@/lib/domain/incident";
import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import type { IncidentView, UpdateView } from "./page-view";
import { createComparison } from "./statuspage-changes";
import { pickComponents, type StatuspageFrame } from "./statuspage-frame";
import type { V2Incident, V2IncidentStatus, V2Update } from "./statuspage-shape";

/** An incident with everything that was said of it. */
export function describeV2Incident(incident: IncidentView, frame: StatuspageFrame): V2Incident {
  const { ids, link } = frame;
  const { id, title, startedAt, endedAt, resolvedAt, severity, updates, components } = incident;
  const saidAts = updates.map(changedAtOf);
  return {
    id: ids.incident(id),
    name: title,
    status: statusOf(incident),
    created_at: formatInstant(Math.min(startedAt, ...saidAts)),
    updated_at: formatInstant(Math.max(startedAt, endedAt ?? 0, resolvedAt ?? 0, ...saidAts)),
    monitoring_at: formatOptional(findMonitoring(updates)),
    resolved_at: formatOptional(resolvedAt),
    impact: severity,
    shortlink: `${link}/incidents/${id}`,
    started_at: formatInstant(startedAt),
    page_id: ids.page,
    incident_updates: describeUpdates(incident, frame),
    components: pickComponents(
      frame,
      components.map(({ slug }) => slug),
    ),
  };
}

/** What is resolved and has a review is past that. */
function statusOf({ status, reviewUrl, reviewHtml }: IncidentView): V2IncidentStatus {
  return status === "resolved" && (reviewUrl !== null || reviewHtml !== null) ? "postmortem" : status;
}

function changedAtOf({ at, editedAt }: UpdateView): EpochMs {
  return Math.max(at, editedAt ?? at);
}

const BEFORE_MONITORING: readonly IncidentStatus[] = ["investigating", "identified"];

/** When it was first called over and watched, since the last time that it was not; null while it is not. */
function findMonitoring(updates: readonly UpdateView[]): EpochMs | null {
  const reopened = updates.findIndex(({ status }) => BEFORE_MONITORING.includes(status));
  const since = reopened === -1 ? updates : updates.slice(0, reopened);
  return since.findLast(({ status }) => status === "monitoring")?.at ?? null;
}

function describeUpdates({ id, updates }: IncidentView, { ids }: StatuspageFrame): V2Update<V2IncidentStatus>[] {
  const compare = createComparison(ids);
  const described = [...updates].reverse().map((update) => ({
    id: ids.update(id, update.id),
    status: update.status,
    body: update.text,
    incident_id: ids.incident(id),
    created_at: formatInstant(update.at),
    updated_at: formatInstant(changedAtOf(update)),
    display_at: formatInstant(update.at),
    affected_components: compare(update),
    deliver_notifications: false,
    custom_tweet: null,
    tweet_id: null,
  }));
  return described.reverse();
}

function formatOptional(at: EpochMs | null): string | null {
  return at === null ? null : formatInstant(at);
}
