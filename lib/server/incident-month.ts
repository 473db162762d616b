import type { Language } from "@/lib/domain/words";
import { dateIn, monthOf, windowOfMonth } from "@/lib/domain/zone-days";
import { sortByEnd } from "@/lib/view/list-maintenances";
import { frameMonth, isMonth, type MonthFrame, sortByDay } from "@/lib/view/month-view";
import type { ComponentView, IncidentView, MaintenanceView } from "@/lib/view/page-view";
import { listIncidentsIn } from "./incidents";
import { listMaintenancesIn } from "./maintenance";
import { type PageReading, readPage } from "./publication";

/** What a visitor asks for. */
export interface MonthQuery {
  month: string | undefined;
  component: string | undefined;
}

/** Of older incidents some are enough to know that there are any on show. */
const FEW = 20;

/** Every incident of one month, by the day on which it began, and its maintenance, by the day on which it was over. */
export interface IncidentMonth extends PageReading {
  month: MonthFrame;
  /** `YYYY-MM-DD` in the page's zone. */
  today: string;
  /** The one component that it is about; null for all. */
  component: ComponentView | null;
  /** Null when the incidents cannot be read at the moment. */
  incidents: ReadonlyMap<string, IncidentView[]> | null;
  maintenances: ReadonlyMap<string, MaintenanceView[]>;
}

/**
 * A month of incidents; without a month the present one. Null when there is no such month or component. `asked` is what
 * a visitor wrote: anything.
 */
export async function readIncidentMonth(asked: MonthQuery, language?: Language): Promise<IncidentMonth | null> {
  const { view, at } = readPage(language);
  const slug = asked.component === "" ? undefined : asked.component;
  const zone = view.timeZone;
  const present = monthOf(zone, at);
  const month = asked.month ?? present;
  const components = view.groups.flatMap((group) => group.components);
  const component = components.find((each) => each.slug === slug) ?? null;
  if (!isMonth(month, present) || (slug !== undefined && component === null)) return null;

  const window = windowOfMonth(zone, month);
  const [found, maintained, older] = await Promise.all([
    listIncidentsIn(window, { language }),
    listMaintenancesIn(window, language),
    listIncidentsIn({ from: 0, to: window.from }, { limit: FEW, language }),
  ]);
  const isMeant = ({ components }: IncidentView | MaintenanceView) =>
    component === null || components.some(({ slug }) => slug === component.slug);
  const oldest = older?.filter(isMeant).at(-1)?.startedAt ?? at;
  const first = monthOf(zone, Math.min(oldest, view.history?.since ?? at));
  const frame = frameMonth(month, first, present);
  const dateOf = (then: number) => dateIn(zone, then);
  const incidents = found && sortByDay(found.filter(isMeant), frame.days, dateOf);
  const maintenances = sortByEnd(maintained.filter(isMeant), dateOf);
  return { view, at, month: frame, today: dateOf(at), component, incidents, maintenances };
}
