import type { DayView } from "./page-view";

/** A day with incidents or maintenance, or a run of days without any. Both newest first. */
export type DayEntry = { kind: "told"; day: DayView } | { kind: "calm"; days: readonly DayView[] };

/** Folds neighbouring days of which nothing is told into one entry; the order stays. */
export function foldDays(days: readonly DayView[]): DayEntry[] {
  const entries: DayEntry[] = [];
  let calm: DayView[] = [];
  const closeRun = () => {
    if (calm.length > 0) entries.push({ kind: "calm", days: calm });
    calm = [];
  };
  for (const day of days) {
    if (day.incidents.length === 0 && day.maintenances.length === 0) {
      calm.push(day);
      continue;
    }
    closeRun();
    entries.push({ kind: "told", day });
  }
  closeRun();
  return entries;
}
