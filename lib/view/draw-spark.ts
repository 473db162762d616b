/** A line of values as SVG paths, in a box as wide as there are steps between the points. */
export interface Spark {
  width: number;
  height: number;
  /** Broken where nothing was measured. */
  line: string;
  /** Values between two gaps: lines of no length, to be drawn with round ends. */
  dots: string;
  /** What lies under the line. */
  area: string;
  /** Height of the dashed line; null without one. */
  limit: number | null;
}

export const SPARK_HEIGHT = 72;
/** Air above the highest value, for the thickness of the line. */
const TOP = 6;
/** The base line is drawn half a pixel above the edge. */
const BASE = SPARK_HEIGHT - 0.5;

/**
 * Draws values from left to right. The scale begins at zero, or at the least value where there are negative ones, and
 * ends at the highest value or the limit, so that a line does not look steeper than it is.
 */
export function drawSpark(points: readonly (number | null)[], limit: number | null): Spark {
  const values = points.filter((point) => point !== null);
  const least = Math.min(0, ...values);
  const most = Math.max(least, limit ?? least, ...values);
  const yOf = (value: number) => roundHeight(BASE - ((value - least) / (most - least || 1)) * (BASE - TOP));
  const runs = findRuns(points).map((run) => run.map(({ x, value }) => `${x} ${yOf(value)}`));
  const longer = runs.filter((run) => run.length > 1);
  return {
    width: Math.max(1, points.length - 1),
    height: SPARK_HEIGHT,
    line: longer.map((run) => `M${run.join("L")}`).join(""),
    dots: runs
      .filter((run) => run.length === 1)
      .map(([dot]) => `M${dot}h0`)
      .join(""),
    area: longer.map(closeRun).join(""),
    limit: limit === null ? null : yOf(limit),
  };
}

interface Dot {
  x: number;
  value: number;
}

/** Values that follow each other without a gap. */
function findRuns(points: readonly (number | null)[]): Dot[][] {
  const runs: Dot[][] = [];
  for (const [x, value] of points.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1)?.x === x - 1) last.push({ x, value });
    else runs.push([{ x, value }]);
  }
  return runs;
}

function closeRun(run: readonly string[]): string {
  const [first = "", last = ""] = [run[0], run.at(-1)];
  const xOf = (dot: string) => dot.slice(0, dot.indexOf(" "));
  return `M${xOf(first)} ${SPARK_HEIGHT}L${run.join("L")}L${xOf(last)} ${SPARK_HEIGHT}Z`;
}

function roundHeight(y: number): number {
  return Math.round(y * 10) / 10;
}
