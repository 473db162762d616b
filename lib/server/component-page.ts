import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { dateIn, monthOf, windowOfMonth } from "@/lib/domain/zone-days";
import { sortByEnd } from "@/lib/view/list-maintenances";
import {
  type CalendarDay,
  describeCalendar,
  frameMonth,
  isMonth,
  type MonthFrame,
  sortByDay,
} from "@/lib/view/month-view";
import type { ComponentView, IncidentView, MaintenanceView, PageView } from "@/lib/view/page-view";
import { sayRule } from "@/lib/view/rule-words";
import type { Words } from "@/lib/view/words/speak";
import { readComponentDays } from "./component-days";
import { listIncidentsIn } from "./incidents";
import { listMaintenancesIn } from "./maintenance";
import { type PageReading, readPage } from "./publication";
import { getRuntime } from "./runtime";

/** One component, and one month of it. */
export interface ComponentReading extends PageReading {
  component: ComponentView;
  group: string | null;
  /** How its state comes about, in public words; null while that is not known. */
  rule: string | null;
  /** Promised availability in percent of a month; null when nothing was promised. */
  sla: number | null;
  month: MonthFrame;
  /** Null when nothing of its days can be said at the moment. */
  calendar: CalendarDay[] | null;
  /** By day; null when they cannot be read at the moment. */
  incidents: ReadonlyMap<string, IncidentView[]> | null;
  /** What was over in the month, by day. */
  maintenances: ReadonlyMap<string, MaintenanceView[]>;
}

/** A component by its slug, with a month or the present one, in words; null when there is no such component or month. */
export async function readComponent(
  slug: string,
  asked: string | undefined,
  words: Words,
): Promise<ComponentReading | null> {
  const { language } = words;
  const { view, at } = readPage(language);
  const group = view.groups.find(({ components }) => components.some((component) => component.slug === slug));
  const component = group?.components.find((each) => each.slug === slug);
  const zone = view.timeZone;
  const today = dateIn(zone, at);
  const present = monthOf(zone, at);
  const month = asked ?? present;
  if (group === undefined || component === undefined || !isMonth(month, present)) return null;

  const frame = frameMonth(month, monthOf(zone, view.history?.since ?? at), present);
  const window = windowOfMonth(zone, month);
  // What is still to come is not a time of which nothing is known.
  const past = { from: window.from, to: Math.min(window.to, at) };
  const [days, incidents, maintained] = await Promise.all([
    readComponentDays(slug, past),
    listIncidentsIn(window, { language }),
    listMaintenancesIn(window, language),
  ]);
  const weights = view.history?.weights ?? DEFAULT_WEIGHTS;
  const concerns = ({ components }: IncidentView | MaintenanceView) => components.some((each) => each.slug === slug);
  const dateOf = (then: number) => dateIn(zone, then);
  return {
    view: narrowView(view, component, group.name),
    at,
    component,
    group: group.name,
    ...readPromise(slug, words),
    month: frame,
    calendar:
      days && describeCalendar(frame.days, new Map(days.map((day) => [day.date, day])), { today, weights }, words),
    incidents: incidents && sortByDay(incidents.filter(concerns), frame.days, dateOf),
    maintenances: sortByEnd(maintained.filter(concerns), dateOf),
  };
}

function readPromise(slug: string, words: Words): Pick<ComponentReading, "rule" | "sla"> {
  const found = getRuntime().publication?.components.find((component) => component.slug === slug);
  if (found === undefined) return { rule: null, sla: null };
  return { rule: sayRule(found.rule, found.members.length + found.missing.length, words), sla: found.sla };
}

/** The page with this component alone: what a browser needs of it until it asks again. */
function narrowView(view: PageView, component: ComponentView, group: string | null): PageView {
  const concerns = (incident: IncidentView) => incident.components.some(({ slug }) => slug === component.slug);
  return {
    ...view,
    groups: [{ name: group, components: [component], bars: null }],
    activeIncidents: view.activeIncidents.filter(concerns),
    maintenances: view.maintenances.filter(({ id }) => id === component.maintenanceId),
    moreMaintenances: 0,
    metrics: [],
    pastDays: [],
  };
}
