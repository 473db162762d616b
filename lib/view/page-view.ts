import type { Span } from "@/lib/domain/availability";
import type { IncidentStatus } from "@/lib/domain/incident";
import type { MaintenanceStatus } from "@/lib/domain/maintenance";
import type { Weights } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import type { EpochMs } from "@/lib/domain/time";

/** What the public page shows, worded and ordered. Plain JSON: the server renders it, the browser refreshes it. */
export interface PageView {
  /** Name of the page: the organisation's, as the operator wrote it. */
  name: string;
  /** True while the built-in simulator takes Nagios' place. */
  demo: boolean;
  /** IANA zone in which days begin and times are written. */
  timeZone: string;
  /** False when nothing was chosen: "Nothing is published yet". */
  publishes: boolean;
  /** The instant for which the states are true; null when no data was ever read. */
  asOf: EpochMs | null;
  /** From this instant on nobody may call the states current; null when no data was ever read. */
  freshUntil: EpochMs | null;
  /** End of the last round of the poller, good or not; null before the first. */
  checkedAt: EpochMs | null;
  /** How often a browser should ask again. */
  refreshMs: number;
  groups: GroupView[];
  /** The days that the bars stand for; null while no history is known. */
  history: HistoryFrame | null;
  /** What checks measured in the last 24 hours, as far as the operator put it on show. */
  metrics: MetricView[];
  /** Not resolved yet; newest first. */
  activeIncidents: IncidentView[];
  /** How many more there are, where visitors are not told all of them; see `limitPage`. */
  moreIncidents?: ActiveCount;
  /** Under way first, then those of the next 30 days by their begin; at most 10. */
  maintenances: MaintenanceView[];
  /** How many more there are. */
  moreMaintenances: number;
  /** The last days of the page's zone, newest first, days without incidents included. */
  pastDays: DayView[];
}

/** How many incidents last, and how many are over and still watched. */
export interface ActiveCount {
  underWay: number;
  watched: number;
}

/** For when the page is true, and in which zone its days begin. */
export type Truth = Pick<PageView, "timeZone" | "asOf" | "freshUntil">;

/** The truth of a page alone. */
export function truthOf({ timeZone, asOf, freshUntil }: PageView): Truth {
  return { timeZone, asOf, freshUntil };
}

/** Components under one heading; null is the group of those without one. */
export interface GroupView {
  name: string | null;
  components: ComponentView[];
  /** Marks: each instant as bad as the worst of its components. Shares: of the time of all of them together. */
  bars: BarsView | null;
}

/** What all bars of the page share. */
export interface HistoryFrame {
  /** `YYYY-MM-DD` in the page's zone, oldest first; the last is today. */
  dates: string[];
  /** Since when anything is known. */
  since: EpochMs;
  /** How much of the time in a state counts as down, for the line that explains the figures. */
  weights: Weights;
}

/** The days of one component or group, as short as they can be said. */
export interface BarsView {
  /** One letter a day: the day's worst public state, `-` for a day of which nothing is known. See `MARK_LETTERS`. */
  marks: string;
  /** One digit a day: how tall it stands out, from 1 to 5, and 0 for a calm one or one without data. */
  heights: string;
  /**
   * The days that were not wholly operational, by their place in `marks`. Days without any data are not among them; of a
   * page with very many, each component tells its newest, and what a document brings along tells none.
   */
  days: DisturbedDay[];
  /** Share of the known time in which it was up, in percent, rounded down to two places; null when nothing is known. */
  uptime: Record<Span, number | null>;
  /** Share of the 90 days that is known, in percent, rounded down. */
  known: number;
}

export interface DisturbedDay {
  index: number;
  /** Whole minutes in each state but operational, rounded up; states without any are absent. */
  minutes: Partial<Record<PublicState, number>>;
  uptime: number | null;
  /** Separate disruptions that touch the day. */
  disruptions: number;
}

/** A figure of the last 24 hours. */
export interface MetricView {
  name: string;
  /** As it is written behind a value; empty without one. */
  unit: string;
  /** The last value that was measured; null when there never was one. */
  latest: MetricValue | null;
  /**
   * The mean of the checks of each quarter of an hour, to three significant digits, from `from` on; the last quarter is
   * under way. Null where nothing was measured.
   */
  points: (number | null)[];
  from: EpochMs;
  /** The instant for which it is true. */
  to: EpochMs;
  /** From which value on it counts as slow; null without such a line. */
  slowFrom: number | null;
}

export interface MetricValue {
  value: number;
  /** When it was measured. */
  at: EpochMs;
  /** Whether it was the present value when the page was true. Judge the page before showing it. */
  isPresent: boolean;
}

export interface ComponentView {
  slug: string;
  name: string;
  description: string | null;
  /** The state at `asOf`. Judge before showing: see `judgePage`. */
  state: PublicState;
  /** Since when it is in this state; null when not known. */
  since: EpochMs | null;
  /** The maintenance that is under way in it; absent without one. */
  maintenanceId?: number;
  bars: BarsView | null;
}

/** How bad an incident is, as other status pages say it (Statuspage's `impact`). */
export type IncidentSeverity = "none" | "minor" | "major" | "critical";

export interface AffectedView {
  slug: string;
  name: string;
  state: PublicState;
}

export interface IncidentView {
  id: number;
  title: string;
  status: IncidentStatus;
  severity: IncidentSeverity;
  /** The worst that it did or does to a component. */
  impact: PublicState;
  startedAt: EpochMs;
  /** When the outage was over; null while it lasts. */
  endedAt: EpochMs | null;
  /** When it was called resolved: `monitoring` until then. Null for one that is still told among the active ones. */
  resolvedAt: EpochMs | null;
  /** The first that it touches: as they are while it lasts, as they were at their worst afterwards. See `count`. */
  components: AffectedView[];
  /** How many it touches. */
  count: number;
  /** Newest first; on the overview only the newest few, and the last that is not automatic. See `updateCount`. */
  updates: UpdateView[];
  /** How many there are. */
  updateCount: number;
  /** "Still investigating, 45 minutes": told while it lasts and nobody has written lately; else null. */
  still: string | null;
  /** What Nagios sees, where a person says otherwise; else null. */
  seen: { status: IncidentStatus; impact: PublicState } | null;
  /** Written down after the fact. */
  isBackdated: boolean;
  /** The incident of which this one is what remained broken; null where that is not on show. */
  followsId: number | null;
  reviewUrl: string | null;
  /** The review as HTML, made of a person's Markdown and safe to show; null without one, and on the overview. */
  reviewHtml: string | null;
}

export interface UpdateView {
  /** Unique within the incident; the fragment of its permalink. */
  id: string;
  at: EpochMs;
  status: IncidentStatus;
  /** Plain text. */
  text: string;
  /** The text as HTML, made of a person's Markdown and safe to show; null where the plain text is all there is. */
  html: string | null;
  /** `automatic`: nobody wrote it. `monitoring`: somebody wrote it in Nagios for the public. */
  by: "automatic" | "monitoring" | "person";
  /** Null for all but people. */
  author: string | null;
  editedAt: EpochMs | null;
  /** The components that were not operational at that time; on the overview none. */
  components: AffectedView[];
}

export interface MaintenanceView {
  id: number;
  title: string;
  status: MaintenanceStatus;
  /** The window as it was announced. */
  startsAt: EpochMs;
  endsAt: EpochMs;
  /** How long it takes within the window, where that is less; else null. */
  durationMs: number | null;
  beganAt: EpochMs | null;
  endedAt: EpochMs | null;
  /** What is done, as plain text: somebody's words, else a sentence made from a template. */
  text: string;
  /** As HTML, made of a person's Markdown and safe to show; null where the plain text is all there is. */
  html: string | null;
  components: { slug: string; name: string }[];
  /** How many it touches. */
  count: number;
  /** Newest first. */
  updates: { at: EpochMs; status: MaintenanceStatus; text: string }[];
}

export interface DayView {
  /** `YYYY-MM-DD` in the page's zone. */
  date: string;
  incidents: IncidentView[];
  /** How many more there were, where visitors are not told all of them. */
  moreIncidents?: number;
  /** What was over on that day. */
  maintenances: MaintenanceView[];
}
