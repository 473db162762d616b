import type { DayFigure, Window } from "@/lib/domain/availability";
import { readPast } from "./publication";

/**
 * What became of the days of a component in a window, in the page's zone. Null while nothing of the past is known, and
 * for a component that there is not.
 */
export async function readComponentDays(slug: string, window: Window): Promise<DayFigure[] | null> {
  const past = readPast();
  return past === null ? null : past.history.days(slug, window, past.at);
}
