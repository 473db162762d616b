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
  /** Newest first. */
  activeIncidents: IncidentView[];
  /** The last days of the page's zone, newest first, days without incidents included. */
  pastDays: DayView[];
}

/** Components under one heading; null is the group of those without one. */
export interface GroupView {
  name: string | null;
  components: ComponentView[];
}

export interface ComponentView {
  slug: string;
  name: string;
  description: string | null;
  /** The state at `asOf`. Judge before showing: see `judgePage`. */
  state: PublicState;
  /** Since when it is in this state; null when not known. */
  since: EpochMs | null;
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
