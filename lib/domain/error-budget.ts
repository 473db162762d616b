import { downSeconds, type StateSeconds, totalSeconds } from "./availability";
import type { Weights } from "./policy";

/** What a promise of availability leaves for a month, in whole seconds. */
export interface ErrorBudget {
  /** Rounded down. */
  allowed: number;
  /** Rounded up. */
  used: number;
  /** Below zero when more was used than allowed. */
  left: number;
}

/**
 * The error budget of a month of `monthSeconds`, of which `seconds` have passed, for a target in percent. Time that is
 * not known counts neither way: nothing is allowed for it and nothing of it is used.
 */
export function makeErrorBudget(
  target: number,
  seconds: StateSeconds,
  monthSeconds: number,
  weights: Weights,
): ErrorBudget {
  const counted = Math.max(monthSeconds, totalSeconds(seconds)) - seconds.unknown;
  const allowed = Math.floor((counted * (100 - target)) / 100 + TINY);
  const used = Math.max(0, Math.ceil(downSeconds(seconds, weights) - TINY));
  return { allowed, used, left: allowed - used };
}

/** Errors of calculation are smaller than this. */
const TINY = 1e-6;

/** How a promise stands: kept, broken, not decided while the month runs, or nobody knows. */
export type PromiseState = "met" | "missed" | "open" | "unknown";

/** Judges the promise of a month. What is broken stays so; what is kept is so when the month is over. */
export function judgePromise({ left }: ErrorBudget, seconds: StateSeconds, isOver: boolean): PromiseState {
  if (left < 0) return "missed";
  if (!isOver) return "open";
  return totalSeconds(seconds) === seconds.unknown ? "unknown" : "met";
}
