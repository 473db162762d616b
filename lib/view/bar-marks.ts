import { isDisturbed } from "./history-view";
import type { BarsView, DisturbedDay } from "./page-view";

/** Neighbouring days that are drawn alike. */
export interface Run {
  letter: string;
  from: number;
  length: number;
}

/** A day that stands out of its bar. `day` is absent where only its state is known. */
export interface StandingMark {
  index: number;
  letter: string;
  day: DisturbedDay | undefined;
}

/** A bar taken apart: days of which something is told one by one, all others in runs. */
export interface BarMarks {
  runs: Run[];
  standing: StandingMark[];
}

/** Takes a bar apart for drawing. A run costs as much as it changes, not as long as it lasts. */
export function splitMarks({ marks, days }: Pick<BarsView, "marks" | "days">): BarMarks {
  const known = new Map(days.map((day) => [day.index, day]));
  const runs: Run[] = [];
  const standing: StandingMark[] = [];
  for (const [index, letter] of [...marks].entries()) {
    const isLast = index === marks.length - 1;
    const day = known.get(index);
    if (isDisturbed(letter) && (day !== undefined || isLast)) {
      standing.push({ index, letter, day });
      continue;
    }
    const run = runs.at(-1);
    if (run?.letter === letter && run.from + run.length === index) run.length += 1;
    else runs.push({ letter, from: index, length: 1 });
  }
  return { runs, standing };
}

/** Whether two bars look and read the same. */
export function areBarsAlike(a: BarsView, b: BarsView): boolean {
  return a === b || (a.marks === b.marks && JSON.stringify(a.days) === JSON.stringify(b.days));
}
