import type { MaintenanceStatus } from "@/lib/domain/maintenance";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { sayDuration } from "./duration-words";
import { formatDay, formatHours, readDay } from "./format-time";
import type { MaintenanceView } from "./page-view";

/** What becomes of a maintenance, as visitors read it. */
export const MAINTENANCE_WORDS = {
  scheduled: "Scheduled",
  in_progress: "Under way",
  completed: "Completed",
  cancelled: "Cancelled",
} satisfies Record<MaintenanceStatus, string>;

/** The same where the word has to stand for itself. */
export const MAINTENANCE_TITLES = {
  scheduled: "Scheduled maintenance",
  in_progress: "Maintenance under way",
  completed: "Maintenance completed",
  cancelled: "Maintenance cancelled",
} satisfies Record<MaintenanceStatus, string>;

/** The window as it was announced, with its day: "Thu 26 Nov, 22:00 to 01:00 CET". */
export function sayWindow({ startsAt, endsAt }: Pick<MaintenanceView, "startsAt" | "endsAt">, zone: string): string {
  return `${formatDay(readDay(startsAt, zone))}, ${formatHours(startsAt, endsAt, zone)}`;
}

/** How much of the announced window of a maintenance under way is left. */
export function sayLeft({ endsAt }: Pick<MaintenanceView, "endsAt">, at: EpochMs): string {
  const left = endsAt - at;
  if (left <= 0) return "The announced end has passed";
  return left < MINUTE_MS ? "Less than a minute left" : `${sayDuration(roundSpan(left))} left`;
}

/** How far ahead it lies and how long it takes: "In 3 days, for 3 h". Of a flexible one, its time within the window. */
export function sayAhead(
  { startsAt, endsAt, durationMs }: Pick<MaintenanceView, "startsAt" | "endsAt" | "durationMs">,
  at: EpochMs,
): string {
  const ahead = startsAt - at;
  const distance = ahead < MINUTE_MS ? "in less than a minute" : `in ${sayDuration(roundSpan(ahead))}`;
  if (durationMs !== null) {
    const within = `${sayDuration(durationMs)} within this time`;
    return ahead <= 0 ? within : `${within}, which begins ${distance}`;
  }
  const begin = ahead <= 0 ? "Due now" : `I${distance.slice(1)}`;
  return `${begin}, for ${sayDuration(endsAt - startsAt)}`;
}

/** Nobody counts the hours to a day next week. */
function roundSpan(span: number): number {
  return span >= 3 * DAY_MS
    ? Math.round(span / DAY_MS) * DAY_MS
    : span >= DAY_MS
      ? Math.floor(span / HOUR_MS) * HOUR_MS
      : span;
}

/** The share of the window that has gone, from 0 to 1. */
export function shareGone({ startsAt, endsAt }: Pick<MaintenanceView, "startsAt" | "endsAt">, at: EpochMs): number {
  const whole = endsAt - startsAt;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, (at - startsAt) / whole));
}
