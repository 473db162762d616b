import { MINUTE_MS } from "@/lib/domain/time";
import type { IncidentView } from "./page-view";

/**
 * The incidents of a day, those of one title together: a service that failed eight times in an hour is told once, and
 * two of its parts that failed in the same minutes are one failure. What a person wrote about an incident keeps it by
 * itself. The order is that of the first of each.
 */
export function foldIncidents(incidents: readonly IncidentView[]): [IncidentView, ...IncidentView[]][] {
  const folds: [IncidentView, ...IncidentView[]][] = [];
  const open = new Map<string, [IncidentView, ...IncidentView[]]>();
  for (const incident of incidents) {
    const fold = open.get(incident.title);
    if (fold !== undefined && isPlain(incident)) {
      if (!fold.some((told) => isSameTime(told, incident))) fold.push(incident);
      continue;
    }
    const begun: [IncidentView, ...IncidentView[]] = [incident];
    folds.push(begun);
    if (isPlain(incident)) open.set(incident.title, begun);
  }
  return folds;
}

/** Whether nobody could tell their times apart, which are written in minutes. */
function isSameTime(a: IncidentView, b: IncidentView): boolean {
  const minuteOf = (at: number | null) => Math.floor((at ?? 0) / MINUTE_MS);
  return minuteOf(a.startedAt) === minuteOf(b.startedAt) && minuteOf(a.endedAt) === minuteOf(b.endedAt);
}

/** Whether all that was said of it was said by itself, and it is over. */
function isPlain({ updates, endedAt, reviewUrl }: IncidentView): boolean {
  return endedAt !== null && reviewUrl === null && updates.every(({ by }) => by === "automatic");
}
