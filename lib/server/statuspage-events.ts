import { describeIncident } from "@/lib/view/incident-view";
import { describeMaintenance } from "@/lib/view/maintenance-view";
import type { IncidentView, MaintenanceView } from "@/lib/view/page-view";
import { MOST_LISTED, type ToldEvents } from "@/lib/view/statuspage-answers";
import { findReady, type Ready } from "./incidents";
import type { Publication } from "./publish";
import { getRuntime } from "./runtime";
import { isStoreError } from "./store-trouble";
import { readWholeRound } from "./whole-round";

const NOTHING: ToldEvents = { incidents: [], maintenances: [] };

/** What the publication tells: everything that lasts or comes, and the last days. Asks nobody. */
export function readPublished(): ToldEvents {
  const { publication } = getRuntime();
  return publication === null ? NOTHING : tellOf(publication);
}

/** With the newest incidents of all time; while they cannot be read, as many as the publication tells. */
export async function readIncidents(): Promise<ToldEvents> {
  const kept = await readKept("incidents", listIncidents);
  const told = readPublished();
  return { ...told, incidents: combine(kept, told.incidents) };
}

/** With the newest maintenance of all time; while it cannot be read, as much as the publication tells. */
export async function readMaintenances(): Promise<ToldEvents> {
  const kept = await readKept("maintenance", listMaintenances);
  const told = readPublished();
  return { ...told, maintenances: combine(kept, told.maintenances) };
}

function tellOf({ whole, page }: Publication): ToldEvents {
  return whole === null ? readWholeRound(page) : whole();
}

/** The round knows best of what it tells whole: changes may still wait for the store. */
function combine<T extends { id: number }>(kept: readonly T[], told: readonly T[]): T[] {
  const isWhole = getRuntime().publication?.whole !== null;
  const [first, last] = isWhole ? [kept, told] : [told, kept];
  return [...new Map([...first, ...last].map((each) => [each.id, each])).values()];
}

async function readKept<T>(what: string, list: (ready: Ready) => Promise<T[]>): Promise<T[]> {
  const ready = findReady();
  if (ready === null) return [];
  try {
    return await list(ready);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn(`The newest ${what} could not be read`, { error: String(error) });
    return [];
  }
}

/** Some are not on show: then more are read, up to so many. */
const MOST_READ = 1000;

function listIncidents({ service, publication }: Ready): Promise<IncidentView[]> {
  return readShown(
    (limit) => service.store.listIncidents({ which: { kind: "all" }, limit }),
    (record) => describeIncident(record, publication.wording),
  );
}

function listMaintenances({ service, publication }: Ready): Promise<MaintenanceView[]> {
  const { wording, components } = publication;
  return readShown(
    (limit) => service.store.listMaintenances({ since: 0, limit }),
    (maintenance) => describeMaintenance(maintenance, { ...wording, components, form: "whole" }),
  );
}

async function readShown<Row, View>(
  read: (limit: number) => Promise<Row[]>,
  describe: (row: Row) => View | null,
): Promise<View[]> {
  for (let limit = 2 * MOST_LISTED; ; limit *= 2) {
    const rows = await read(limit);
    const shown = rows.map(describe).filter((view): view is View & {} => view !== null);
    if (shown.length >= MOST_LISTED || rows.length < limit || limit >= MOST_READ) return shown;
  }
}
