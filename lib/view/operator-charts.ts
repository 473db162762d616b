import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { formatDate } from "./format-time";
import { type GridLine, makeLinearScale, makeLogScale, type Scale } from "./operator-chart-plot";
import { cutPeriods, cutSlots, type Period, RANGES, type Range, type Slot } from "./operator-chart-slots";
import { type BarPlot, type CurvePlot, drawBars, drawCurve } from "./operator-chart-views";
import type { OperatorFacts } from "./operator-facts";
import { formatMinute, groupDigits, sayAge, sayBytes, saySpan } from "./operator-words";

/** One measure over 24 hours and 30 days, as drawings and as figures. */
export interface ChartView {
  id: string;
  title: string;
  /** The newest figure, large. */
  figure: string;
  note: string;
  /** How to read the drawing. */
  legend: string;
  ranges: RangeView[];
}

export interface Tick {
  at: EpochMs;
  label: string;
}

export interface RangeView {
  title: string;
  /** What the drawing shows, for those who do not see it. */
  label: string;
  plot: CurvePlot | BarPlot;
  /** Evenly spread below the drawing, the last at its end. */
  ticks: Tick[];
  table: { head: string[]; rows: string[][] };
}

/** What differs from one curve to the next. */
interface Curve {
  typicalOf: (slot: Slot) => number;
  highestOf: (slot: Slot) => number;
  /** The least that is told apart. */
  lowest: number;
  grid: readonly number[];
  limit: number | null;
  say: (value: number) => string;
  marksFailures: boolean;
  head: string[];
  row: (period: Period) => string[];
}

const NONE = "–";
const MARKS = "Hatched: nothing was polled. Cross below: polls failed.";

/** Four charts: how long polls take, how old the data is, how they end, how large the file is. */
export function describeCharts(facts: OperatorFacts): ChartView[] {
  const series = RANGES.map((range) => cutSeries(range, facts));
  return [
    describeDuration(facts, series),
    describeAge(facts, series),
    describeResults(facts, series),
    describeSize(facts, series),
  ];
}

/** What all charts of one range are drawn from. */
interface Series {
  range: Range;
  slots: Slot[];
  periods: Period[];
}

function cutSeries(range: Range, { at, page, record, facts }: OperatorFacts): Series {
  return {
    range,
    slots: cutSlots(record.polls, range, at, facts.poller?.intervalMs ?? 0),
    periods: cutPeriods(record.polls, range, at, page.timeZone),
  };
}

function describeDuration(facts: OperatorFacts, series: readonly Series[]): ChartView {
  const durations = facts.recentPolls.map(({ durationMs }) => durationMs);
  const limit = facts.deadlineMs;
  return {
    id: "duration",
    title: "Poll duration",
    figure: sayLatest(durations, saySpan),
    note: durations.length === 0 ? "" : `95 of 100 took at most ${saySpan(findShare(durations, 0.95))}`,
    legend: `Line: average. Shade: up to the longest.${limit === null ? "" : ` Dashed: given up at ${saySpan(limit)}.`} ${MARKS}`,
    ranges: drawRanges(facts, series, {
      typicalOf: (slot) => slot.totalDurationMs / slot.polls,
      highestOf: (slot) => slot.maxDurationMs,
      lowest: 10,
      grid: [100, SECOND_MS, 10 * SECOND_MS, 100 * SECOND_MS],
      limit,
      say: saySpan,
      marksFailures: true,
      head: ["Polls", "Failed", "Average", "Longest"],
      row: ({ polls, failed, totalDurationMs, maxDurationMs }) => [
        groupDigits(polls),
        groupDigits(failed),
        polls === 0 ? NONE : saySpan(totalDurationMs / polls),
        polls === 0 ? NONE : saySpan(maxDurationMs),
      ],
    }),
  };
}

function describeAge(facts: OperatorFacts, series: readonly Series[]): ChartView {
  const { at, page } = facts;
  const { asOf } = facts.facts.data;
  // Zero while no configuration is in force.
  const limit = page.stalenessThresholdMs > 0 ? page.stalenessThresholdMs : null;
  const grey = limit === null ? "" : `the page turns grey at ${saySpan(limit)}`;
  return {
    id: "age",
    title: "Age of the data",
    figure: asOf === null ? NONE : sayAge(at - asOf),
    note: grey,
    legend: `Line: the oldest at the end of a poll.${limit === null ? "" : ` Dashed: ${grey}.`} ${MARKS}`,
    ranges: drawRanges(facts, series, {
      typicalOf: (slot) => slot.maxDataAgeMs,
      highestOf: (slot) => slot.maxDataAgeMs,
      lowest: SECOND_MS,
      grid: [10 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 600 * MINUTE_MS],
      limit,
      say: saySpan,
      marksFailures: true,
      head: ["Polls", "Oldest data"],
      row: ({ polls, maxDataAgeMs }) => [groupDigits(polls), polls === 0 ? NONE : sayAge(maxDataAgeMs)],
    }),
  };
}

function describeSize(facts: OperatorFacts, series: readonly Series[]): ChartView {
  const sizes = facts.recentPolls.flatMap(({ bytes }) => (bytes === null ? [] : [bytes]));
  return {
    id: "size",
    title: "Size of the status file",
    figure: sayLatest(sizes, sayBytes),
    note: sizes.length === 0 ? "" : `at most ${sayBytes(Math.max(...sizes))} in the last polls`,
    legend: "Line: the largest that was read. Hatched: nothing was polled.",
    ranges: drawRanges(facts, series, {
      typicalOf: (slot) => slot.maxBytes,
      highestOf: (slot) => slot.maxBytes,
      lowest: 0,
      grid: [],
      limit: null,
      say: sayBytes,
      marksFailures: false,
      head: ["Polls", "Largest file"],
      row: ({ polls, maxBytes }) => [groupDigits(polls), maxBytes === 0 ? NONE : sayBytes(maxBytes)],
    }),
  };
}

function describeResults(facts: OperatorFacts, series: readonly Series[]): ChartView {
  const { recentPolls } = facts;
  const failed = recentPolls.filter(({ result }) => result !== "good").length;
  return {
    id: "results",
    title: "Polls by result",
    figure: recentPolls.length === 0 ? NONE : `${groupDigits(recentPolls.length - failed)} good`,
    note:
      recentPolls.length === 0 ? "" : `${groupDigits(failed)} failed, of the last ${groupDigits(recentPolls.length)}`,
    legend: "Outlined: good. Striped, with a cross above: failed.",
    ranges: series.map(({ range, periods }) => {
      const rows = periods.map(({ label, polls, failed }) => [label, groupDigits(polls - failed), groupDigits(failed)]);
      return {
        title: range.title,
        label: `${range.title}: ${sayResults(periods)}.`,
        plot: drawBars(periods),
        ticks: spreadTicks(periods),
        table: { head: [range.id === "day" ? "Hour" : "Day", "Good", "Failed"], rows: rows.toReversed() },
      };
    }),
  };
}

function sayResults(periods: readonly Period[]): string {
  const polls = periods.reduce((sum, period) => sum + period.polls, 0);
  const failed = periods.reduce((sum, period) => sum + period.failed, 0);
  return `${groupDigits(polls)} polls, ${groupDigits(failed)} failed`;
}

/** The first, the middle and the last; bars stand too close for more on a phone. */
function spreadTicks(periods: readonly Period[]): Tick[] {
  const chosen = [periods[0], periods[Math.floor(periods.length / 2)], periods.at(-1)];
  // Days of the week are left to the table.
  return chosen.flatMap((period) =>
    period === undefined ? [] : [{ at: period.from, label: period.label.replace(/^[A-Z][a-z]+ /, "") }],
  );
}

function drawRanges({ at, page, facts }: OperatorFacts, series: readonly Series[], curve: Curve): RangeView[] {
  const intervalMs = facts.poller?.intervalMs ?? 0;
  return series.map(({ range, slots, periods }) => {
    const measured = slots.filter(({ polls }) => polls > 0);
    const { scale, grid } = chooseScale(curve, measured.map(curve.highestOf));
    return {
      title: range.title,
      label: `${range.title}: ${sayCurve(curve, measured)}`,
      plot: drawCurve({ ...curve, slots, from: at - range.lengthMs, at, intervalMs, scale, grid }),
      ticks: describeTicks(range, at, page.timeZone),
      table: {
        head: [range.id === "day" ? "Hour" : "Day", ...curve.head],
        rows: periods.map((period) => [period.label, ...curve.row(period)]).toReversed(),
      },
    };
  });
}

/** Limits and typical values lie far apart: those are drawn by tenfolds. Sizes are drawn from zero. */
function chooseScale(
  { lowest, limit, grid, say }: Curve,
  values: readonly number[],
): { scale: Scale; grid: GridLine[] } {
  const highest = Math.max(...values, lowest, 1);
  if (lowest === 0) {
    const scale = makeLinearScale(highest * 1.15);
    return {
      scale,
      grid: values.length === 0 ? [] : [highest, highest / 2].map((value) => ({ y: scale(value), label: say(value) })),
    };
  }
  const top = Math.max(2 * (limit ?? 0), 1.5 * highest, 10 * lowest);
  const scale = makeLogScale(lowest, top);
  const isApart = (value: number) => limit === null || Math.abs(scale(value) - scale(limit)) > 12;
  return {
    scale,
    grid: grid
      .filter((value) => value < top && isApart(value))
      .map((value) => ({ y: scale(value), label: say(value) })),
  };
}

function sayCurve({ typicalOf, highestOf, say, limit, marksFailures }: Curve, measured: readonly Slot[]): string {
  if (measured.length === 0) return "nothing was measured.";
  const typical = findShare(measured.map(typicalOf), 0.5);
  const highest = Math.max(...measured.map(highestOf));
  const failed = measured.reduce((sum, slot) => sum + slot.failed, 0);
  const words = [
    `typically ${say(typical)}, at most ${say(highest)}`,
    limit === null ? null : `limit ${say(limit)}`,
    marksFailures && failed > 0 ? `${groupDigits(failed)} failed polls` : null,
  ];
  return `${words.filter((word) => word !== null).join(", ")}.`;
}

function describeTicks(range: Range, at: EpochMs, timeZone: string): Tick[] {
  const count = range.id === "day" ? 4 : 3;
  return Array.from({ length: count + 1 }, (_, index) => {
    const then = at - range.lengthMs + (index * range.lengthMs) / count;
    const label = range.id === "day" ? formatMinute(then, timeZone) : formatDate(then, timeZone).slice(0, -5);
    return { at: then, label };
  });
}

function sayLatest(values: readonly number[], say: (value: number) => string): string {
  const latest = values.at(-1);
  return latest === undefined ? NONE : say(latest);
}

/** The value that a share of all does not exceed; 0 of none. */
function findShare(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
