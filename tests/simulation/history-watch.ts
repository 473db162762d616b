import { listKnownWindows } from "@/lib/domain/known-time";
import { createHistoryBook } from "@/lib/poller/history-book";
import { WRITE_EVERY_MS } from "./nagios";
import type { World } from "./world";

/** Remembers when nobody could know how things were: Nagios' newest file was too old, whatever else went on. */
export function noteGrey(world: World): void {
  const { nagios, clock, stalenessThresholdMs, policy } = world;
  world.newestMs = Math.max(world.newestMs, nagios.file().writtenMs);
  const isGrey = clock.monotonic() - world.newestMs > stalenessThresholdMs + policy.intervalMs;
  // A file tells of some seconds before it was seen to be written.
  if (isGrey && world.process !== null) world.greyAts.push(clock.now() - WRITE_EVERY_MS);
}

/** What the kept history calls known although nobody could know it. Null when it claims nothing of the kind. */
export async function findFalseKnowledge(world: World): Promise<string | null> {
  const { clock, stalenessThresholdMs: toleratedGapMs } = world;
  // With clocks that differed or jumped nobody can say which instants of Nagios' these were.
  if (world.haveClocksDiffered || world.jumpedMs !== 0) return null;
  const book = createHistoryBook({ store: world.store.connect(() => true), keepMs: Infinity, keepSoftMs: Infinity });
  await book.load();
  for (const at of world.greyAts) {
    const known = { knownUntil: clock.now(), toleratedGapMs };
    if (listKnownWindows(book.history.source, known, { from: at, to: at + 1 }).length === 0) continue;
    return `the history calls ${new Date(at).toISOString()} known, when Nagios' file was too old`;
  }
  return null;
}
