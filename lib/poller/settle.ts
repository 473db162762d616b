import type { Judgement } from "@/lib/domain/component-state";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { PastOutage } from "@/lib/domain/past-outages";
import type { StateMapping } from "@/lib/domain/policy";
import { type Changes, reconcile } from "@/lib/domain/reconcile";
import { isSameOutage, type Outage } from "@/lib/domain/same-outage";
import type { ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { RoundBatch, Store } from "@/lib/store/store";
import { applyBatch } from "./apply-batch";
import { countChanges, isEmptyBatch, makeBatch } from "./batch";
import { explainStoreError, type Failure, isContradiction } from "./failure";
import { yieldToLoop } from "./slices";

/** The incidents as the rounds know them. Replaced as a whole, and only by a round that is still current. */
export interface Book {
  /** As they will be when all that waits is written; null until they were read. */
  incidents: readonly IncidentRecord[] | null;
  /** The highest id that an incident has yet. */
  lastId: number;
  /** What was decided and is not written yet, in order. */
  waiting: readonly RoundBatch[];
  /** Set while the incidents lag behind the snapshot. */
  isUnsettled: boolean;
  purgedAt: EpochMs | null;
  /** When the store was put back last, as far as was seen. */
  restoredAt: EpochMs | null;
  /** How far the clocks were apart when the incidents were read: which ones are recent goes by the wall clock. */
  readApart: number;
}

export const EMPTY_BOOK: Book = {
  incidents: null,
  lastId: 0,
  waiting: [],
  isUnsettled: true,
  purgedAt: null,
  restoredAt: null,
  readApart: 0,
};

/** What there is to settle. */
export interface Matter {
  snapshot: Snapshot | null;
  judgement: Judgement;
  at: EpochMs;
  /** Outages that were over before a round saw them, as the log tells. */
  past: readonly PastOutage[];
  /** Data that is not known to be true opens and closes nothing. */
  isTrue: boolean;
  isCurrent: () => boolean;
}

export interface Settled {
  book: Book;
  /** What was decided; null when nothing was to be. */
  changes: Changes | null;
  failure: Failure | null;
}

export interface SettlingDeps {
  store: Store;
  mapping: StateMapping;
  retentionMs: number;
  pullComments: boolean;
  isKnown: (key: ObjectKey) => boolean;
  clock: Clock;
}

export interface Settling {
  /** Brings the incidents to what the snapshot says, and writes what waits until the store refuses. */
  settle(book: Book, matter: Matter): Promise<Settled>;
  /** The incidents that are written: those that last, and those that ended within `HISTORY_MS`. */
  load(at: EpochMs): Promise<IncidentRecord[]>;
}

/** How far back ended incidents are published. */
export const HISTORY_MS = 8 * DAY_MS;
const PURGE_EVERY_MS = HOUR_MS;
const MAX_OPEN = 100_000;
const MAX_RECENT = 1000;
/** More changes than these do not wait for the store: incidents then stay as they are until it works again. */
const MAX_WAITING = 20_000;

/** Told while more waits than may. */
export const BACKLOG: Failure = {
  kind: "hard",
  code: "db_backlog",
  message: `More than ${MAX_WAITING} changes wait for the database: incidents stay as they are until it works again`,
};

/** Settles round after round: reads where necessary, decides, and writes in order. Each step survives the others. */
export function createSettling({ store, clock, ...deps }: SettlingDeps): Settling {
  const clocksApart = clock.now() - clock.monotonic();

  async function settle(book: Book, matter: Matter): Promise<Settled> {
    const read = await readWhereNeeded(book, matter.at);
    const decided =
      matter.isTrue && matter.isCurrent() ? await decide(read.book, matter) : { book: read.book, changes: null };
    const written = read.failure === null ? await write(decided.book, matter.isCurrent) : read;
    return {
      book: read.failure === null ? written.book : decided.book,
      changes: decided.changes,
      failure: written.failure,
    };
  }

  /** Reads the incidents when they are not known, or when the store is not the one that they were read from. */
  async function readWhereNeeded(book: Book, at: EpochMs): Promise<{ book: Book; failure: Failure | null }> {
    try {
      await store.ping();
      const restoredAt = store.facts().restored?.at ?? null;
      const readApart = at - clock.monotonic();
      const hasJumped = Math.abs(readApart - book.readApart) > HOUR_MS;
      if (book.incidents !== null && restoredAt === book.restoredAt && !hasJumped) return { book, failure: null };
      const [written, highestId] = [await load(at), await store.lastIncidentId()];
      // What waits goes on to wait: a store that was put back lacks nothing, or contradicts it, and then all is decided anew.
      const incidents = book.waiting.reduce<readonly IncidentRecord[]>(applyBatch, written);
      const lastId = Math.max(highestId, book.lastId);
      return { book: { ...book, incidents, lastId, restoredAt, readApart, isUnsettled: true }, failure: null };
    } catch (error) {
      return { book, failure: explainStoreError(error) };
    }
  }

  async function decide(
    book: Book,
    { snapshot, judgement, past: told, at }: Matter,
  ): Promise<Omit<Settled, "failure">> {
    const { incidents, waiting, lastId } = book;
    const isPurgeDue = hasSteadyClock(at) && (book.purgedAt === null || at - book.purgedAt >= PURGE_EVERY_MS);
    if (incidents === null || snapshot === null || isFull(book)) return { book, changes: null };
    if (!book.isUnsettled && !isPurgeDue && told.length === 0) return { book, changes: null };
    await yieldToLoop();
    const changes = compare(incidents, snapshot, judgement);
    const past = dropTold(told, incidents, changes);
    const purgeEndedBefore = isPurgeDue ? at - deps.retentionMs : null;
    const batch = makeBatch(changes, { at, lastId, purgeEndedBefore, past });
    const decided = { ...book, isUnsettled: false, purgedAt: isPurgeDue ? at : book.purgedAt };
    if (isEmptyBatch(batch)) return { book: decided, changes };
    const isPurgeOnly = countChanges(batch) === 0;
    const next = isPurgeOnly ? incidents : applyBatch(incidents, batch).filter(isRecent(at));
    const grown = {
      incidents: next,
      lastId: lastId + batch.opened.length + batch.past.length,
      waiting: [...waiting, batch],
    };
    return { book: { ...decided, ...grown }, changes };
  }

  function compare(incidents: readonly IncidentRecord[], snapshot: Snapshot, judgement: Judgement): Changes {
    const open = incidents
      .filter(({ incident }) => incident.endedAt === null)
      .map(({ incident, nagiosComments }) => ({ incident, comments: nagiosComments }));
    const changes = reconcile({ open, snapshot, mapping: deps.mapping, judgement, isKnown: deps.isKnown });
    return deps.pullComments ? changes : dropComments(changes);
  }

  /** A clock that jumped must not make a month's history look old: nothing is deleted then. */
  function hasSteadyClock(at: EpochMs): boolean {
    return Math.abs(at - clock.monotonic() - clocksApart) < HOUR_MS;
  }

  /** Writes what waits, in order, until the store refuses. */
  async function write(before: Book, isCurrent: () => boolean): Promise<{ book: Book; failure: Failure | null }> {
    let book = before;
    try {
      for (const batch of before.waiting) {
        if (!isCurrent()) break;
        await store.commit(batch);
        book = { ...book, waiting: book.waiting.slice(1) };
        await yieldToLoop();
      }
      return { book, failure: null };
    } catch (error) {
      const failure = explainStoreError(error);
      if (!isContradiction(error)) return { book, failure };
      return { book: { ...book, incidents: null, waiting: [], isUnsettled: true }, failure };
    }
  }

  async function load(at: EpochMs): Promise<IncidentRecord[]> {
    const active = await store.listIncidents({ which: { kind: "active" }, limit: MAX_OPEN });
    await yieldToLoop();
    const recent = await store.listIncidents({ which: { kind: "since", at: at - HISTORY_MS }, limit: MAX_RECENT });
    return [...active, ...recent.filter(({ incident }) => incident.endedAt !== null)];
  }

  return { settle, load };
}

/** Whether more waits than may: then nothing more is decided. */
export function isFull({ waiting }: Book): boolean {
  return waiting.reduce((sum, batch) => sum + countChanges(batch), 0) > MAX_WAITING;
}

/** Tells what lasts or ended within `HISTORY_MS`. */
function isRecent(at: EpochMs): (record: IncidentRecord) => boolean {
  return ({ incident }) => incident.endedAt === null || incident.endedAt >= at - HISTORY_MS;
}

/** Those that are neither told yet nor about to be. */
function dropTold(past: readonly PastOutage[], records: readonly IncidentRecord[], changes: Changes): PastOutage[] {
  if (past.length === 0) return [];
  const told = new Map<ObjectKey, Outage[]>();
  const opened = changes.opened.map(({ incident }) => ({ ...incident, endedAt: null }));
  for (const outage of [...opened, ...records.map(({ incident }) => incident)]) {
    told.set(outage.key, [...(told.get(outage.key) ?? []), outage]);
  }
  return past.filter(({ incident, endedAt }) => {
    const outage = { ...incident, endedAt };
    return !told.get(incident.key)?.some((other) => isSameOutage(outage, other));
  });
}

function dropComments(changes: Changes): Changes {
  return { ...changes, opened: changes.opened.map((opened) => ({ ...opened, comments: [] })), comments: [] };
}
