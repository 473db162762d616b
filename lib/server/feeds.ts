import type { IncidentRecord } from "@/lib/domain/incident";
import { HOUR_MS } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { type FeedFormat, renderFeed } from "@/lib/view/feed";
import { type FeedGrain, listFeedItems } from "@/lib/view/feed-items";
import { describeIncident } from "@/lib/view/incident-view";
import type { IncidentView, MaintenanceView } from "@/lib/view/page-view";
import { type Ready, toQuery } from "./incidents";
import { listShownMaintenances } from "./maintenance";
import type { Publication } from "./publish";
import { findPart, type PartScope } from "./scopes";

/** What a feed is about: everything, a part of the page, or a host or a service by their public names. */
export type FeedScope =
  | { kind: "all" }
  | PartScope
  | { kind: "host"; hostName: string }
  | { kind: "service"; hostName: string; serviceDescription: string };

export interface FeedRequest {
  format: FeedFormat;
  hours: number | null;
  grain: FeedGrain;
  withMaintenance: boolean;
  /** The feed's own path, with the query that it is made for. */
  path: string;
  /** Address of the page. */
  address: string;
}

/** What a scope means at present: how a feed of it is called, and what belongs to it. */
interface Topic {
  /** Null for everything. */
  name: string | null;
  tells: (record: IncidentRecord) => boolean;
  touches: (maintenance: MaintenanceView) => boolean;
}

/** A feed; null when nothing on show has that name. */
export async function makeFeed(ready: Ready, scope: FeedScope, request: FeedRequest): Promise<string | null> {
  const { service, publication } = ready;
  const topic = findTopic(publication, scope);
  if (topic === null) return null;
  const [incidents, maintenances] = await Promise.all([
    listIncidents(ready, topic, request),
    request.withMaintenance ? listMaintenances(ready, topic, request) : [],
  ]);
  const { rss, page } = service.config;
  return renderFeed(request.format, {
    title: topic.name === null ? rss.title : `${rss.title}: ${topic.name}`,
    description: rss.description,
    author: page.name,
    language: service.settings.language,
    link: request.address,
    guidBase: rss.guidBase,
    path: request.path,
    items: listFeedItems({ incidents, maintenances, timeZone: service.settings.timeZone }, request.grain),
    maxItems: rss.maxItems,
    at: systemClock.now(),
  });
}

/** By incident the newest are enough; an update may be news of an old one. */
async function listIncidents(
  { service, publication }: Ready,
  { tells }: Topic,
  { hours, grain }: FeedRequest,
): Promise<IncidentView[]> {
  const records = await service.store.listIncidents(toQuery({ activeOnly: false, hours }));
  const most = grain === "incident" ? service.config.rss.maxItems : records.length;
  const told: IncidentView[] = [];
  for (const record of records) {
    if (told.length === most) break;
    const incident = tells(record) ? describeIncident(record, publication.wording) : null;
    if (incident !== null) told.push(incident);
  }
  return told;
}

async function listMaintenances(ready: Ready, { touches }: Topic, { hours }: FeedRequest): Promise<MaintenanceView[]> {
  const since = hours === null ? 0 : systemClock.now() - hours * HOUR_MS;
  const shown = await listShownMaintenances(ready, since);
  return shown.map(({ view }) => view).filter(touches);
}

function findTopic(publication: Publication, scope: FeedScope): Topic | null {
  const { names, components } = publication;
  if (scope.kind === "all") return { name: null, tells: () => true, touches: () => true };
  if (scope.kind === "component" || scope.kind === "group") {
    const part = findPart(components, scope);
    if (part === null) return null;
    return {
      name: part.name,
      tells: ({ incident }) => names.componentsOf(incident).some(part.holds),
      touches: (maintenance) => maintenance.components.some(({ slug }) => part.slugs.has(slug)),
    };
  }
  if (!names.has(scope)) return null;
  const service = scope.kind === "host" ? null : scope.serviceDescription;
  return {
    name: service === null ? scope.hostName : `${scope.hostName} / ${service}`,
    // Also of those outages whose cause lies elsewhere.
    tells: (record) =>
      [names.ofIncident(record), ...record.problems.map(({ key }) => names.ofObject(key))].some((name) => {
        return name !== null && name.hostName === scope.hostName && name.serviceDescription === service;
      }),
    // Maintenance is told of components, not of Nagios' objects.
    touches: () => false,
  };
}
