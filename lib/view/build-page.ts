import type { BarFigures, SiteFigures } from "@/lib/domain/availability";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { Weights } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { addDays, dateIn } from "@/lib/domain/zone-days";
import { describeBars, describeFrame } from "./history-view";
import { describeIncident, type IncidentViewOptions } from "./incident-view";
import { listMaintenances, sortByEnd } from "./list-maintenances";
import type { BarsView, ComponentView, DayView, GroupView, IncidentView, MaintenanceView, PageView } from "./page-view";

/** Days, today included, whose incidents the page tells. */
export const PAST_DAYS = 7;

/** More disturbed days than this are not told one by one: a page has to stay light on its worst day. */
export const MOST_DAYS = 4000;

export interface PageInput
  extends Pick<
    PageView,
    "name" | "demo" | "timeZone" | "publishes" | "asOf" | "freshUntil" | "checkedAt" | "refreshMs" | "metrics"
  > {
  /** Now: decides which days are shown. */
  at: EpochMs;
  components: readonly ComponentMembers[];
  states: ReadonlyMap<string, { state: PublicState; since: EpochMs | null }>;
  /** What is open, and what ended in the last days. */
  incidents: readonly IncidentRecord[];
  /** What is not over, and what ended in the last days. */
  maintenances: readonly Maintenance[];
  wording: IncidentViewOptions;
  /** The days behind; null while nothing of them is known. */
  figures: SiteFigures | null;
  /** How much of the time in a state counts as down. */
  weights: Weights;
}

/** The public page of one round. */
export function buildPage(input: PageInput): PageView {
  const { at, components, states, incidents, maintenances, wording, figures, weights, ...facts } = input;
  const described = incidents
    .map((record) => describeIncident(record, wording, "short"))
    .filter((incident) => incident !== null)
    .sort((a, b) => b.startedAt - a.startedAt || b.id - a.id);
  const isActive = (incident: IncidentView) => incident.resolvedAt === null;
  const { present, more, past } = listMaintenances(maintenances, { ...wording, components }, at);
  const underWay = findUnderWay(maintenances, present);
  return {
    ...facts,
    groups: limitDays(groupComponents(input, underWay)),
    history: describeFrame(figures, weights),
    activeIncidents: described.filter(isActive),
    maintenances: present,
    moreMaintenances: more,
    pastDays: listDays(
      described.filter((incident) => !isActive(incident)),
      past,
      at,
      input.timeZone,
    ),
  };
}

/** The maintenance that is under way in a component, by its slug. */
function findUnderWay(
  maintenances: readonly Maintenance[],
  present: readonly MaintenanceView[],
): ReadonlyMap<string, number> {
  const ids = new Set(present.filter(({ status }) => status === "in_progress").map(({ id }) => id));
  const running = maintenances.filter(({ id }) => ids.has(id));
  return new Map(running.flatMap(({ id, components }) => components.map(({ slug }) => [slug, id] as const)));
}

/** Groups stand where their first component stands; components without one come under a group of no name. */
function groupComponents(
  { components, states, figures, weights }: PageInput,
  underWay: ReadonlyMap<string, number>,
): GroupView[] {
  const drawBars = (bars: BarFigures | undefined): BarsView | null => (bars ? describeBars(bars, weights) : null);
  const groups = new Map<string | null, ComponentView[]>();
  for (const { slug, name, description, group } of components) {
    const { state, since } = states.get(slug) ?? { state: "unknown", since: null };
    const maintenanceId = underWay.get(slug);
    const view: ComponentView = {
      slug,
      name,
      description,
      state,
      since,
      ...(maintenanceId !== undefined && { maintenanceId }),
      bars: drawBars(figures?.components.get(slug)),
    };
    const siblings = groups.get(group);
    if (siblings === undefined) groups.set(group, [view]);
    else siblings.push(view);
  }
  return [...groups].map(([name, members]) => ({
    name,
    components: members,
    bars: drawBars(figures?.groups.get(name)),
  }));
}

/** Shares what may be told among the components; the newest days of each come first. */
function limitDays(groups: GroupView[]): GroupView[] {
  const components = groups.flatMap((group) => group.components);
  const total = components.reduce((sum, { bars }) => sum + (bars?.days.length ?? 0), 0);
  if (total <= MOST_DAYS) return groups;
  const most = Math.floor(MOST_DAYS / components.length);
  return groups.map((group) => ({
    ...group,
    components: group.components.map((component) => ({ ...component, bars: keepNewest(component.bars, most) })),
  }));
}

function keepNewest(bars: BarsView | null, most: number): BarsView | null {
  return bars && { ...bars, days: bars.days.slice(Math.max(0, bars.days.length - most)) };
}

/**
 * An incident is told on the day on which it began, or on the oldest day shown when it began before. Maintenance is told
 * on the day on which it was over.
 */
function listDays(
  incidents: readonly IncidentView[],
  maintenances: readonly MaintenanceView[],
  at: EpochMs,
  timeZone: string,
): DayView[] {
  const dates = lastDates(at, timeZone);
  const oldest = dates.at(-1) ?? "";
  const days = new Map<string, DayView>(dates.map((date) => [date, { date, incidents: [], maintenances: [] }]));
  for (const incident of incidents) {
    const began = dateIn(timeZone, incident.startedAt);
    days.get(began < oldest ? oldest : began)?.incidents.push(incident);
  }
  for (const [date, over] of sortByEnd(maintenances, (then) => dateIn(timeZone, then))) {
    days.get(date)?.maintenances.push(...over);
  }
  return [...days.values()];
}

function lastDates(at: EpochMs, timeZone: string): string[] {
  const today = dateIn(timeZone, at);
  return Array.from({ length: PAST_DAYS }, (_, back) => addDays(today, -back));
}
