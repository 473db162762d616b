import { MAX_AHEAD_MS } from "@/lib/domain/data-age";
import type { HistoryFacts } from "@/lib/domain/history-facts";
import type { PastProblem } from "@/lib/domain/incident";
import type { History } from "@/lib/domain/object-history";
import type { Owners } from "@/lib/domain/owners";
import { findPastOutagesInSlices } from "@/lib/domain/past-outages";
import type { StateMapping } from "@/lib/domain/policy";
import type { ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import { type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { createWantedNames, type WantedNames } from "@/lib/nagios/log-names";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { CarefulFiles } from "./careful-files";
import type { Failure } from "./failure";
import { createFollowing, type FollowNews } from "./following";
import type { HistoryBook } from "./history-book";
import type { LogPlaces } from "./list-logs";
import { observeSnapshotInSlices } from "./observe-snapshot";
import type { SearchResult } from "./search-logs";
import { createSearching, type Errand, listUnsearched } from "./searching";
import { runInSlices } from "./slices";
import { createSourceWatch } from "./source-watch";

/** What a round has seen. */
export interface Sight {
  /** The last complete reading; null when there never was one. */
  snapshot: Snapshot | null;
  /** Whether it is a true picture of now. */
  isTrue: boolean;
  at: EpochMs;
  /** When the snapshot was read. */
  readAt: EpochMs;
  isCurrent: () => boolean;
}

/** Keeps the history up to date, round after round, and searches the past beside them. Nothing of it fails a round. */
export interface HistoryKeeper {
  readonly history: History;
  take(sight: Sight): Promise<void>;
  /** Problems that were over before a round saw them and belong to no incident yet, in the order of their confirmation. */
  past(): readonly PastProblem[];
  /** The first so many of them are incidents now. */
  forgetPast(count: number): void;
  /** All incidents are safely kept. */
  noteWritten(): void;
  warnings(at: EpochMs): Failure[];
  facts(): HistoryFacts;
  stop(): void;
}

export interface HistoryKeeperDeps {
  book: HistoryBook;
  files: CarefulFiles;
  /** Null where no log is known: then history is what the snapshots tell. */
  places: (LogPlaces & { isNamed: boolean }) | null;
  mapping: StateMapping;
  groupingWindowMs: number;
  stalenessThresholdMs: number;
  keepMs: number;
  /** Shorter outages that no poll saw are no incidents; nor are those that ended longer ago than incidents are kept. */
  minimumMs: number;
  retentionMs: number;
  clock: Clock;
  log: Log;
}

/** The first round waits so long for what is kept, so that its page shows it. */
const PATIENCE_MS = 2 * SECOND_MS;
/** A search that failed is tried again after so long, and one that found no log at all. */
const AGAIN_AFTER_MS = 10 * MINUTE_MS;
const NO_LOG_AGAIN_MS = HOUR_MS;
/** Names that an object was chosen no more: what it does meanwhile must be searched when it is chosen again. */
const NOT_SEARCHED: EpochMs = 8.64e15;
const NOTHING_AWAITED: ReadonlySet<ObjectKey> = new Set();

export function createHistoryKeeper(deps: HistoryKeeperDeps): HistoryKeeper {
  const { book, places, clock, log, stalenessThresholdMs: toleratedGapMs } = deps;
  const following = places === null ? null : createFollowing({ ...deps, ...places, path: places.logPath });
  const searching = places === null ? null : createSearching({ ...deps, places });
  const watch = createSourceWatch(book, toleratedGapMs);
  const past: PastProblem[] = [];
  const doubts = new Map<ObjectKey, EpochMs>();
  let awaited: ReadonlySet<ObjectKey> = NOTHING_AWAITED;
  let chosen: { owners: Owners; keys: ReadonlySet<ObjectKey>; wanted: WantedNames } | null = null;
  let hasWaited = false;
  let isStartTaken = false;
  let observed: Snapshot | null = null;
  let isSearching = false;
  let isAllSearched = false;
  let searchAgainAt = Number.NEGATIVE_INFINITY;
  let onPastKept: (() => void) | null = null;
  let isStopped = false;
  let said: string | null = null;

  /** The same trouble is said once. */
  function sayTrouble(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (message !== said && !isStopped) log.warn(`History could not be kept: ${message}`);
    said = message;
  }

  async function waitForKept(): Promise<void> {
    if (hasWaited || book.isLoaded()) return;
    hasWaited = true;
    const loading = book.load().catch(sayTrouble);
    await Promise.race([loading, new Promise<void>((resolve) => clock.after(PATIENCE_MS, resolve))]);
  }

  /** What is on show, and what it depends on. */
  function choose({ owners, upstream }: Snapshot): NonNullable<typeof chosen> {
    if (chosen?.owners === owners) return chosen;
    const keys = new Set([...owners.keys(), ...upstream.keys()]);
    chosen = { owners, keys, wanted: createWantedNames(keys) };
    isAllSearched = false;
    return chosen;
  }

  async function observeTrue(snapshot: Snapshot): Promise<void> {
    if (snapshot === observed) return;
    const previousAt = observed?.createdAt ?? null;
    watch.takeTrue(snapshot, previousAt, following?.isAtEnd() === true);
    await enter(snapshot, previousAt);
    observed = snapshot;
    book.noteAlive(snapshot.createdAt);
  }

  async function enter(snapshot: Snapshot, previousAt: EpochMs | null): Promise<void> {
    const doubtful = new Map([...doubts, ...(following?.doubtful() ?? [])]);
    const work = observeSnapshotInSlices({ snapshot, history: book.history, doubtful, awaited, previousAt });
    for (const mark of await runInSlices(work, clock.monotonic)) book.observe(mark);
    doubts.clear();
  }

  function findPast(keys: Iterable<ObjectKey>, from: EpochMs, snapshot: Snapshot, at: EpochMs): Promise<PastProblem[]> {
    const { mapping, minimumMs, retentionMs, groupingWindowMs: windowMs } = deps;
    const window = { from: Math.max(from, at - retentionMs), to: at + MAX_AHEAD_MS };
    const known = { history: book.history, snapshot, mapping, windowMs, knownUntil: at, toleratedGapMs };
    return runInSlices(findPastOutagesInSlices({ ...known, keys, window, minimumMs }), clock.monotonic);
  }

  async function takeNews({ recovered, since }: FollowNews, snapshot: Snapshot, at: EpochMs): Promise<void> {
    if (recovered.size > 0) past.push(...(await findPast(recovered, since, snapshot, at)));
  }

  /** What ended shortly before a kill may be in the history and in no incident: one is written after the other. */
  async function takeUnwritten(snapshot: Snapshot, at: EpochMs): Promise<void> {
    const keptUntil = book.keptUntil();
    if (isStartTaken || !book.isLoaded()) return;
    isStartTaken = true;
    // A search that a kill ended tells of it when it comes to its end.
    if (keptUntil === null || book.search() !== null) return;
    past.push(...(await findPast(choose(snapshot).keys, keptUntil - HOUR_MS, snapshot, at)));
  }

  function nextErrand(at: EpochMs): Errand | null {
    if (
      searching === null ||
      chosen === null ||
      isSearching ||
      onPastKept !== null ||
      clock.monotonic() < searchAgainAt
    )
      return null;
    const lostSince = following?.lostSince() ?? null;
    if (lostSince !== null) return { kind: "rest", keys: [...chosen.keys], since: lostSince };
    if (isAllSearched) return null;
    forgetUnchosen(chosen.keys);
    const since = at - deps.keepMs;
    const keys = listUnsearched(book, chosen.keys, since);
    isAllSearched = keys.length === 0;
    return isAllSearched ? null : { kind: "past", keys, since };
  }

  function forgetUnchosen(keys: ReadonlySet<ObjectKey>): void {
    const left = [...book.searchedKeys()].filter((key) => !keys.has(key) && book.searchedSince(key) !== NOT_SEARCHED);
    if (left.length > 0) book.noteSearched(left, NOT_SEARCHED);
  }

  async function search(errand: Errand): Promise<void> {
    if (searching === null) return;
    isSearching = true;
    try {
      const result = await searching.search(errand);
      if (result === null) searchAgainAt = clock.monotonic() + AGAIN_AFTER_MS;
      else if (result.firstAt === null) searchAgainAt = clock.monotonic() + NO_LOG_AGAIN_MS;
      awaited = NOTHING_AWAITED;
      for (const [key, doubtAt] of result?.doubtful ?? []) doubts.set(key, doubtAt);
      if (observed !== null) await enter(observed, observed.createdAt);
      if (result !== null) await takeFound(errand, result, clock.now());
    } catch (error) {
      searchAgainAt = clock.monotonic() + AGAIN_AFTER_MS;
      sayTrouble(error);
    } finally {
      isSearching = false;
    }
  }

  async function takeFound(errand: Errand, { firstAt, holdsBegin }: SearchResult, at: EpochMs): Promise<void> {
    if (observed !== null && firstAt !== null) past.push(...(await findPast(errand.keys, errand.since, observed, at)));
    if (errand.kind === "rest") {
      if (holdsBegin) watch.bridge();
      following?.caughtUp(holdsBegin, at);
      return;
    }
    if (past.length > 0) log.info(`The past holds ${past.length} outages that were over before a poll saw them`);
    onPastKept = () => {
      if (firstAt !== null) book.noteSearched(errand.keys, errand.since);
      book.noteSearch(null);
    };
  }

  /** A kill before its outages are incidents leads to the same search again. */
  function finishSearch(): void {
    if (past.length > 0 || onPastKept === null) return;
    onPastKept();
    onPastKept = null;
  }

  async function keep(at: EpochMs): Promise<void> {
    try {
      await book.compact(at);
      await book.save();
      said = null;
    } catch (error) {
      sayTrouble(error);
    }
  }

  async function takeSight({ snapshot, isTrue, at, readAt, isCurrent }: Sight): Promise<void> {
    await waitForKept();
    if (snapshot === null) return;
    const { wanted } = choose(snapshot);
    const news = await following?.follow(wanted, at);
    watch.takeStart(at, following?.isResumed() === true);
    if (!isCurrent()) return;
    const errand = nextErrand(at);
    if (errand !== null) awaited = new Set(errand.keys);
    if (isTrue) await observeTrue(snapshot);
    else watch.takeUntrue(snapshot, { at, readAt, previousAt: observed?.createdAt ?? null });
    if (news !== undefined) await takeNews(news, snapshot, at);
    await takeUnwritten(snapshot, at);
    if (errand !== null && !isSearching) void search(errand);
    void keep(at);
  }

  return {
    history: book.history,
    take: (sight) => takeSight(sight).catch(sayTrouble),
    past: () => past.sort((a, b) => a.confirmedAt - b.confirmedAt),
    forgetPast: (count) => void past.splice(0, count),
    noteWritten: finishSearch,
    warnings: (at) => following?.warnings(at) ?? [],
    facts: () => ({
      since: book.history.source.ats[0] ?? null,
      log: following?.facts() ?? null,
      search: searching?.facts() ?? null,
    }),
    stop() {
      isStopped = true;
      searching?.stop();
    },
  };
}
