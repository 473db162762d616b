import type { Span } from "@/lib/domain/availability";
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
  /** Newest first. */
  activeIncidents: IncidentView[];
  /** The last days of the page's zone, newest first, days without incidents included. */
  pastDays: DayView[];
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
  /**
   * The days that were not wholly operational, by their place in `marks`. Days without any data are not among them; of a
   * page with very many, each component tells its newest.
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

export interface ComponentView {
  slug: string;
  name: string;
  description: string | null;
  /** The state at `asOf`. Judge before showing: see `judgePage`. */
  state: PublicState;
  /** Since when it is in this state; null when not known. */
  since: EpochMs | null;
  bars: BarsView | null;
}

export type IncidentStatus = "investigating" | "identified" | "resolved";

export interface IncidentView {
  id: number;
  title: string;
  status: IncidentStatus;
  /** The worst that it did or does to a component. */
  impact: PublicState;
  startedAt: EpochMs;
  endedAt: EpochMs | null;
  components: { slug: string; name: string; state: PublicState }[];
  /** Newest first. */
  updates: UpdateView[];
  reviewUrl: string | null;
}

export interface UpdateView {
  /** Unique within the incident; the fragment of its permalink. */
  id: string;
  at: EpochMs;
  status: IncidentStatus;
  text: string;
  /** True for texts that nobody wrote. */
  automatic: boolean;
  author: string | null;
}

export interface DayView {
  /** `YYYY-MM-DD` in the page's zone. */
  date: string;
  incidents: IncidentView[];
}
