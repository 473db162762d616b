import type { EpochMs } from "@/lib/domain/time";

/** Places in a plot are percent of its width and height, from the upper start corner. */
export interface Span {
  x: number;
  width: number;
}

export interface GridLine {
  y: number;
  label: string;
}

/** One place on the time axis and what was measured there; null where nothing was. */
export interface PlotPoint {
  x: number;
  /** Typical value, and the highest one. */
  value: number | null;
  highest: number | null;
}

/** Turns a value into a height in percent, 0 at the top. */
export type Scale = (value: number) => number;

/** Each tenfold is as high as the next, so that a typical poll and its limit are both to be read. */
export function makeLogScale(lowest: number, highest: number): Scale {
  const from = Math.log10(lowest);
  const range = Math.log10(highest) - from;
  return (value) => clampPercent(100 - (100 * (Math.log10(Math.max(value, lowest)) - from)) / range);
}

/** From zero at the bottom to the highest value at the top. */
export function makeLinearScale(highest: number): Scale {
  return (value) => clampPercent(100 - (100 * value) / highest);
}

function clampPercent(y: number): number {
  return Math.min(100, Math.max(0, y));
}

/** Where an instant stands on an axis, in percent. */
export function placeInstant(at: EpochMs, from: EpochMs, to: EpochMs): number {
  return Math.min(100, Math.max(0, (100 * (at - from)) / (to - from)));
}

/** The line of the typical values as the `d` of a path; it breaks where nothing was measured. */
export function drawLine(points: readonly PlotPoint[], scale: Scale): string {
  return splitRuns(points)
    .map((run) => {
      const steps = run.map(({ x, value }) => `${round(x)} ${round(scale(value))}`);
      // A single point is drawn as a line of no length, which round ends make a dot.
      return `M${steps.length === 1 ? `${steps[0]}L${steps[0]}` : steps.join("L")}`;
    })
    .join("");
}

/** The area between the typical and the highest values, as the `d` of a path. */
export function drawBand(points: readonly PlotPoint[], scale: Scale): string {
  return splitRuns(points)
    .filter((run) => run.length > 1)
    .map((run) => {
      const there = run.map(({ x, highest }) => `${round(x)} ${round(scale(highest))}`);
      const back = run.toReversed().map(({ x, value }) => `${round(x)} ${round(scale(value))}`);
      return `M${[...there, ...back].join("L")}Z`;
    })
    .join("");
}

interface Measured {
  x: number;
  value: number;
  highest: number;
}

function splitRuns(points: readonly PlotPoint[]): Measured[][] {
  const runs: Measured[][] = [];
  let run: Measured[] = [];
  for (const { x, value, highest } of points) {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
    } else run.push({ x, value, highest: highest ?? value });
  }
  return run.length > 0 ? [...runs, run] : runs;
}

/** Neighbours that are alike become one span. */
export function mergeSpans(slots: readonly (Span & { isMarked: boolean })[]): Span[] {
  const spans: Span[] = [];
  let isOpen = false;
  for (const { x, width, isMarked } of slots) {
    const last = spans.at(-1);
    if (isMarked && isOpen && last) last.width = round(x + width - last.x);
    else if (isMarked) spans.push({ x: round(x), width: round(width) });
    isOpen = isMarked;
  }
  return spans;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
