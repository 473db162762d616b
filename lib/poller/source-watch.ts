import { judgeAge } from "@/lib/domain/data-age";
import { SOURCE } from "@/lib/domain/object-history";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { HistoryBook } from "./history-book";

/** Keeps in the book when nobody could know how things were, apart from what the log itself says. */
export interface SourceWatch {
  /** Nobody looked since the last life of the service. `isLogRead`: whether the log tells of all that time. */
  takeStart(at: EpochMs, isLogRead: boolean): void;
  /** The log tells of that time after all. */
  bridge(): void;
  /** A true snapshot follows one of before. `isLogRead`: whether the log tells of the time between. */
  takeTrue(snapshot: Snapshot, previousAt: EpochMs | null, isLogRead: boolean): void;
  /** The last snapshot is no true picture of now. `previousAt`: instant of the last one that was. */
  takeUntrue(snapshot: Snapshot, times: { at: EpochMs; readAt: EpochMs; previousAt: EpochMs | null }): void;
}

/** Gaps that are no longer than `toleratedGapMs` are none. */
export function createSourceWatch(book: HistoryBook, toleratedGapMs: number): SourceWatch {
  const { source } = book.history;
  let isStartTaken = false;
  let gapAt: EpochMs | null = null;
  let seenSince: EpochMs | null = null;

  function mark(at: EpochMs, value: number): void {
    book.observe({ key: null, track: "source", at, value });
  }

  /** Behind what is known of the source already: reading that again must change nothing. */
  function markStale(from: EpochMs): void {
    if (source.values.at(-1) === SOURCE.running) mark(Math.max(from, (source.ats.at(-1) ?? 0) + 1), SOURCE.stale);
  }

  return {
    takeStart(at, isLogRead) {
      if (isStartTaken || !book.isLoaded()) return;
      isStartTaken = true;
      const until = book.keptUntil();
      if (until === null || at - until <= toleratedGapMs || isLogRead) return;
      gapAt = until;
      mark(until, SOURCE.unread);
      if (seenSince !== null && seenSince > until) mark(seenSince, SOURCE.running);
    },
    bridge() {
      if (gapAt !== null) mark(gapAt, SOURCE.running);
    },
    takeTrue({ createdAt }, previousAt, isLogRead) {
      seenSince ??= createdAt;
      if (previousAt !== null && createdAt - previousAt > toleratedGapMs && !isLogRead) markStale(previousAt);
    },
    takeUntrue({ createdAt }, { at, readAt, previousAt }) {
      const age = judgeAge(createdAt, at, toleratedGapMs, readAt).kind;
      if (age !== "current") markStale(Math.max(age === "stale" ? createdAt : 0, previousAt ?? 0));
    },
  };
}
