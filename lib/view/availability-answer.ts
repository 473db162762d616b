import {
  type ComponentAvailability,
  knownPercent,
  roundDown,
  type StateSeconds,
  uptimePercent,
  uptimeWithoutMaintenance,
  type Window,
} from "@/lib/domain/availability";
import type { Weights } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import { type Cell, renderCsv } from "./csv";
import { formatInstant } from "./instant";

/** `/api/availability`. Percentages are rounded down, null where nothing is known. */
export interface AvailabilityAnswer {
  from: string;
  to: string;
  time_zone: string;
  components: AvailabilityRow[];
}

export interface AvailabilityRow extends Figures {
  slug: string;
  name: string;
  /** Only where they were asked for. */
  days?: DayRow[];
}

interface DayRow extends Figures {
  date: string;
}

/** Seconds in each state, and the percentages that follow from them. */
export interface Figures {
  seconds: StateSeconds;
  uptime_percent: number | null;
  uptime_percent_without_maintenance: number | null;
  known_percent: number;
}

/** A second of ten years still shows. */
const PLACES = 6;

/** What an answer is made of. */
export interface AvailabilityFacts {
  window: Window;
  timeZone: string;
  weights: Weights;
  components: readonly ComponentAvailability[];
}

/** Writes an `AvailabilityAnswer`. In slices: it may have a hundred days of a hundred components. */
export function* writeAvailabilityJson({ window, timeZone, weights, components }: AvailabilityFacts) {
  const frame = { from: formatInstant(window.from), to: formatInstant(window.to), time_zone: timeZone };
  const rows: string[] = [];
  for (const component of components) {
    rows.push(JSON.stringify(describeRow(component, weights)));
    yield;
  }
  return `${JSON.stringify(frame).slice(0, -1)},"components":[${rows.join(",")}]}`;
}

/** The same as a table: a row per component or, where days were asked for, per component and day. In slices. */
export function* writeAvailabilityCsv({ window, weights, components }: AvailabilityFacts) {
  const isByDay = components.some(({ days }) => days !== null);
  const period = isByDay ? ["date"] : ["from", "to"];
  const limits = [formatInstant(window.from), formatInstant(window.to)];
  const tables = [renderCsv([["slug", "name", ...period, ...FIGURE_COLUMNS]])];
  for (const component of components) {
    const { slug, name, days, ...figures } = describeRow(component, weights);
    const rows = days?.map(({ date, ...ofDay }): Cell[] => [slug, name, date, ...listFigures(ofDay)]);
    tables.push(renderCsv(rows ?? [[slug, name, ...limits, ...listFigures(figures)]]));
    yield;
  }
  return tables.join("");
}

function describeRow({ slug, name, seconds, days }: ComponentAvailability, weights: Weights): AvailabilityRow {
  const row = { slug, name, ...describeFigures(seconds, weights) };
  if (days === null) return row;
  return { ...row, days: days.map((day) => ({ date: day.date, ...describeFigures(day.seconds, weights) })) };
}

/** Works the percentages out. */
export function describeFigures(seconds: StateSeconds, weights: Weights): Figures {
  return {
    seconds,
    uptime_percent: round(uptimePercent(seconds, weights)),
    uptime_percent_without_maintenance: round(uptimeWithoutMaintenance(seconds, weights)),
    known_percent: roundDown(knownPercent(seconds), PLACES),
  };
}

function round(percent: number | null): number | null {
  return percent === null ? null : roundDown(percent, PLACES);
}

const STATES = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
  "under_maintenance",
  "unknown",
] as const satisfies readonly PublicState[];

/** The columns of `listFigures`. */
export const FIGURE_COLUMNS = [
  ...STATES.map((state) => `${state}_seconds`),
  "uptime_percent",
  "uptime_percent_without_maintenance",
  "known_percent",
];

export function listFigures(figures: Figures): Cell[] {
  const { seconds, uptime_percent, uptime_percent_without_maintenance, known_percent } = figures;
  const counts = STATES.map((state) => seconds[state]);
  return [...counts, uptime_percent, uptime_percent_without_maintenance, known_percent];
}
