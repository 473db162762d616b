import type { IncidentRecord } from "@/lib/domain/incident";
import type { PublicState } from "@/lib/domain/public-state";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { DAY_MS } from "@/lib/domain/time";
import { describeIncident, type IncidentViewOptions } from "./incident-view";
import type { ComponentView, DayView, GroupView, IncidentView, PageView } from "./page-view";

/** Days, today included, whose incidents the page tells. */
export const PAST_DAYS = 7;

export interface PageInput
  extends Pick<
    PageView,
    "name" | "demo" | "timeZone" | "publishes" | "asOf" | "freshUntil" | "checkedAt" | "refreshMs"
  > {
  /** Now: decides which days are shown. */
  at: EpochMs;
  components: readonly ComponentMembers[];
  states: ReadonlyMap<string, { state: PublicState; since: EpochMs | null }>;
  /** What is open, and what ended in the last days. */
  incidents: readonly IncidentRecord[];
  wording: IncidentViewOptions;
}

/** The public page of one round. */
export function buildPage(input: PageInput): PageView {
  const { at, components, states, incidents, wording, ...facts } = input;
  const described = incidents
    .map((record) => describeIncident(record, wording))
    .filter((incident) => incident !== null)
    .sort((a, b) => b.startedAt - a.startedAt || b.id - a.id);
  const isActive = (incident: IncidentView) => incident.endedAt === null;
  return {
    ...facts,
    groups: groupComponents(components, states),
    activeIncidents: described.filter(isActive),
    pastDays: listDays(
      described.filter((incident) => !isActive(incident)),
      at,
      input.timeZone,
    ),
  };
}

/** Groups stand where their first component stands; components without one come under a group of no name. */
function groupComponents(components: readonly ComponentMembers[], states: PageInput["states"]): GroupView[] {
  const groups = new Map<string | null, ComponentView[]>();
  for (const { slug, name, description, group } of components) {
    const { state, since } = states.get(slug) ?? { state: "unknown", since: null };
    const view: ComponentView = { slug, name, description, state, since };
    const siblings = groups.get(group);
    if (siblings === undefined) groups.set(group, [view]);
    else siblings.push(view);
  }
  return [...groups].map(([name, members]) => ({ name, components: members }));
}

/** An incident is told on the day on which it began, or on the oldest day shown when it began before. */
function listDays(incidents: readonly IncidentView[], at: EpochMs, timeZone: string): DayView[] {
  const dates = lastDates(at, timeZone);
  const oldest = dates.at(-1) ?? "";
  const days = new Map<string, IncidentView[]>(dates.map((date) => [date, []]));
  for (const incident of incidents) {
    const began = dateIn(timeZone, incident.startedAt);
    days.get(began < oldest ? oldest : began)?.push(incident);
  }
  return dates.map((date) => ({ date, incidents: days.get(date) ?? [] }));
}

function lastDates(at: EpochMs, timeZone: string): string[] {
  const today = Date.parse(`${dateIn(timeZone, at)}T00:00:00Z`);
  return Array.from({ length: PAST_DAYS }, (_, back) => dateIn("UTC", today - back * DAY_MS));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The date of an instant in a zone, `YYYY-MM-DD`. */
function dateIn(timeZone: string, at: EpochMs): string {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(at);
}
