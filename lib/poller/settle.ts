import type { Judgement } from "@/lib/domain/component-state";
import { findRecovery } from "@/lib/domain/find-recovery";
import type { IncidentRecord, PastProblem } from "@/lib/domain/incident";
import { reconcileInSlices } from "@/lib/domain/incidents/reconcile";
import { listGaps } from "@/lib/domain/known-time";
import type { Maintenance } from "@/lib/domain/maintenance";
import { reconcileMaintenances } from "@/lib/domain/maintenances/reconcile";
import type { History } from "@/lib/domain/object-history";
import type { IncidentRules, StateMapping } from "@/lib/domain/policy";
import { findPresentTimes, findRoot } from "@/lib/domain/problem-times";
import type { ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { RoundBatch, Store } from "@/lib/store/store";
import { applyBatch, applyMaintenances } from "./apply-batch";
import { countChanges, type Decision, isEmptyBatch, makeBatch } from "./batch";
import { explainStoreError, type Failure, isContradiction } from "./failure";
import { runInSlices, yieldToLoop } from "./slices";
import { takeWords } from "./take-words";

/** The incidents as the rounds know them. Replaced as a whole, and only by a round that is still current. */
export interface Book {
  /** As they will be when all that waits is written; null until they were read. */
  incidents: readonly IncidentRecord[] | null;
  maintenances: readonly Maintenance[];
  /** The highest ids that an incident and a maintenance have yet. */
  lastId: number;
  lastMaintenanceId: number;
  /** What was decided and is not written yet, in order. */
  waiting: readonly RoundBatch[];
  /** Set while the incidents lag behind the snapshot. */
  isUnsettled: boolean;
  /** The store failed: what a person said then may be written although it was refused, and is not known here. */
  mayLackWords: boolean;
  purgedAt: EpochMs | null;
  /** When the store was put back last, as far as was seen. */
  restoredAt: EpochMs | null;
  /** How far the clocks were apart when the incidents were read: which ones are recent goes by the wall clock. */
  readApart: number;
}

export const EMPTY_BOOK: Book = {
  incidents: null,
  maintenances: [],
  lastId: 0,
  lastMaintenanceId: 0,
  waiting: [],
  isUnsettled: true,
  mayLackWords: false,
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
  past: readonly PastProblem[];
  history: History;
  /** Data that is not known to be true opens and closes nothing. */
  isTrue: boolean;
  isCurrent: () => boolean;
}

export interface Settled {
  book: Book;
  /** What was decided; null when nothing was to be. */
  decision: Decision | null;
  failure: Failure | null;
}

export interface SettlingDeps {
  store: Store;
  mapping: StateMapping;
  rules: IncidentRules;
  stalenessThresholdMs: number;
  retentionMs: number;
  pullComments: boolean;
  isKnown: (key: ObjectKey) => boolean;
  clock: Clock;
}

export interface Settling {
  /** Brings the incidents to what the snapshot says, and writes what waits until the store refuses. */
  settle(book: Book, matter: Matter): Promise<Settled>;
  /** The incidents that are written: those that last, and those that ended within `HISTORY_MS`. */
  load(at: EpochMs): Promise<Pick<Book, "maintenances"> & { incidents: readonly IncidentRecord[] }>;
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
      matter.isTrue && matter.isCurrent() ? await decide(read.book, matter) : { book: read.book, decision: null };
    const written = read.failure === null ? await write(decided.book, matter.isCurrent) : read;
    const left = read.failure === null ? written.book : decided.book;
    return {
      book: written.failure === null ? left : { ...left, mayLackWords: true },
      decision: decided.decision,
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
      const isSame = book.incidents !== null && restoredAt === book.restoredAt && !hasJumped;
      if (isSame && !book.mayLackWords) return { book, failure: null };
      const written = await load(at);
      if (isSame) return { book: takeLateWords(book, written.incidents), failure: null };
      const [highestId, highestMaintenance] = [await store.lastIncidentId(), await store.lastMaintenanceId()];
      // What waits goes on to wait: a store that was put back lacks nothing, or contradicts it, and then all is decided anew.
      const incidents = book.waiting.reduce<readonly IncidentRecord[]>(applyBatch, written.incidents);
      const maintenances = book.waiting.reduce(applyMaintenances, written.maintenances);
      const lastId = Math.max(highestId, book.lastId);
      const lastMaintenanceId = Math.max(highestMaintenance, book.lastMaintenanceId);
      const ids = { lastId, lastMaintenanceId };
      const read = { incidents, maintenances, ...ids, restoredAt, readApart, isUnsettled: true, mayLackWords: false };
      return { book: { ...book, ...read }, failure: null };
    } catch (error) {
      return { book, failure: explainStoreError(error) };
    }
  }

  async function decide(book: Book, matter: Matter): Promise<Omit<Settled, "failure">> {
    const { at, past } = matter;
    const isPurgeDue = hasSteadyClock(at) && (book.purgedAt === null || at - book.purgedAt >= PURGE_EVERY_MS);
    if (book.incidents === null || matter.snapshot === null || isFull(book)) return { book, decision: null };
    if (!book.isUnsettled && !isPurgeDue && past.length === 0) return { book, decision: null };
    await yieldToLoop();
    const decision = await compare({ ...book, incidents: book.incidents }, matter.snapshot, matter);
    const batch = makeBatch(decision, { at, purgeEndedBefore: isPurgeDue ? at - deps.retentionMs : null });
    const decided = { ...book, isUnsettled: false, purgedAt: isPurgeDue ? at : book.purgedAt };
    if (isEmptyBatch(batch)) return { book: decided, decision };
    const waiting = [...book.waiting, batch];
    if (countChanges(batch) === 0) return { book: { ...decided, waiting }, decision };
    const next = {
      incidents: applyBatch(book.incidents, batch).filter(isRecent(at)),
      maintenances: applyMaintenances(book.maintenances, batch).filter(isRecentMaintenance(at)),
      lastId: highestOf([...batch.incidents, ...batch.past.map(({ incident }) => incident)], book.lastId),
      lastMaintenanceId: highestOf(batch.maintenances, book.lastMaintenanceId),
    };
    return { book: { ...decided, ...next, waiting }, decision };
  }

  async function compare(
    book: Book & { incidents: readonly IncidentRecord[] },
    snapshot: Snapshot,
    { judgement, past, history }: Matter,
  ): Promise<Decision> {
    const { mapping, rules, isKnown } = deps;
    const facts = { history, snapshot, mapping, windowMs: rules.groupingWindowMs };
    const work = reconcileInSlices({
      records: book.incidents,
      lastId: book.lastId,
      ...{ snapshot, judgement, mapping, rules, past, isKnown },
      findTimes: (key) => findPresentTimes(facts, key, snapshot.createdAt),
      findRoot: (key, window) => findRoot(key, facts, window),
      findRecovery: (key, after) => findRecovery(history, key, after),
      gaps: findGaps(book.incidents, history, snapshot.createdAt),
    });
    const changes = await runInSlices(work, clock.monotonic);
    const maintenances = reconcileMaintenances({
      known: book.maintenances,
      lastId: book.lastMaintenanceId,
      snapshot,
      publicPrefix: rules.publicPrefix,
    });
    return { incidents: deps.pullComments ? changes : { ...changes, comments: [] }, maintenances };
  }

  /** Times without data since the oldest outage that lasts began. */
  function findGaps(records: readonly IncidentRecord[], history: History, until: EpochMs) {
    const begins = records
      .filter(({ incident }) => incident.endedAt === null)
      .map(({ incident }) => incident.startedAt);
    if (begins.length === 0) return [];
    const window = { from: Math.min(...begins), to: until };
    return listGaps(history.source, { knownUntil: until, toleratedGapMs: deps.stalenessThresholdMs }, window);
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

  async function load(at: EpochMs): ReturnType<Settling["load"]> {
    const since = at - HISTORY_MS;
    const active = await store.listIncidents({ which: { kind: "active" }, limit: MAX_OPEN });
    await yieldToLoop();
    const recent = await store.listIncidents({ which: { kind: "since", at: since }, limit: MAX_RECENT });
    const maintenances = await store.listMaintenances({ since, limit: MAX_RECENT });
    return { incidents: [...active, ...recent.filter(({ incident }) => incident.endedAt !== null)], maintenances };
  }

  return { settle, load };
}

/** What was decided here is newer than what is written; only people's words may be newer there. */
function takeLateWords(book: Book, written: readonly IncidentRecord[]): Book {
  return { ...book, incidents: takeWords(book.incidents, written), isUnsettled: true, mayLackWords: false };
}

/** Whether more waits than may: then nothing more is decided. */
export function isFull({ waiting }: Book): boolean {
  return waiting.reduce((sum, batch) => sum + countChanges(batch), 0) > MAX_WAITING;
}

/** Tells what lasts or ended within `HISTORY_MS`. */
function isRecent(at: EpochMs): (record: IncidentRecord) => boolean {
  return ({ incident }) => incident.endedAt === null || incident.endedAt >= at - HISTORY_MS;
}

function isRecentMaintenance(at: EpochMs): (maintenance: Maintenance) => boolean {
  return ({ endedAt }) => endedAt === null || endedAt >= at - HISTORY_MS;
}

function highestOf(rows: readonly { id: number }[], lastId: number): number {
  return rows.reduce((highest, { id }) => Math.max(highest, id), lastId);
}
