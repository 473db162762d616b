import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";

const PAUSES_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS] as const;

/** A message that is older is given up. */
export const MAX_AGE_MS = DAY_MS;

/** A refused message begins at this step of the pauses: it will not be welcome five seconds later. */
export const REFUSED_AGAIN = 3;

const JITTER = 0.2;

/** Milliseconds to wait after so many failures in a row, spread by `chance` (0 to 1) so that nobody tries in step. */
export function backOff(failures: number, chance: number): number {
  const pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? HOUR_MS;
  return Math.round(pauseMs * (1 - JITTER + 2 * JITTER * chance));
}
