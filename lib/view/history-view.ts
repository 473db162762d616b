import {
  type BarFigures,
  type DayFigure,
  knownPercent,
  roundDown,
  type SiteFigures,
  type Span,
  type StateSeconds,
  uptimePercent,
} from "@/lib/domain/availability";
import type { Weights } from "@/lib/domain/policy";
import { isDisrupted, PUBLIC_STATES, type PublicState, worstState } from "@/lib/domain/public-state";
import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { BarsView, DisturbedDay, HistoryFrame } from "./page-view";

/** How a day's worst state is written in `BarsView.marks`. */
export const MARK_LETTERS = {
  operational: "o",
  degraded_performance: "d",
  partial_outage: "p",
  major_outage: "x",
  under_maintenance: "m",
  unknown: "u",
} satisfies Record<PublicState, string>;

/** How a day is written of which nothing is known. */
export const NO_DATA = "-";

const STATES = new Map<string, PublicState>(PUBLIC_STATES.map((state) => [MARK_LETTERS[state], state]));

/** The state that a letter of `BarsView.marks` stands for; null for a day without data, and for any other letter. */
export function readMark(letter: string): PublicState | null {
  return STATES.get(letter) ?? null;
}

/** Percent are shown with so many places. */
const PLACES = 2;
const MINUTE_SECONDS = MINUTE_MS / SECOND_MS;

/** What all bars of a page share; null while nothing is known. */
export function describeFrame(figures: SiteFigures | null, weights: Weights): HistoryFrame | null {
  return figures === null ? null : { dates: [...figures.dates], since: figures.since, weights };
}

/** The bars of one component or group. A day is as its worst known state; one of which nothing is known has no data. */
export function describeBars({ days, spans }: BarFigures, weights: Weights): BarsView {
  const marks = days.map(({ seconds }) => markOf(seconds));
  const disturbed = days.flatMap((day, index) => (isDisturbed(marks[index]) ? [describeDay(day, index, weights)] : []));
  const heights = new Map(disturbed.map((day) => [day.index, heightOf(day)]));
  const uptimeIn = (span: Span) => showPercent(uptimePercent(spans[span], weights));
  return {
    marks: marks.join(""),
    heights: marks.map((_, index) => heights.get(index) ?? 0).join(""),
    days: disturbed,
    uptime: {
      day: uptimeIn("day"),
      week: uptimeIn("week"),
      month: uptimeIn("month"),
      quarter: uptimeIn("quarter"),
    },
    known: showPercent(knownPercent(spans.quarter)) ?? 0,
  };
}

/** Percent as they are shown: down to two places, so that 100 is said only of what was never down. */
export function showPercent(percent: number | null): number | null {
  return percent === null ? null : roundDown(percent, PLACES);
}

/** The letter of a day: its worst state, or no data where nothing is known of any of its seconds. */
export function markOf(seconds: StateSeconds): string {
  const present = PUBLIC_STATES.filter((state) => seconds[state] > 0);
  if (present.every((state) => state === "unknown")) return NO_DATA;
  return MARK_LETTERS[worstState(present)];
}

/** A day in each of its states, in whole minutes rounded up, without the time in which all was well. */
export function describeDay(
  { seconds, disruptions }: Pick<DayFigure, "seconds" | "disruptions">,
  index: number,
  weights: Weights,
): DisturbedDay {
  const minutes: DisturbedDay["minutes"] = {};
  for (const state of PUBLIC_STATES) {
    if (state !== "operational" && seconds[state] > 0) minutes[state] = Math.ceil(seconds[state] / MINUTE_SECONDS);
  }
  return { index, minutes, uptime: showPercent(uptimePercent(seconds, weights)), disruptions };
}

/** The least minutes of each height, from the second one on. */
const HEIGHTS = [25, 45, 75, 150] as const;

/** How tall a disturbed day stands, from 1 to 5: by its disrupted minutes, or by its planned ones where none were. */
export function heightOf({ minutes }: Pick<DisturbedDay, "minutes">): number {
  const disrupted = PUBLIC_STATES.filter(isDisrupted).reduce((sum, state) => sum + (minutes[state] ?? 0), 0);
  const length = disrupted > 0 ? disrupted : (minutes.under_maintenance ?? 0);
  return 1 + HEIGHTS.filter((least) => length >= least).length;
}

/** Whether the letter of a day stands for more than calm, and for more than no data. */
export function isDisturbed(letter: string | undefined): boolean {
  return letter !== undefined && letter !== NO_DATA && letter !== MARK_LETTERS.operational;
}
