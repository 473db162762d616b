import type { History, HistoryMark, Track } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { Steps } from "@/lib/domain/steps";
import type { EpochMs } from "@/lib/domain/time";
import type { HistoryBatch, LogPosition, LogSearch, MarkName, Store } from "@/lib/store/store";

/** What is written from: the book as it stands. */
export interface WrittenBook {
  history: History;
  searched: ReadonlyMap<ObjectKey, EpochMs>;
  log: () => LogPosition | null;
  search: () => LogSearch | null;
}

export interface HistoryWriting {
  add(mark: HistoryMark): void;
  drop(key: ObjectKey | null, track: Track, ats: readonly EpochMs[]): void;
  /** Puts a mark of the source in the place of another one, written or not. */
  move(from: EpochMs, mark: HistoryMark): void;
  noteLog(): void;
  noteSearch(): void;
  noteSearched(key: ObjectKey): void;
  /** Writes what waits, in order, a position in the log never before what was read up to there. Rejects when the store does. */
  write(): Promise<void>;
  waiting(): number;
}

/** Changes of one transaction. */
const BATCH = 4000;
/** When more waits, it is forgotten, and everything is written once more from memory when the store can be used again. */
const MAX_WAITING = 200_000;

/** Keeps in mind what of a book is not written yet. */
export function createHistoryWriting(store: Pick<Store, "addHistory" | "facts">, book: WrittenBook): HistoryWriting {
  let marks: HistoryMark[] = [];
  let removed: MarkName[] = [];
  let news = { log: false, search: false, searched: new Set<ObjectKey>() };
  let mustWriteAll = false;
  let restoredAt: EpochMs | null | undefined;
  let running: Promise<void> | null = null;

  /** A store that was put back may lack what was written. */
  function lookForRestore(): void {
    const at = store.facts().restored?.at ?? null;
    if (restoredAt !== undefined && at !== restoredAt) mustWriteAll = true;
    restoredAt = at;
  }

  async function writeAll(): Promise<void> {
    mustWriteAll = false;
    marks = [];
    removed = [];
    try {
      for (const batch of listBatches(book.history)) await store.addHistory({ ...NOTHING, marks: batch });
    } catch (error) {
      mustWriteAll = true;
      throw error;
    }
    news = { log: true, search: true, searched: new Set(book.searched.keys()) };
  }

  async function writeNews(): Promise<void> {
    const taken = { marks: marks.slice(0, BATCH), removed: removed.slice(0, BATCH), news };
    const isRest = taken.marks.length === marks.length && taken.removed.length === removed.length;
    const batch = { ...NOTHING, marks: taken.marks, removed: taken.removed, ...(isRest ? describeNews() : {}) };
    if (isRest) news = { log: false, search: false, searched: new Set() };
    marks = marks.slice(BATCH);
    removed = removed.slice(BATCH);
    try {
      await store.addHistory(batch);
    } catch (error) {
      marks = [...taken.marks, ...marks];
      removed = [...taken.removed, ...removed];
      if (isRest) news = joinNews(taken.news, news);
      throw error;
    }
  }

  function describeNews(): Pick<HistoryBatch, "log" | "search" | "searched"> {
    return {
      log: news.log ? book.log() : null,
      search: news.search ? (book.search() ?? "done") : null,
      searched: [...news.searched].map((key) => ({ key, since: book.searched.get(key) ?? 0 })),
    };
  }

  const hasNews = () => marks.length + removed.length + news.searched.size > 0 || news.log || news.search;

  async function write(): Promise<void> {
    lookForRestore();
    while (mustWriteAll) await writeAll();
    while (hasNews()) await writeNews();
  }

  return {
    add(mark) {
      if (mustWriteAll) return;
      marks.push(mark);
      if (marks.length <= MAX_WAITING) return;
      mustWriteAll = true;
      marks = [];
    },
    drop(key, track, ats) {
      for (const at of ats) removed.push({ key, track, at });
    },
    move(from, mark) {
      marks = marks.filter(({ key, at }) => key !== null || at !== from);
      removed.push({ key: null, track: "source", at: from });
      marks.push(mark);
    },
    noteLog() {
      news.log = true;
    },
    noteSearch() {
      news.search = true;
    },
    noteSearched(key) {
      news.searched.add(key);
    },
    write() {
      running ??= write().finally(() => {
        running = null;
      });
      return running;
    },
    waiting: () => marks.length,
  };
}

const NOTHING: HistoryBatch = { marks: [], removed: [], log: null, search: null, searched: [] };

interface News {
  log: boolean;
  search: boolean;
  searched: Set<ObjectKey>;
}

function joinNews(a: News, b: News): News {
  return { log: a.log || b.log, search: a.search || b.search, searched: new Set([...a.searched, ...b.searched]) };
}

/** Everything of a history, some thousand marks at a time. */
function* listBatches({ objects, source }: History): Generator<HistoryMark[]> {
  let batch: HistoryMark[] = [];
  for (const mark of listMarks(objects, source)) {
    batch.push(mark);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function* listMarks(objects: History["objects"], source: Steps): Generator<HistoryMark> {
  yield* listTrack(null, "source", source);
  for (const [key, { states, downtimes }] of objects) {
    yield* listTrack(key, "state", states);
    yield* listTrack(key, "downtime", downtimes);
  }
}

/** A copy: the steps may change while the batch before is written. */
function* listTrack(key: ObjectKey | null, track: Track, { ats, values }: Steps): Generator<HistoryMark> {
  const marks = ats.map((at, index): HistoryMark => ({ key, track, at, value: values[index] as number }));
  yield* marks;
}
