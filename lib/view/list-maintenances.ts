import type { Maintenance } from "@/lib/domain/maintenance";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { describeMaintenance, type MaintenanceViewOptions } from "./maintenance-view";
import type { MaintenanceView } from "./page-view";

/** What begins later than this is not announced on the page yet. */
const AHEAD_MS = 30 * DAY_MS;
const MOST_LISTED = 10;

export interface MaintenanceLists {
  /** Under way first, then what comes, by their begin. */
  present: MaintenanceView[];
  /** How many more there are of these. */
  more: number;
  /** What is over. */
  past: MaintenanceView[];
}

/** What the page of everything tells of maintenance at `at`. */
export function listMaintenances(
  maintenances: readonly Maintenance[],
  options: Omit<MaintenanceViewOptions, "form">,
  at: EpochMs,
): MaintenanceLists {
  const described = maintenances
    .map((each) => describeMaintenance(each, { ...options, form: "short" }))
    .filter((each) => each !== null);
  const present = described
    .filter(({ endedAt, startsAt }) => endedAt === null && startsAt <= at + AHEAD_MS)
    .sort((a, b) => turnOf(a) - turnOf(b) || a.startsAt - b.startsAt || a.id - b.id);
  const past = described.filter(({ endedAt }) => endedAt !== null);
  return { present: present.slice(0, MOST_LISTED), more: Math.max(0, present.length - MOST_LISTED), past };
}

function turnOf({ status }: MaintenanceView): number {
  return status === "in_progress" ? 0 : 1;
}

/** Maintenance by the day on which it was over, newest first. What is not over is left out. */
export function sortByEnd(
  maintenances: readonly MaintenanceView[],
  dateOf: (at: EpochMs) => string,
): ReadonlyMap<string, MaintenanceView[]> {
  const over = maintenances.flatMap((each) => (each.endedAt === null ? [] : [{ each, endedAt: each.endedAt }]));
  const days = new Map<string, MaintenanceView[]>();
  for (const { each, endedAt } of over.sort((a, b) => b.endedAt - a.endedAt || b.each.id - a.each.id)) {
    const date = dateOf(endedAt);
    days.set(date, [...(days.get(date) ?? []), each]);
  }
  return days;
}
