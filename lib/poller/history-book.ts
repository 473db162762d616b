import { compactStates, compactSteps } from "@/lib/domain/compact-steps";
import { type History, type HistoryMark, SOURCE, type Track, type Unread } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import { createSteps, findStep, type GrowingSteps, observe } from "@/lib/domain/steps";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import type { HistoryPage, LogPosition, LogSearch, Store } from "@/lib/store/store";
import { createHistoryWriting } from "./history-writing";
import { yieldToLoop } from "./slices";

/** The history in memory. Everybody sees it grow; it is kept in the store as far and as soon as that lets itself be used. */
export interface HistoryBook {
  readonly history: History;
  /** Reads what is kept, once, and joins it with what was observed meanwhile. Rejects when the store does. */
  load(): Promise<void>;
  isLoaded(): boolean;
  /** Enters an observation; answers whether it was news. */
  observe(mark: HistoryMark): boolean;
  /** Until when something is known, as far as was kept; null when nothing was. */
  keptUntil(): EpochMs | null;
  /** How far the log was followed when it was kept last, before this process. */
  keptLog(): LogPosition | null;
  /** How the reading of logs stands. */
  log(): LogPosition | null;
  search(): LogSearch | null;
  searchedSince(key: ObjectKey): EpochMs | null;
  searchedKeys(): Iterable<ObjectKey>;
  noteLog(position: LogPosition): void;
  noteSearch(search: LogSearch | null): void;
  noteSearched(keys: Iterable<ObjectKey>, since: EpochMs): void;
  /** Tells what a search has not come to yet; null when it came to its end. */
  noteUnread(unread: Unread | null): void;
  /** Notes that the source still runs at an instant, so that what is kept tells until when it did. */
  noteAlive(at: EpochMs): void;
  /** Drops what need not be kept any more, once an hour. */
  compact(at: EpochMs): Promise<void>;
  /** Writes what is not kept yet; rejects when the store does, and tries again when it is called again. */
  save(): Promise<void>;
  /** How many changes wait to be written. */
  waiting(): number;
}

export interface HistoryBookDeps {
  store: Pick<Store, "addHistory" | "readHistory" | "readLogProgress" | "facts">;
  keepMs: number;
  keepSoftMs: number;
}

interface Tracks {
  states: GrowingSteps;
  downtimes: GrowingSteps;
}

type KeptSteps = HistoryPage["tracks"][number]["steps"];

const ALIVE_EVERY_MS = MINUTE_MS;
const COMPACT_EVERY_MS = HOUR_MS;

export function createHistoryBook({ store, keepMs, keepSoftMs }: HistoryBookDeps): HistoryBook {
  const objects = new Map<ObjectKey, Tracks>();
  const history: History & { source: GrowingSteps } = { objects, source: createSteps(), unread: null };
  const searched = new Map<ObjectKey, EpochMs>();
  let log: LogPosition | null = null;
  let search: LogSearch | null = null;
  let isLoaded = false;
  let loading: Promise<void> | null = null;
  let keptUntil: EpochMs | null = null;
  let keptLog: LogPosition | null = null;
  let aliveAt: EpochMs | null = null;
  let compactedAt: EpochMs | null = null;
  const writing = createHistoryWriting(store, { history, searched, log: () => log, search: () => search });

  async function loadOnce(): Promise<void> {
    if (isLoaded) return;
    loading ??= load().finally(() => {
      loading = null;
    });
    await loading;
  }

  function stepsOf(key: ObjectKey | null, track: Track): GrowingSteps {
    if (key === null) return history.source;
    let own = objects.get(key);
    if (own === undefined) {
      own = { states: createSteps(), downtimes: createSteps() };
      objects.set(key, own);
    }
    return track === "downtime" ? own.downtimes : own.states;
  }

  /** What is kept is older; where both tell of one instant, what was observed since counts. */
  function join({ key, track, steps }: HistoryPage["tracks"][number]): void {
    const grown = stepsOf(key, track);
    const since = { ats: grown.ats.splice(0), values: grown.values.splice(0) };
    for (const at of steps.ats) grown.ats.push(at);
    for (const value of steps.values) grown.values.push(value);
    for (const [index, at] of since.ats.entries()) observe(grown, at, since.values[index] as number);
    grown.rewrites += 1;
  }

  async function load(): Promise<void> {
    const progress = await store.readLogProgress();
    let from: number | null = null;
    do {
      const page: HistoryPage = await store.readHistory(from);
      for (const track of page.tracks) join(track.key === null ? { ...track, steps: takeAlive(track.steps) } : track);
      from = page.next;
      await yieldToLoop();
    } while (from !== null);
    isLoaded = true;
    keptLog = progress.log;
    log ??= keptLog;
    search ??= progress.search;
    for (const { key, since } of progress.searched) if (!searched.has(key)) searched.set(key, since);
    if (progress.search !== null) history.unread ??= describeUnread(progress.search);
  }

  /** What a search left that a kill ended. */
  function describeUnread({ through }: LogSearch): Unread {
    const keys = new Set([...objects.keys()].filter((key) => !searched.has(key)));
    return { from: through, to: keptUntil ?? history.source.ats.at(-1) ?? through, keys };
  }

  /** The last mark of the source may repeat the one before, to say until when it held. */
  function takeAlive({ ats, values }: KeptSteps): KeptSteps {
    keptUntil = values.at(-1) === SOURCE.running ? (ats.at(-1) ?? null) : null;
    if (values.length < 2 || values.at(-1) !== values.at(-2)) return { ats, values };
    aliveAt = keptUntil;
    return { ats: ats.slice(0, -1), values: values.slice(0, -1) };
  }

  function compactObject(key: ObjectKey, { states, downtimes }: Tracks, keepFrom: EpochMs, softFrom: EpochMs): void {
    const kind = key.includes(";") ? "service" : "host";
    writing.drop(key, "state", compactStates(states, kind, { keepFrom, softFrom }));
    writing.drop(key, "downtime", compactSteps(downtimes, keepFrom));
  }

  return {
    history,
    load: loadOnce,
    isLoaded: () => isLoaded,
    observe(mark) {
      const isNew = observe(stepsOf(mark.key, mark.track), mark.at, mark.value);
      if (isNew) writing.add(mark);
      return isNew;
    },
    keptUntil: () => keptUntil,
    keptLog: () => keptLog,
    log: () => log,
    search: () => search,
    searchedSince: (key) => searched.get(key) ?? null,
    searchedKeys: () => searched.keys(),
    noteLog(position) {
      log = position;
      writing.noteLog();
    },
    noteSearch(next) {
      search = next;
      writing.noteSearch();
    },
    noteSearched(keys, since) {
      for (const key of keys) {
        searched.set(key, since);
        writing.noteSearched(key);
      }
    },
    noteUnread(unread) {
      history.unread = unread;
    },
    noteAlive(at) {
      const { source } = history;
      if (source.values.at(-1) !== SOURCE.running) return;
      if (at - Math.max(aliveAt ?? 0, source.ats.at(-1) ?? 0) < ALIVE_EVERY_MS) return;
      const mark: HistoryMark = { key: null, track: "source", at, value: SOURCE.running };
      const isStep = aliveAt !== null && source.ats[findStep(source, aliveAt)] === aliveAt;
      if (aliveAt === null || isStep) writing.add(mark);
      else writing.move(aliveAt, mark);
      aliveAt = at;
    },
    async compact(at) {
      if (compactedAt !== null && at - compactedAt < COMPACT_EVERY_MS) return;
      compactedAt = at;
      writing.drop(null, "source", compactSteps(history.source, at - keepMs));
      let count = 0;
      for (const [key, tracks] of objects) {
        compactObject(key, tracks, at - keepMs, at - keepSoftMs);
        if (++count % 500 === 0) await yieldToLoop();
      }
    },
    async save() {
      await loadOnce();
      await writing.write();
    },
    waiting: writing.waiting,
  };
}
