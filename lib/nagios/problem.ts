/** Something in a file that was skipped or could not be understood. */
export interface Problem {
  /** Line on which the block begins, from 1. */
  line: number;
  /** Type of the block; empty for text outside of blocks. */
  block: string;
  message: string;
}

export interface ProblemList {
  add(problem: Problem): void;
  /** The first problems, and how many there were in all. */
  list(): Problem[];
  count(): number;
}

/** A file can be wrong on every line: what is kept of that stays readable. */
const MAX_KEPT = 100;

/** Collects problems; beyond the first hundred they are only counted. */
export function createProblemList(): ProblemList {
  const kept: Problem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (kept.length < MAX_KEPT) kept.push(problem);
    },
    list: () => kept.slice(),
    count: () => count,
  };
}
