import { systemClock } from "@/lib/platform/clock";
import { StoreError } from "@/lib/store/store-error";
import { type ApiComment, type ApiIncident, describeApiComment, describeApiIncident } from "@/lib/view/api-incidents";
import { formatInstant } from "@/lib/view/instant";
import type { Ready } from "./incidents";

/** What people and programs with credentials may do. The caller has checked that they may. */

/** `POST /api/poll` in the predecessor's shape. */
export interface PollAnswer {
  success: boolean;
  message: string;
  results: {
    timestamp: string;
    hosts_processed: number;
    services_processed: number;
    incidents_created: number;
    incidents_updated: number;
    incidents_closed: number;
    comments_processed: number;
    errors: string[];
  };
}

/** Polls now, on the running poller: the result counts for self-healing. */
export async function pollNow({ service }: Ready): Promise<PollAnswer> {
  const { result, summary } = await service.poller.pollNow();
  return {
    success: result.kind === "good",
    message: result.kind === "good" ? "Poll completed successfully" : result.failures[0].message,
    results: {
      timestamp: formatInstant(summary?.timestamp ?? systemClock.now()),
      hosts_processed: summary?.hostsProcessed ?? 0,
      services_processed: summary?.servicesProcessed ?? 0,
      incidents_created: summary?.incidentsCreated ?? 0,
      incidents_updated: summary?.incidentsUpdated ?? 0,
      incidents_closed: summary?.incidentsClosed ?? 0,
      comments_processed: summary?.commentsProcessed ?? 0,
      errors: summary?.errors ?? (result.kind === "good" ? [] : [result.failures[0].message]),
    },
  };
}

/** Adds a person's words to an incident that is on show; null when there is none. */
export async function addIncidentUpdate(
  ready: Ready,
  id: number,
  words: { author: string; text: string },
): Promise<ApiComment | null> {
  requireWritten(ready);
  if ((await findShown(ready, id)) === null) return null;
  const update = await ready.service.store.addUpdate(id, { ...words, createdAt: systemClock.now() });
  if (update === null) return null;
  await ready.service.refresh();
  return describeApiComment(update);
}

/** Sets the link to an incident's review; null when there is no such incident on show. */
export async function setReviewUrl(ready: Ready, id: number, url: string): Promise<ApiIncident | null> {
  requireWritten(ready);
  if ((await findShown(ready, id)) === null) return null;
  const incident = await ready.service.store.setReviewUrl(id, url);
  if (incident === null) return null;
  await ready.service.refresh();
  return describeApiIncident(incident, ready.publication.names, ready.service.settings);
}

/** While what the poller decided waits for the database, a person's words would come before their incident. */
function requireWritten({ service }: Ready): void {
  const { waitingBatches } = service.poller.facts();
  if (waitingBatches > 0) throw new StoreError("db_locked", `${waitingBatches} rounds wait for the database.`);
}

async function findShown({ service, publication }: Ready, id: number): Promise<ApiIncident | null> {
  const record = await service.store.findIncident(id);
  return record === null ? null : describeApiIncident(record.incident, publication.names, service.settings);
}
