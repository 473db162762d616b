import { createHash } from "node:crypto";
import { MAX_AHEAD_MS } from "@/lib/domain/data-age";
import type { SearchFacts } from "@/lib/domain/history-facts";
import type { HistoryMark } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { createWantedNames } from "@/lib/nagios/log-names";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { CarefulFiles } from "./careful-files";
import type { HistoryBook } from "./history-book";
import type { LogPlaces } from "./list-logs";
import { type SearchProgress, type SearchResult, searchLogs } from "./search-logs";
import { yieldToLoop } from "./slices";

/** What is searched for, and why. */
export interface Errand {
  /** `rest`: what could not be followed. `past`: of objects whose past was never searched. */
  kind: "rest" | "past";
  keys: readonly ObjectKey[];
  since: EpochMs;
}

export interface Searching {
  /** Searches; null when it was stopped or failed. Never rejects. One at a time. */
  search(errand: Errand): Promise<SearchResult | null>;
  facts(): SearchFacts | null;
  /** Ends a search at its next piece; a later one goes on from there. */
  stop(): void;
}

export interface SearchingDeps {
  book: HistoryBook;
  files: CarefulFiles;
  places: LogPlaces;
  clock: Clock;
  log: Log;
}

/** So many changes wait at most before they are written. */
const WRITE_AFTER = 4000;
const TOLD_PARTS = 10;

/** Runs searches beside the rounds, keeps what they find, and says how far they are. */
export function createSearching({ book, files, places, clock, log }: SearchingDeps): Searching {
  let facts: SearchFacts | null = null;
  let isStopped = false;
  let told = 0;

  /** A store that refuses delays writing only. */
  async function save(): Promise<void> {
    await book.save().catch(() => undefined);
  }

  async function breathe(): Promise<void> {
    await yieldToLoop();
    if (book.waiting() >= WRITE_AFTER) await save();
  }

  async function run(errand: Errand, present: Present): Promise<SearchResult> {
    const { keys, since, kind } = errand;
    const choice = createHash("sha256").update(keys.join("\n")).digest("hex");
    const kept = kind === "past" ? book.search() : null;
    const isResumed = kept?.choice === choice;
    if (kept !== null && isResumed) Object.assign(present, { since: kept.since, through: kept.through });
    else if (kind === "past") book.noteSearch({ since, through: since, choice });
    const unread = { keys: new Set(keys), to: clock.now() };
    if (kind === "past") book.noteUnread({ ...unread, from: present.through });
    log.info(sayBegin(errand, isResumed), { since: new Date(present.since).toISOString() });
    return searchLogs(
      files,
      {
        places,
        wanted: createWantedNames(keys),
        since: present.since,
        through: present.through,
        notAfter: clock.now() + MAX_AHEAD_MS,
        onMark: (mark: HistoryMark) => void book.observe(mark),
        async onFile(through) {
          present.through = through;
          tellProgress(present);
          if (kind === "past") {
            book.noteSearch({ since: present.since, through, choice });
            book.noteUnread({ ...unread, from: through });
          }
          await save();
        },
        breathe,
        isWanted: () => !isStopped,
      },
      present,
    );
  }

  function tellProgress({ bytes, bytesDone, files: count, filesDone }: SearchFacts): void {
    const part = bytes === 0 ? TOLD_PARTS : Math.floor((TOLD_PARTS * bytesDone) / bytes);
    if (part <= told || part >= TOLD_PARTS) return;
    told = part;
    log.info(`The past is being read: ${(100 * part) / TOLD_PARTS} %, ${filesDone} of ${count} files`);
  }

  async function search(errand: Errand): Promise<SearchResult | null> {
    const { since } = errand;
    const present: Present = { ...NOTHING_YET, since, through: since, isRunning: true };
    facts = present;
    told = 0;
    try {
      const result = await run(errand, present);
      for (const fault of result.faults) log.warn(`Passed over in the search of the past: ${fault}`);
      if (!result.isWhole) return null;
      if (errand.kind === "past") book.noteUnread(null);
      log.info(
        `${errand.kind === "past" ? "The past" : "The rest"} is read: ${present.filesDone} files, ${present.lines} lines`,
      );
      return result;
    } catch (error) {
      log.error("The search of the past failed", { error: String(error) });
      return null;
    } finally {
      present.isRunning = false;
    }
  }

  return {
    search,
    facts: () => facts,
    stop() {
      isStopped = true;
    },
  };
}

type Present = SearchFacts & SearchProgress;

function sayBegin({ kind, keys }: Errand, isResumed: boolean): string {
  if (kind === "rest") return "Nagios' log was rotated or replaced: reading the rest of it";
  return `${isResumed ? "Going on to read" : "Reading"} the past of ${keys.length} objects from Nagios' logs`;
}

const NOTHING_YET = { files: 0, filesDone: 0, bytes: 0, bytesDone: 0, lines: 0 };

/** Objects that were not searched back to an instant, about. */
export function listUnsearched(book: HistoryBook, keys: Iterable<ObjectKey>, since: EpochMs): ObjectKey[] {
  return [...keys].filter((key) => (book.searchedSince(key) ?? Number.POSITIVE_INFINITY) > since + DAY_MS);
}
