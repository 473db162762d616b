import { MAX_AHEAD_MS } from "@/lib/domain/data-age";
import type { FollowedLog } from "@/lib/domain/history-facts";
import { type HistoryMark, isProblemResult, resultOf } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time";
import { createMarkReader, type MarkReader } from "@/lib/nagios/log-marks";
import type { WantedNames } from "@/lib/nagios/log-names";
import type { LogPosition } from "@/lib/store/store";
import type { CarefulFiles } from "./careful-files";
import type { Failure } from "./failure";
import { followLog } from "./follow-log";
import type { HistoryBook } from "./history-book";

/** What the end of the log brought in one round. */
export interface FollowNews {
  /** Objects that came to be well again, and since when. */
  recovered: ReadonlySet<ObjectKey>;
  since: EpochMs;
}

export interface Following {
  /** Reads what was added to the log; answers what was news. Never rejects. */
  follow(wanted: WantedNames, at: EpochMs): Promise<FollowNews>;
  /** Since when the log must be searched, for its rest could not be followed; null when it could. */
  lostSince(): EpochMs | null;
  /** Tells that the rest was searched, and whether nothing of it is missing. */
  caughtUp(isWhole: boolean, at: EpochMs): void;
  /** Whether the log is read on without a gap from where it was kept. */
  isResumed(): boolean;
  /** Whether everything that the log says was read in the last round. */
  isAtEnd(): boolean;
  doubtful(): ReadonlyMap<ObjectKey, EpochMs>;
  warnings(at: EpochMs): Failure[];
  facts(): FollowedLog;
}

export interface FollowingDeps {
  book: HistoryBook;
  files: CarefulFiles;
  path: string;
  /** Whether the operator named the log: then it is a fault that it cannot be read. */
  isNamed: boolean;
}

const GAP_TOLD_MS = HOUR_MS;

/** Follows the log from round to round, and knows what could not be followed. */
export function createFollowing({ book, files, path, isNamed }: FollowingDeps): Following {
  let position: LogPosition | null = null;
  let isBlind = true;
  let isResumed = false;
  let lostSince: EpochMs | null = null;
  let reader: MarkReader | null = null;
  let behind: number | null = null;
  let fault: Failure | null = null;
  let gap: { at: EpochMs; message: string } | null = null;
  let recovered = new Set<ObjectKey>();
  let since = Number.POSITIVE_INFINITY;

  function takeMark(mark: HistoryMark): void {
    if (!book.observe(mark) || mark.track !== "state" || mark.key === null) return;
    if (isProblemResult(resultOf(mark.value))) return;
    recovered.add(mark.key);
    since = Math.min(since, mark.at);
  }

  /** Once the store can be read, the log goes on where it was kept, or what lies between is searched. */
  function takeKept(): void {
    if (!isBlind || !book.isLoaded()) return;
    isBlind = false;
    const kept = book.keptLog();
    if (position === null) position = kept;
    else if (kept?.lineAt != null) lostSince = kept.lineAt;
  }

  async function read(wanted: WantedNames, at: EpochMs): Promise<void> {
    reader ??= createMarkReader(takeMark, listInDowntime(book));
    const { take: onEvent } = reader;
    const followed = await followLog(files, { path, position, wanted, notAfter: at + MAX_AHEAD_MS, onEvent });
    if (followed.kind === "unavailable") {
      const code = followed.code === "source_missing" ? "log_missing" : "log_unreadable";
      fault = { kind: "soft", code, message: `${path} ${followed.message}: history is as the status file tells it` };
      behind = null;
      return;
    }
    if (followed.how === "lost") {
      lostSince ??= position?.lineAt ?? null;
      reader = null;
    }
    if (followed.how === "resumed" && position === book.keptLog()) isResumed = true;
    const isMoved = position === null || followed.position.offset !== position.offset || followed.how === "lost";
    position = followed.position;
    behind = followed.behind;
    fault = null;
    // Until the rest was searched, a restart has to find it lost again.
    if (isMoved && lostSince === null && !isBlind) book.noteLog(position);
  }

  return {
    async follow(wanted, at) {
      takeKept();
      recovered = new Set();
      since = Number.POSITIVE_INFINITY;
      await read(wanted, at);
      return { recovered, since };
    },
    lostSince: () => lostSince,
    caughtUp(isWhole, at) {
      if (lostSince !== null && !isWhole) gap = { at, message: sayGap(path, lostSince) };
      lostSince = null;
      reader = null;
      if (position !== null && !isBlind) book.noteLog(position);
    },
    isResumed: () => isResumed,
    isAtEnd: () => behind === 0 && lostSince === null,
    doubtful: () => reader?.doubtful() ?? new Map(),
    warnings(at) {
      const isMissed = fault !== null && (isNamed || position !== null);
      const told = gap !== null && at - gap.at < GAP_TOLD_MS;
      return [
        ...(fault !== null && isMissed ? [fault] : []),
        ...(gap !== null && told ? [{ kind: "soft", code: "log_gap", message: gap.message } as const] : []),
      ];
    },
    facts: () => ({ path, lineAt: position?.lineAt ?? null, behind }),
  };
}

function listInDowntime({ history }: HistoryBook): ObjectKey[] {
  return [...history.objects].filter(([, { downtimes }]) => downtimes.values.at(-1) === 1).map(([key]) => key);
}

function sayGap(path: string, at: EpochMs): string {
  const since = new Date(at).toISOString();
  return `${path} was replaced, and its lines since ${since} are in no archive: for that time history is as the status file tells it`;
}
