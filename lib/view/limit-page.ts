import { compareStates } from "@/lib/domain/public-state";
import { isWatched } from "./incident-course";
import type { ActiveCount, DayView, IncidentView, PageView } from "./page-view";

/** More than this nobody reads one by one: a page has to stay light on its worst day. */
export const MOST_ACTIVE = 20;
export const MOST_OF_A_DAY = 20;

/**
 * As much of a page as visitors are sent. Of very many active incidents it keeps the worst, those that last before those that
 * are only watched, and then the newest; of a day that is over the newest. How many more there are is told.
 */
export function limitPage(view: PageView): PageView {
  return { ...view, ...limitActive(view.activeIncidents), pastDays: view.pastDays.map(limitDay) };
}

/** All that are active, told or not. */
export function countActive({ activeIncidents, moreIncidents }: PageView): ActiveCount {
  const { underWay = 0, watched = 0 } = moreIncidents ?? {};
  const told = countWatched(activeIncidents);
  return { underWay: underWay + activeIncidents.length - told, watched: watched + told };
}

function countWatched(incidents: readonly IncidentView[]): number {
  return incidents.filter(isWatched).length;
}

function limitActive(incidents: readonly IncidentView[]): Pick<PageView, "activeIncidents" | "moreIncidents"> {
  if (incidents.length <= MOST_ACTIVE) return { activeIncidents: [...incidents] };
  const urgent = [...incidents].sort(
    (a, b) => Number(isWatched(a)) - Number(isWatched(b)) || compareStates(b.impact, a.impact),
  );
  const told = new Set(urgent.slice(0, MOST_ACTIVE));
  const untold = incidents.filter((incident) => !told.has(incident));
  const watched = countWatched(untold);
  return {
    activeIncidents: incidents.filter((incident) => told.has(incident)),
    moreIncidents: { underWay: untold.length - watched, watched },
  };
}

function limitDay(day: DayView): DayView {
  const { incidents } = day;
  if (incidents.length <= MOST_OF_A_DAY) return day;
  return {
    ...day,
    incidents: incidents.slice(0, MOST_OF_A_DAY),
    moreIncidents: incidents.length - MOST_OF_A_DAY,
  };
}
