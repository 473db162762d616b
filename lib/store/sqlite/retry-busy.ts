import { setTimeout as sleep } from "node:timers/promises";
import { isBusy } from "./sqlite-errors";

/** Pause between two tries. SQLite itself waits `BUSY_TIMEOUT_MS` in each, and blocks the event loop meanwhile. */
const PAUSE_MS = 75;

/**
 * Does something that another program's lock may forbid, again and again until it works or `waitMs` have passed
 * since `begunMs` (of `performance.now`). Throws the last error then, and any other error at once. The event loop is free
 * between the tries.
 */
export async function retryBusy<T>(action: () => T, waitMs: number, begunMs = performance.now()): Promise<T> {
  const giveUpAt = begunMs + waitMs;
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error) || performance.now() + PAUSE_MS > giveUpAt) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
