import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import type { MaintenanceView } from "./page-view";
import { readDay } from "./wall-time";
import type { Words } from "./words/speak";

/** The window as it was announced, with its day: "Thu 26 Nov, 22:00 to 01:00 CET". */
export function sayWindow(
  { startsAt, endsAt }: Pick<MaintenanceView, "startsAt" | "endsAt">,
  zone: string,
  { dates, say }: Words,
): string {
  const day = dates.formatDay(readDay(startsAt, zone));
  return say("maintenance.dayHours", { day, hours: dates.formatHours(startsAt, endsAt, zone) });
}

/** How much of the announced window of a maintenance under way is left. */
export function sayLeft({ endsAt }: Pick<MaintenanceView, "endsAt">, at: EpochMs, words: Words): string {
  const left = endsAt - at;
  if (left <= 0) return words.say("maintenance.endPassed");
  if (left < MINUTE_MS) return words.say("maintenance.minuteLeft");
  return words.say("maintenance.left", { span: words.duration(roundSpan(left)) });
}

/** How far ahead it lies and how long it takes: "In 3 days, for 3 h". Of a flexible one, its time within the window. */
export function sayAhead(
  { startsAt, endsAt, durationMs }: Pick<MaintenanceView, "startsAt" | "endsAt" | "durationMs">,
  at: EpochMs,
  words: Words,
): string {
  const ahead = startsAt - at;
  const distance = words.minutes(roundSpan(ahead));
  const span = words.duration(durationMs ?? endsAt - startsAt);
  if (durationMs === null) {
    return ahead <= 0 ? words.say("maintenance.due", { span }) : words.say("maintenance.ahead", { distance, span });
  }
  return ahead <= 0
    ? words.say("maintenance.within", { span })
    : words.say("maintenance.withinAhead", { distance, span });
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
