import type { EpochMs } from "@/lib/domain/time";
import {
  drawBand,
  drawLine,
  type GridLine,
  mergeSpans,
  type PlotPoint,
  placeInstant,
  round,
  type Scale,
  type Span,
} from "./operator-chart-plot";
import type { Period, Slot } from "./operator-chart-slots";
import { groupDigits } from "./operator-words";

/** A measure over time. Places are percent; paths lie in a square of 100 by 100. */
export interface CurvePlot {
  kind: "curve";
  line: string;
  band: string;
  grid: GridLine[];
  limit: GridLine | null;
  /** Stretches in which polls failed. */
  failures: Span[];
  /** Stretches in which nothing was polled. */
  gaps: Span[];
}

/** Polls by hour or day: good ones and failed ones, one upon the other. */
export interface BarPlot {
  kind: "bars";
  grid: GridLine[];
  bars: { x: number; width: number; good: Box; failed: Box | null }[];
}

export interface Box {
  y: number;
  height: number;
}

export interface CurveInput {
  slots: readonly Slot[];
  from: EpochMs;
  at: EpochMs;
  intervalMs: number;
  scale: Scale;
  grid: GridLine[];
  limit: number | null;
  say: (value: number) => string;
  typicalOf: (slot: Slot) => number;
  highestOf: (slot: Slot) => number;
  marksFailures: boolean;
}

/** A curve with its limit, the failed polls and the gaps. */
export function drawCurve(input: CurveInput): CurvePlot {
  const { slots, from, at, intervalMs, scale, grid, limit, say, typicalOf, highestOf, marksFailures } = input;
  const place = (then: EpochMs) => placeInstant(then, from, at);
  const points = slots.map((slot): PlotPoint => {
    const x = place((slot.from + slot.to) / 2);
    return slot.polls === 0
      ? { x, value: null, highest: null }
      : { x, value: typicalOf(slot), highest: highestOf(slot) };
  });
  const spanOf = (slot: Slot) => ({ x: place(slot.from), width: place(slot.to) - place(slot.from) });
  // The running stretch may have its first poll before it.
  const isGap = (slot: Slot) => slot.polls === 0 && at - slot.from > 2 * intervalMs;
  return {
    kind: "curve",
    line: drawLine(points, scale),
    band: drawBand(points, scale),
    grid: grid.map(({ y, label }) => ({ y: round(y), label })),
    limit: limit === null ? null : { y: round(scale(limit)), label: say(limit) },
    failures: marksFailures ? mergeSpans(slots.map((slot) => ({ ...spanOf(slot), isMarked: slot.failed > 0 }))) : [],
    gaps: mergeSpans(slots.map((slot) => ({ ...spanOf(slot), isMarked: isGap(slot) }))),
  };
}

/** Room above the bars, for the crosses over failed polls. */
const HEADROOM = 14;
/** A single failed poll among a thousand is still seen. */
const LEAST_HEIGHT = 4;

/** One bar for each period, all to one scale. */
export function drawBars(periods: readonly Period[]): BarPlot {
  const most = Math.max(1, ...periods.map(({ polls }) => polls));
  const width = 100 / periods.length;
  const heightOf = (polls: number) => (polls * (100 - HEADROOM)) / most;
  const bars = periods.map(({ polls, failed }, index) => {
    const failedHeight = failed === 0 ? 0 : Math.max(LEAST_HEIGHT, heightOf(failed));
    const goodHeight = Math.max(0, heightOf(polls) - failedHeight);
    return {
      x: round((index + 0.15) * width),
      width: round(0.7 * width),
      good: { y: round(100 - goodHeight), height: round(goodHeight) },
      failed: failed === 0 ? null : { y: round(100 - goodHeight - failedHeight), height: round(failedHeight) },
    };
  });
  const grid = periods.some(({ polls }) => polls > 0) ? [{ y: HEADROOM, label: groupDigits(most) }] : [];
  return { kind: "bars", grid, bars };
}
