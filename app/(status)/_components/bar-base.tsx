import type { BarMarks } from "@/lib/view/bar-marks";
import { NO_DATA } from "@/lib/view/history-view";

/** The days of a page's bars. */
const DAYS = 90;
/** A mark stands in the middle of its day and leaves some of it free: as parts of the day's width. */
const MARGIN = 0.19;
const WIDTH = 1 - 2 * MARGIN;

/** What is drawn without a word: a line for each run of days, dashed by the day, or a window on the row of hollow ones. */
export function BarBase({ runs, days }: Pick<BarMarks, "runs"> & { days: number }) {
  const letters = new Set(runs.map(({ letter }) => letter).filter((letter) => letter !== NO_DATA));
  return (
    <svg className="bar-base" viewBox={`0 0 ${days} 2`} preserveAspectRatio="none" aria-hidden="true">
      {[...letters].map((letter) => (
        <path key={letter} className={`run run-${letter}`} d={drawRuns(runs.filter((run) => run.letter === letter))} />
      ))}
      {runs
        .filter(({ letter }) => letter === NO_DATA)
        .map(({ from, length }) => (
          <svg key={from} x={from} width={length} aria-hidden="true">
            <use href="#blank-days" />
          </svg>
        ))}
    </svg>
  );
}

function drawRuns(runs: BarMarks["runs"]): string {
  return runs.map(({ from, length }) => `M${from + MARGIN} 2h${length - MARGIN}`).join("");
}

/** The row of hollow days that all bars look at. */
export function BarSprite() {
  const row = Array.from({ length: DAYS }, (_, day) => `M${day + MARGIN} 2V.8h${WIDTH}V2`).join("");
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <path id="blank-days" className="bar-blank" d={row} />
    </svg>
  );
}
