import type { Window } from "@/lib/domain/availability";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { EpochMs } from "@/lib/domain/time";
import type { Language } from "@/lib/domain/words";
import { describeMaintenance } from "@/lib/view/maintenance-view";
import type { MaintenanceView } from "@/lib/view/page-view";
import { findReady, findWording, type Ready } from "./incidents";
import { type PageReading, readPage } from "./publication";
import { isStoreError } from "./store-trouble";

/** One maintenance for its page. `maintenance` is null while it cannot be read and the page does not tell of it either. */
export interface MaintenanceReading extends PageReading {
  maintenance: MaintenanceView | null;
}

/** One maintenance for its page; null when it does not exist or nothing of it is on show. */
export async function readMaintenance(id: number, language?: Language): Promise<MaintenanceReading | null> {
  const reading = readPage(language);
  const told = findTold(reading, id);
  const ready = findReady();
  if (ready === null) return { ...reading, maintenance: told };
  const { components } = ready.publication;
  const wording = findWording(ready, language);
  try {
    const kept = await ready.service.store.findMaintenance(id);
    const maintenance = kept && describeMaintenance(kept, { ...wording, components, form: "whole" });
    return maintenance === null ? null : { ...reading, maintenance };
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn("A maintenance could not be read", { id, error: String(error) });
    return { ...reading, maintenance: told };
  }
}

/** More than this are not read at once. */
const MAX_LISTED = 1000;

/** The maintenance on show that was over in a window. Empty while it cannot be read. */
export async function listMaintenancesIn({ from, to }: Window, language?: Language): Promise<MaintenanceView[]> {
  const ready = findReady();
  if (ready === null) return [];
  const { components } = ready.publication;
  const wording = findWording(ready, language);
  try {
    const kept = await ready.service.store.listMaintenances({ since: from, limit: MAX_LISTED });
    return kept
      .filter(({ endedAt }) => endedAt !== null && endedAt >= from && endedAt < to)
      .map((each) => describeMaintenance(each, { ...wording, components, form: "whole" }))
      .filter((each) => each !== null);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    ready.service.log.warn("The maintenance of a month could not be read", { error: String(error) });
    return [];
  }
}

/** A maintenance on show, and how it is told. */
export interface ShownMaintenance {
  maintenance: Maintenance;
  view: MaintenanceView;
}

/** The maintenance on show that is not over, or was over at or after `since`; newest start first. */
export async function listShownMaintenances(ready: Ready, since: EpochMs): Promise<ShownMaintenance[]> {
  const kept = await ready.service.store.listMaintenances({ since, limit: MAX_LISTED });
  return kept.map((maintenance) => show(ready, maintenance)).filter((shown) => shown !== null);
}

/** One maintenance on show; null when it does not exist or nothing of it is on show. */
export async function findShownMaintenance(ready: Ready, id: number): Promise<ShownMaintenance | null> {
  const maintenance = await ready.service.store.findMaintenance(id);
  return maintenance === null ? null : show(ready, maintenance);
}

function show({ publication }: Ready, maintenance: Maintenance): ShownMaintenance | null {
  const { wording, components } = publication;
  const view = describeMaintenance(maintenance, { ...wording, components, form: "whole" });
  return view === null ? null : { maintenance, view };
}

function findTold({ view }: PageReading, id: number): MaintenanceView | null {
  const all = [...view.maintenances, ...view.pastDays.flatMap(({ maintenances }) => maintenances)];
  return all.find((maintenance) => maintenance.id === id) ?? null;
}
