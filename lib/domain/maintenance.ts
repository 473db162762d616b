import type { AffectedComponent } from "./incident";
import type { ObjectKey } from "./snapshot";
import type { EpochMs } from "./time";

export type MaintenanceStatus = "scheduled" | "in_progress" | "completed" | "cancelled";

/** One downtime of Nagios that belongs to a maintenance: object, id and entry tell it from any other. Private. */
export interface KnownDowntime {
  key: ObjectKey;
  downtimeId: number;
  enteredAt: EpochMs;
  startsAt: EpochMs;
  endsAt: EpochMs;
}

/** What happened to a maintenance. The words are made when they are shown. */
export const MAINTENANCE_CODES = [
  "scheduled",
  "started",
  "extended",
  "moved",
  "ended_early",
  "completed",
  "cancelled",
  "forgotten",
] as const;
export type MaintenanceCode = (typeof MAINTENANCE_CODES)[number];

export interface MaintenanceUpdate {
  at: EpochMs;
  code: MaintenanceCode;
  status: MaintenanceStatus;
  /** Why, for the operator. */
  reason: string;
}

/** The side of a maintenance that follows from Nagios' downtimes. Rounds write it whole. */
export interface AutomaticMaintenance {
  id: number;
  /** `person`: entered by hand; rounds leave it alone. */
  origin: "nagios" | "person";
  status: MaintenanceStatus;
  /** The window that was announced. Of a flexible downtime that runs, the time for which it runs. */
  startsAt: EpochMs;
  endsAt: EpochMs;
  /** How long it will last within its window, of flexible downtimes that do not run yet; else null. */
  durationMs: number | null;
  /** When it began and when it was over; null while that has not come. A cancelled one that never began has no begin. */
  beganAt: EpochMs | null;
  endedAt: EpochMs | null;
  components: readonly AffectedComponent[];
  /** What somebody wrote in Nagios for the public; null where nobody did. Plain text. */
  publicText: string | null;
  /** Author and comment of its downtimes. Private. */
  author: string;
  comment: string;
  downtimes: readonly KnownDowntime[];
  /** The start of Nagios under which its downtimes were listed last; null where the file does not tell. */
  seenUnder: EpochMs | null;
  /** Since when Nagios, which was started again meanwhile, does not list it any more though nobody ended it. */
  forgottenAt: EpochMs | null;
  /** Oldest first. */
  updates: readonly MaintenanceUpdate[];
}

/** What people decided about a maintenance; null where they left it to Nagios. Text is Markdown. */
export interface MaintenanceWords {
  title: string | null;
  text: string | null;
}

export interface Maintenance extends AutomaticMaintenance {
  person: MaintenanceWords;
}
