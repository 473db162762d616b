import type { PublicState } from "@/lib/domain/public-state";
import { DAY_MS, type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import { sayMinutes } from "./duration-words";
import { formatDay, formatMoment, formatNear, formatSpan, readDay } from "./format-time";
import { endOf, isWatched } from "./incident-course";
import { type JudgedComponent, judgePage } from "./judge";
import { limitPage } from "./limit-page";
import { sayWindow } from "./maintenance-words";
import { findPresent, sayUnknown, sayValue } from "./metric-words";
import type { ActiveCount, IncidentView, MaintenanceView, MetricView, PageView } from "./page-view";
import { toLine } from "./plain-text";
import { STATE_WORDS, STATUS_WORDS } from "./state-words";
import { ENGLISH } from "./words/words-of";

/** The page at one instant in plain sentences: what every form of it without a layout says. */
export interface ToldPage {
  name: string;
  state: PublicState | null;
  sentence: string;
  lede: string | null;
  /** When it was true, and how long ago that is; null when nothing was ever known. */
  asOf: string | null;
  incidents: ToldEvent[];
  maintenances: ToldEvent[];
  groups: { name: string; components: ToldComponent[] }[];
  /** What was measured, each with its present value in words. */
  measurements: { name: string; value: string }[];
  past: ToldEvent[];
  notes: string[];
}

export interface ToldEvent {
  path: string;
  title: string;
  /** Its state and time. */
  course: string;
  /** What was said last. */
  said: string | null;
}

export interface ToldComponent {
  name: string;
  state: PublicState;
  word: string;
  /** Since when, or what was known last. */
  note: string | null;
}

/** More than these are left to the history. */
const MOST_PAST = 10;
const UNGROUPED = "Services";

/** Of what visitors are not told one by one. */
function sayMore({ underWay, watched }: ActiveCount): string {
  return `${underWay + watched} more incidents are not told here: see the history.`;
}

/** What may be said of the page at `at`. Nothing is called current that is not. */
export function tellPage(whole: PageView, at: EpochMs): ToldPage {
  const view = limitPage(whole);
  const judged = judgePage(view, at, ENGLISH);
  const isFresh = judged.freshness === "fresh";
  const { asOf, timeZone: zone } = view;
  return {
    name: toLine(view.name),
    state: judged.state,
    sentence: toLine(judged.sentence),
    lede: judged.lede === null ? null : toLine(judged.lede),
    asOf: asOf === null ? null : sayAsOf(asOf, at, zone, isFresh),
    incidents: view.activeIncidents.map((incident) => tellIncident(incident, { view, at, isFresh })),
    maintenances: view.maintenances.map((maintenance) => tellMaintenance(maintenance, zone, isFresh)),
    groups: judged.groups.map(({ name, components }) => ({
      name: name === null ? UNGROUPED : toLine(name),
      components: components.map((component) => tellComponent(component, at, zone)),
    })),
    measurements: view.metrics.map((metric) => tellMeasurement(metric, isFresh)),
    past: view.pastDays
      .flatMap(({ incidents }) => incidents)
      .slice(0, MOST_PAST)
      .map((incident) => tellPast(incident, zone)),
    notes: [
      ...(view.moreIncidents === undefined ? [] : [sayMore(view.moreIncidents)]),
      ...(view.demo ? ["Demonstration: simulated data, no Nagios was found."] : []),
    ],
  };
}

function sayAsOf(asOf: EpochMs, at: EpochMs, zone: string, isFresh: boolean): string {
  const age = at - asOf < MINUTE_MS ? "less than a minute ago" : `${sayMinutes(at - asOf)} ago`;
  return `${isFresh ? "True at" : "Last true at"} ${formatMoment(asOf, zone)}, ${age}`;
}

function tellIncident(
  incident: IncidentView,
  { view, at, isFresh }: { view: PageView; at: EpochMs; isFresh: boolean },
): ToldEvent {
  const { id, title, impact, status, startedAt } = incident;
  const since = `since ${formatNear(startedAt, at, view.timeZone)}`;
  const seen = view.asOf === null ? "" : ` (last seen at ${formatNear(view.asOf, at, view.timeZone)})`;
  const course = isWatched(incident)
    ? `${STATUS_WORDS[status]}, began ${formatNear(startedAt, at, view.timeZone)}`
    : `${STATE_WORDS[impact]}, ${STATUS_WORDS[status].toLowerCase()}, ${since}${isFresh ? "" : seen}`;
  const [newest] = incident.updates;
  return {
    path: `/incidents/${id}`,
    title: toLine(title),
    course,
    said: newest === undefined ? null : toLine(newest.text),
  };
}

/** While nothing can be confirmed, maintenance is only what was announced. */
function tellMaintenance(maintenance: MaintenanceView, zone: string, isFresh: boolean): ToldEvent {
  const word = isFresh ? ENGLISH.say(`maintenanceTitle.${maintenance.status}`) : "Announced maintenance";
  return {
    path: `/maintenance/${maintenance.id}`,
    title: toLine(maintenance.title),
    course: `${word}, ${sayWindow(maintenance, zone, ENGLISH)}`,
    said: maintenance.text === "" ? null : toLine(maintenance.text),
  };
}

function tellComponent({ name, state, since, lastKnown }: JudgedComponent, at: EpochMs, zone: string): ToldComponent {
  const isQuiet = since === null || (state === "operational" && at - since > DAY_MS);
  const known = lastKnown === null ? null : `last known: ${STATE_WORDS[lastKnown].toLowerCase()}`;
  return {
    name: toLine(name),
    state,
    word: STATE_WORDS[state],
    note: isQuiet ? known : `since ${formatNear(since, at, zone)}`,
  };
}

function tellMeasurement(metric: MetricView, isFresh: boolean): ToldPage["measurements"][number] {
  const present = findPresent(metric, isFresh);
  const value = present === null ? sayUnknown(metric, ENGLISH) : sayValue(present, metric.unit, ENGLISH);
  return { name: toLine(metric.name), value: toLine(value) };
}

function tellPast(incident: IncidentView, zone: string): ToldEvent {
  const { id, title, startedAt, impact } = incident;
  const day = formatDay(readDay(startedAt, zone));
  const span = formatSpan(startedAt, endOf(incident) ?? startedAt, zone);
  return {
    path: `/incidents/${id}`,
    title: toLine(title),
    course: `${day}, ${span}, ${STATE_WORDS[impact].toLowerCase()}`,
    said: null,
  };
}
