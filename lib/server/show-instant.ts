import type { EpochMs } from "@/lib/domain/time";
import { systemClock } from "@/lib/platform/clock";
import { getRuntime } from "./runtime";

/**
 * The instant by which what is published is judged when it is shown: now, but never earlier than the time that has
 * really passed since it was published. A clock that is set back must not make old data current again.
 */
export function readShowInstant(): EpochMs {
  const { published } = getRuntime();
  const now = systemClock.now();
  if (published === null) return now;
  return Math.max(now, published.at + systemClock.monotonic() - published.monotonic);
}
