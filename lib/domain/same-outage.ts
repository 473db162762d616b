import type { ObjectKey } from "./snapshot";
import type { EpochMs } from "./time";

/** When an object was not well; `endedAt` is null while it lasts. */
export interface Outage {
  key: ObjectKey;
  startedAt: EpochMs;
  endedAt: EpochMs | null;
}

/**
 * Whether two accounts tell of the same outage: one object, and a common start or some common time. One that begins
 * where the other ends is another one.
 */
export function isSameOutage(a: Outage, b: Outage): boolean {
  return a.key === b.key && (a.startedAt === b.startedAt || (beginsWithin(a, b) && beginsWithin(b, a)));
}

/** Whether the one began before the other was over. */
function beginsWithin({ startedAt }: Outage, { endedAt }: Outage): boolean {
  return endedAt === null || startedAt < endedAt;
}
