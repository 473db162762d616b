import type { Changes } from "@/lib/domain/incidents/reconcile";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { Failure } from "./failure";

/** What "poll now" answers and the log says, in the predecessor's words. */
export interface PollSummary {
  timestamp: EpochMs;
  hostsProcessed: number;
  servicesProcessed: number;
  incidentsCreated: number;
  incidentsUpdated: number;
  incidentsClosed: number;
  commentsProcessed: number;
  errors: string[];
}

export interface ObjectCounts {
  hosts: number;
  services: number;
}

export function countObjects(snapshot: Snapshot): ObjectCounts {
  let hosts = 0;
  for (const object of snapshot.objects.values()) if (object.kind === "host") hosts += 1;
  return { hosts, services: snapshot.objects.size - hosts };
}

/** Sums a round up. `changes` is null when nothing was decided. */
export function summarize(
  at: EpochMs,
  { hosts, services }: ObjectCounts,
  changes: Changes | null,
  failures: readonly Failure[],
): PollSummary {
  return {
    timestamp: at,
    hostsProcessed: hosts,
    servicesProcessed: services,
    incidentsCreated: changes?.counts.opened ?? 0,
    incidentsUpdated: changes?.counts.updated ?? 0,
    incidentsClosed: changes?.counts.closed ?? 0,
    commentsProcessed: changes?.comments.length ?? 0,
    errors: failures.map((failure) => failure.message),
  };
}

/** The line that operators of the predecessor look for in the log. */
export function saySummary(summary: PollSummary): string {
  const { hostsProcessed, servicesProcessed, incidentsCreated, incidentsUpdated, incidentsClosed } = summary;
  const objects = `${hostsProcessed} hosts, ${servicesProcessed} services`;
  return `Poll complete: ${objects}, ${incidentsCreated} incidents created, ${incidentsUpdated} updated, ${incidentsClosed} closed`;
}
