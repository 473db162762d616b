import { isDisturbed } from "./history-view";
import type { BarsView } from "./page-view";

/** Neighbouring days that are drawn alike. */
export interface Run {
  letter: string;
  from: number;
  length: number;
}

/** A day that stands out of its bar, as tall as `BarsView.heights` says. */
export interface Rise {
  index: number;
  letter: string;
  height: number;
}

/** A bar taken apart: days that stand out one by one, all others in runs. */
export interface BarMarks {
  runs: Run[];
  rises: Rise[];
}

/** Takes a bar apart for drawing. A run costs as much as it changes, not as long as it lasts. */
export function splitMarks({ marks, heights }: Pick<BarsView, "marks" | "heights">): BarMarks {
  const runs: Run[] = [];
  const rises: Rise[] = [];
  for (const [index, letter] of [...marks].entries()) {
    if (isDisturbed(letter)) {
      rises.push({ index, letter, height: Number(heights[index]) });
      continue;
    }
    const run = runs.at(-1);
    if (run?.letter === letter && run.from + run.length === index) run.length += 1;
    else runs.push({ letter, from: index, length: 1 });
  }
  return { runs, rises };
}

/** Whether two bars look and read the same. */
export function areBarsAlike(a: BarsView, b: BarsView): boolean {
  const looksAlike = a.marks === b.marks && a.heights === b.heights;
  return a === b || (looksAlike && JSON.stringify(a.days) === JSON.stringify(b.days));
}
