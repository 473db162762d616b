import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Beat } from "./protocol";

/** When the service last got anywhere, on a clock that does not jump. */
export interface Progress {
  lastAt: number;
  intervalMs: number;
}

const USUAL_INTERVAL_MS = 30 * SECOND_MS;

/** Nothing has been done yet, and nothing is late. */
export function beginProgress(at: number): Progress {
  return { lastAt: at, intervalMs: USUAL_INTERVAL_MS };
}

/** What a sign of life says of the last finished round or attempt to boot. */
export function noteBeat(progress: Progress, beat: Beat, at: number): Progress {
  const { roundAgeMs, intervalMs } = beat;
  return { intervalMs, lastAt: roundAgeMs === null ? progress.lastAt : Math.max(progress.lastAt, at - roundAgeMs) };
}

/** Whether rounds are finishing: the last one is younger than two intervals and a minute. Only then the watchdog is fed. */
export function isProgressing({ lastAt, intervalMs }: Progress, at: number): boolean {
  return at - lastAt < 2 * intervalMs + MINUTE_MS;
}
