import type { Window } from "@/lib/domain/availability";
import type { IncidentRecord } from "@/lib/domain/incident";
import { HOUR_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import type { IncidentQuery } from "@/lib/store/store";
import {
  type ApiIncident,
  type ApiIncidentDetail,
  describeApiIncident,
  describeApiIncidentDetail,
} from "@/lib/view/api-incidents";
import { renderRss } from "@/lib/view/feed";
import { describeIncident } from "@/lib/view/incident-view";
import type { IncidentView } from "@/lib/view/page-view";
import { type PageReading, readPage } from "./publication";
import type { Publication } from "./publish";
import { getRuntime, type Service } from "./runtime";
import { isStoreError } from "./store-trouble";

/** History and single incidents: the only public reads of the store, through the same pane as everything else. */
export interface Ready {
  service: Service;
  publication: Publication;
}

/** The service and its publication; null while there is none to ask. */
export function findReady(): Ready | null {
  const { service, publication } = getRuntime();
  return service === null || publication === null ? null : { service, publication };
}

/** Which incidents are asked for: those that last, those of the last hours (lasting ones too), or all. */
export interface IncidentFilter {
  activeOnly: boolean;
  hours: number | null;
}

const MAX_LISTED = 1000;

/** Ten years: as far back as anybody may ask. */
export const MAX_HOURS = 87_600;

function toQuery({ activeOnly, hours }: IncidentFilter): IncidentQuery {
  if (activeOnly) return { which: { kind: "active" }, limit: MAX_LISTED };
  if (hours === null) return { which: { kind: "all" }, limit: MAX_LISTED };
  return { which: { kind: "since", at: systemClock.now() - hours * HOUR_MS }, limit: MAX_LISTED };
}

/** The incidents of `/api/incidents`, newest first. */
export async function listApiIncidents(
  { service, publication }: Ready,
  filter: IncidentFilter,
): Promise<ApiIncident[]> {
  const records = await service.store.listIncidents(toQuery(filter));
  return records
    .map(({ incident }) => describeApiIncident(incident, publication.names, service.settings))
    .filter((incident) => incident !== null);
}

/** One incident for programs; null when it does not exist or may not be shown. */
export async function findApiIncident({ service, publication }: Ready, id: number): Promise<ApiIncidentDetail | null> {
  const record = await service.store.findIncident(id);
  return record === null ? null : describeApiIncidentDetail(record, publication.names, service.settings);
}

/** One incident for its page. `incident` is null while it cannot be read and the page does not tell of it either. */
export interface IncidentReading extends PageReading {
  incident: IncidentView | null;
}

/** One incident for its page; null when it does not exist or may not be shown. */
export async function readIncident(id: number): Promise<IncidentReading | null> {
  const reading = readPage();
  const told = findTold(reading, id);
  const ready = findReady();
  if (ready === null) return { ...reading, incident: told };
  try {
    const record = await ready.service.store.findIncident(id);
    const incident = record === null ? null : describeIncident(record, ready.publication.wording);
    return incident === null ? null : { ...reading, incident };
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn("An incident could not be read", { id, error: String(error) });
    return { ...reading, incident: told };
  }
}

function findTold({ view }: PageReading, id: number): IncidentView | null {
  const all = [...view.activeIncidents, ...view.pastDays.flatMap(({ incidents }) => incidents)];
  return all.find((incident) => incident.id === id) ?? null;
}

/**
 * The incidents on show that lasted at some time in a window, newest first. Null when they cannot be read: there is no
 * service yet, or its store refuses.
 */
export async function listIncidentsIn({ from, to }: Window, limit = MAX_LISTED): Promise<IncidentView[] | null> {
  const ready = findReady();
  if (ready === null) return null;
  try {
    const which = { kind: "between", from, to } as const;
    const records = await ready.service.store.listIncidents({ which, limit });
    return records
      .map((record) => describeIncident(record, ready.publication.wording))
      .filter((incident) => incident !== null);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn("The incidents of a month could not be read", { error: String(error) });
    return null;
  }
}

/** What a feed is about: everything, a host, or a service, by their public names. */
export type FeedScope =
  | { kind: "all" }
  | { kind: "host"; hostName: string }
  | { kind: "service"; hostName: string; serviceDescription: string };

/** A feed of incidents as RSS; null when nothing on show has that name. `origin`: used where no address is configured. */
export async function renderFeed(
  { service, publication }: Ready,
  scope: FeedScope,
  request: { hours: number | null; path: string; origin: string },
): Promise<string | null> {
  if (!isOnShow(publication, scope)) return null;
  const records = await service.store.listIncidents(toQuery({ activeOnly: false, hours: request.hours }));
  const incidents = records
    .filter((record) => isInScope(publication, record, scope))
    .map((record) => describeIncident(record, publication.wording))
    .filter((incident) => incident !== null);
  const { rss } = service.config;
  return renderRss({
    title: scope.kind === "all" ? rss.title : `${rss.title}: ${nameOfScope(scope)}`,
    description: rss.description,
    link: rss.link ?? request.origin,
    guidBase: rss.guidBase,
    path: request.path,
    incidents,
    maxItems: rss.maxItems,
    at: systemClock.now(),
  });
}

function nameOfScope(scope: Exclude<FeedScope, { kind: "all" }>): string {
  return scope.kind === "host" ? scope.hostName : `${scope.hostName} / ${scope.serviceDescription}`;
}

function isInScope(publication: Publication, { incident }: IncidentRecord, scope: FeedScope): boolean {
  if (scope.kind === "all") return true;
  const name = publication.names.ofIncident(incident);
  if (name === null || name.hostName !== scope.hostName) return false;
  return scope.kind === "host" ? incident.kind === "host" : name.serviceDescription === scope.serviceDescription;
}

function isOnShow(publication: Publication, scope: FeedScope): boolean {
  return scope.kind === "all" || publication.names.has(scope);
}
