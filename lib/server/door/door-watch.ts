import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";

/** Looks in a row at which the door has given no sign: a paused machine stops our looking as well. */
const STILL_LOOKS = 10;

/**
 * Watches whether the door's thread lives, from outside: a thread that stands still cannot say so, and the supervisor hears
 * the main thread only. `onStill` is called once.
 */
export function watchDoor(readBeats: () => number, onStill: () => void, clock: Pick<Clock, "every">): void {
  let last = readBeats();
  let stillFor = 0;
  const timer = clock.every(SECOND_MS, () => {
    const beats = readBeats();
    stillFor = beats === last ? stillFor + 1 : 0;
    last = beats;
    if (stillFor < STILL_LOOKS) return;
    timer.cancel();
    onStill();
  });
}
