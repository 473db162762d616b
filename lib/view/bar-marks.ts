import { isDisturbed, NO_DATA } from "./history-view";
import type { BarsView } from "./page-view";

/** Neighbouring days that are drawn alike. */
export interface Run {
  from: number;
  length: number;
}

/** A day that stands out of its bar, as tall as `BarsView.heights` says. */
export interface Rise {
  index: number;
  letter: string;
  height: number;
}

/** A bar taken apart: its line, which goes on below marks that hide it; days without data; and those that stand out. */
export interface BarMarks {
  lines: Run[];
  blanks: Run[];
  rises: Rise[];
}

/** Calm days, and those whose marks are solid: so a bar is short as long as its days are known. */
const LINED = /[odpx]+/g;
const BLANK = new RegExp(`${NO_DATA}+`, "g");

/** Takes a bar apart for drawing. A run costs as much as it changes, not as long as it lasts. */
export function splitMarks({ marks, heights }: Pick<BarsView, "marks" | "heights">): BarMarks {
  const rises = [...marks].map((letter, index) => ({ index, letter, height: Number(heights[index]) }));
  return {
    lines: findRuns(marks, LINED),
    blanks: findRuns(marks, BLANK),
    rises: rises.filter(({ letter }) => isDisturbed(letter)),
  };
}

function findRuns(marks: string, pattern: RegExp): Run[] {
  return [...marks.matchAll(pattern)].map(({ 0: { length }, index }) => ({ from: index, length }));
}

/** Whether two bars look and read the same. */
export function areBarsAlike(a: BarsView, b: BarsView): boolean {
  const looksAlike = a.marks === b.marks && a.heights === b.heights;
  return a === b || (looksAlike && JSON.stringify(a.days) === JSON.stringify(b.days));
}
