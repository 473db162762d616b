import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until there is an answer, and gives it; null and undefined are none. Rejects after the timeout
 * with a sentence that names what was waited for.
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | null | undefined | Promise<T | null | undefined>,
  timeoutMs = 30_000,
): Promise<T> {
  const endAt = performance.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (answer !== null && answer !== undefined) return answer;
    if (performance.now() > endAt) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await sleep(100);
  }
}
