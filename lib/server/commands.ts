import type { IncidentRecord } from "@/lib/domain/incident";
import type { IncidentEdit } from "@/lib/domain/incident-edit";
import { type Refusal, refuse } from "@/lib/http/problem";
import { systemClock } from "@/lib/platform/clock";
import { StoreError } from "@/lib/store/store-error";
import { type ApiComment, type ApiIncident, describeApiComment } from "@/lib/view/api-incidents";
import { formatInstant } from "@/lib/view/instant";
import { describeForPrograms, findShown, type Ready } from "./incidents";

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
  { author, text }: { author: string; text: string },
): Promise<ApiComment | Refusal | null> {
  const record = await change(ready, id, (incidentId) => {
    return { kind: "add_update", incidentId, author, at: systemClock.now(), text, status: null, shownAt: null };
  });
  if (record === null || "kind" in record) return record;
  const said = record.updates.filter(({ kind }) => kind === "person");
  return describeApiComment(said.reduce((newest, update) => (update.id > newest.id ? update : newest)));
}

/** Sets the link to an incident's review; null when there is no such incident on show. */
export async function setReviewUrl(ready: Ready, id: number, url: string): Promise<ApiIncident | Refusal | null> {
  const author = ready.service.config.api.credentials?.username ?? "operator";
  const record = await change(ready, id, (incidentId) => {
    return { kind: "review", incidentId, author, at: systemClock.now(), changes: { reviewUrl: url } };
  });
  return record === null || "kind" in record ? record : describeForPrograms(ready, record);
}

/** Changes an incident on show, and shows it; null when there is none. One that was merged stands for the other. */
async function change(
  ready: Ready,
  id: number,
  edit: (incidentId: number) => IncidentEdit,
): Promise<IncidentRecord | Refusal | null> {
  const { service } = ready;
  requireWritten(ready);
  const shown = await findShown(ready, id);
  if (shown === null) return null;
  const outcome = await service.store.edit(edit(shown.incident.id));
  if (outcome.kind === "unknown") return null;
  if (outcome.kind === "refused") return refuse(409, outcome.reason);
  await service.refresh();
  return outcome.record;
}

/** While what the poller decided waits for the database, a person's words would come before their incident. */
function requireWritten({ service }: Ready): void {
  const { waitingBatches } = service.poller.facts();
  if (waitingBatches > 0) throw new StoreError("db_locked", `${waitingBatches} rounds wait for the database.`);
}
