import type { Window } from "@/lib/domain/availability";
import { type IncidentRecord, mergedIntoOf } from "@/lib/domain/incident";
import { HOUR_MS } from "@/lib/domain/time";
import type { Language } from "@/lib/domain/words";
import { systemClock } from "@/lib/platform/clock";
import type { IncidentQuery, Store } from "@/lib/store/store";
import {
  type ApiIncident,
  type ApiIncidentDetail,
  describeApiIncident,
  describeApiIncidentDetail,
} from "@/lib/view/api-incidents";
import { describeIncident, type IncidentViewOptions } from "@/lib/view/incident-view";
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

/** How something is worded in a language, or the operator's. */
export function findWording({ publication }: Ready, language: Language | undefined): IncidentViewOptions {
  return language === undefined ? publication.wording : publication.wordingIn(language);
}

/** Which incidents are asked for: those that last, those of the last hours (lasting ones too), or all. */
export interface IncidentFilter {
  activeOnly: boolean;
  hours: number | null;
}

const MAX_LISTED = 1000;

/** Ten years: as far back as anybody may ask. */
export const MAX_HOURS = 87_600;

/** What is asked of the store for that. */
export function toQuery({ activeOnly, hours }: IncidentFilter): IncidentQuery {
  if (activeOnly) return { which: { kind: "active" }, limit: MAX_LISTED };
  if (hours === null) return { which: { kind: "all" }, limit: MAX_LISTED };
  return { which: { kind: "since", at: systemClock.now() - hours * HOUR_MS }, limit: MAX_LISTED };
}

/** The incidents of `/api/incidents`, newest first. */
export async function listApiIncidents(ready: Ready, filter: IncidentFilter): Promise<ApiIncident[]> {
  const records = await ready.service.store.listIncidents(toQuery(filter));
  return records
    .map((record) => describeForPrograms(ready, record))
    .filter((incident) => incident !== null)
    .filter((incident) => incident.is_active || !filter.activeOnly);
}

/** One incident as programs may see it; null when it may not be shown. */
export function describeForPrograms({ service, publication }: Ready, record: IncidentRecord): ApiIncident | null {
  return describeApiIncident(record, publication.wording, service.settings);
}

/** One incident for programs; null when it does not exist or may not be shown. A merged one is the other. */
export async function findApiIncident({ service, publication }: Ready, id: number): Promise<ApiIncidentDetail | null> {
  const record = await findStanding(service.store, id);
  return record === null ? null : describeApiIncidentDetail(record, publication.wording, service.settings);
}

/** An incident that is on show, or the one that it was merged into; null when there is none. */
export async function findShown(ready: Ready, id: number): Promise<IncidentRecord | null> {
  const record = await findStanding(ready.service.store, id);
  return record === null || describeForPrograms(ready, record) === null ? null : record;
}

/** An incident, or the one that its problems belong to since it was merged; null when there is none. */
async function findStanding(store: Store, id: number): Promise<IncidentRecord | null> {
  const seen = new Set<number>();
  for (let next: number | null = id; next !== null && !seen.has(next); ) {
    seen.add(next);
    const record = await store.findIncident(next);
    next = record === null ? null : mergedIntoOf(record.incident);
    if (next === null) return record;
  }
  return null;
}

/** One incident for its page. `incident` is null while it cannot be read and the page does not tell of it either. */
export interface IncidentReading extends PageReading {
  incident: IncidentView | null;
}

/**
 * One incident for its page; null when it does not exist or may not be shown. One that was merged is the other: the id
 * tells.
 */
export async function readIncident(id: number, language?: Language): Promise<IncidentReading | null> {
  const reading = readPage(language);
  const told = findTold(reading, id);
  const ready = findReady();
  if (ready === null) return { ...reading, incident: told };
  try {
    const record = await findStanding(ready.service.store, id);
    const incident = record === null ? null : await describeWhole(ready, record, language);
    return incident === null ? null : { ...reading, incident };
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn("An incident could not be read", { id, error: String(error) });
    return { ...reading, incident: told };
  }
}

/** The incident that it follows may be older than what is told on the page. */
async function describeWhole(ready: Ready, record: IncidentRecord, language?: Language): Promise<IncidentView | null> {
  const { followsId } = record.incident;
  const followed = followsId === null ? null : await findShown(ready, followsId);
  return describeIncident(record, { ...findWording(ready, language), isShown: () => followed !== null });
}

function findTold({ view }: PageReading, id: number): IncidentView | null {
  const all = [...view.activeIncidents, ...view.pastDays.flatMap(({ incidents }) => incidents)];
  return all.find((incident) => incident.id === id) ?? null;
}

/**
 * The incidents on show that lasted at some time in a window, newest first. Null when they cannot be read: there is no
 * service yet, or its store refuses.
 */
export async function listIncidentsIn(
  { from, to }: Window,
  { limit = MAX_LISTED, language }: { limit?: number; language?: Language | undefined } = {},
): Promise<IncidentView[] | null> {
  const ready = findReady();
  if (ready === null) return null;
  try {
    const which = { kind: "between", from, to } as const;
    const records = await ready.service.store.listIncidents({ which, limit });
    return records
      .map((record) => describeIncident(record, findWording(ready, language), "short"))
      .filter((incident) => incident !== null);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn("The incidents of a month could not be read", { error: String(error) });
    return null;
  }
}
