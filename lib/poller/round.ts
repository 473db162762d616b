import { type Judgement, judgeInSlices, NOTHING_JUDGED } from "@/lib/domain/component-state";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { StateMapping } from "@/lib/domain/policy";
import { type Changes, reconcile } from "@/lib/domain/reconcile";
import type { Snapshot } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { RoundBatch, Store } from "@/lib/store/store";
import { applyBatch } from "./apply-batch";
import { countChanges, isEmptyBatch, makeBatch, sayChanges } from "./batch";
import { explainStoreError, type Failure, isContradiction, judgeReading, resultOf } from "./failure";
import { createPatientReading } from "./patient-reading";
import { countObjects, type ObjectCounts, type PollSummary, saySummary, summarize } from "./poll-summary";
import type { RoundReport } from "./poller";
import type { SiteReader, SiteReading } from "./read-site";
import { runInSlices, yieldToLoop } from "./slices";

/** What a round hands over to be published. */
export interface RoundOutcome {
  /** The last complete reading; null when there never was one. */
  snapshot: Snapshot | null;
  /** The public states of the snapshot. */
  judgement: Judgement;
  /** What is open, and what ended within `HISTORY_MS`. */
  incidents: readonly IncidentRecord[];
  /** False when nothing but `checkedAt` is new. */
  hasChanged: boolean;
  checkedAt: EpochMs;
  /** When the snapshot was read, by the present wall clock. */
  readAt: EpochMs;
}

export interface RoundDeps {
  site: SiteReader;
  store: Store;
  mapping: StateMapping;
  intervalMs: number;
  stalenessThresholdMs: number;
  retentionMs: number;
  pullComments: boolean;
  publish: (outcome: RoundOutcome) => Promise<void>;
  clock: Clock;
  log: Log;
}

export interface Round {
  run(isCurrent: () => boolean): Promise<RoundReport<PollSummary>>;
  /** Publishes again after a person wrote something. */
  refresh(): Promise<void>;
  /** Rounds whose changes wait for the store. */
  waiting(): number;
  /** The chosen objects at the last reading. */
  watched(): ObjectCounts;
}

/** How far back ended incidents are published. */
export const HISTORY_MS = 8 * DAY_MS;
const PURGE_EVERY_MS = HOUR_MS;
const MAX_OPEN = 100_000;
const MAX_RECENT = 1000;
/** More changes than these do not wait for the store: incidents then stay as they are until it works again. */
const MAX_WAITING = 20_000;

const BACKLOG: Failure = {
  kind: "hard",
  code: "db_backlog",
  message: `More than ${MAX_WAITING} changes wait for the database: incidents stay as they are until it works again`,
};

/** The last complete reading and what follows from it. */
interface Known {
  snapshot: Snapshot | null;
  judgement: Judgement;
  counts: ObjectCounts;
  /** When the snapshot was read, on the clock that does not jump. */
  readAtMonotonic: number;
}

/** What is carried from round to round. Replaced as a whole, and only by a round that is still current. */
interface RoundState {
  known: Known;
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

const INITIAL_STATE: RoundState = {
  known: { snapshot: null, judgement: NOTHING_JUDGED, counts: { hosts: 0, services: 0 }, readAtMonotonic: 0 },
  incidents: null,
  lastId: 0,
  waiting: [],
  isUnsettled: true,
  purgedAt: null,
  restoredAt: null,
  readApart: 0,
};

/**
 * Makes the round: read, reconcile, commit, publish. Each step tolerates the failure of the others: without a
 * reading the last one is published again, to be judged by its age; without a store the live state still is, and
 * what was decided waits in order until it can be written.
 */
export function createRound(deps: RoundDeps): Round {
  const { clock, log, site, store } = deps;
  const readPatiently = createPatientReading(site, deps, clock);
  const clocksApart = clock.now() - clock.monotonic();
  let state = INITIAL_STATE;

  async function run(isCurrent: () => boolean): Promise<RoundReport<PollSummary>> {
    const reading = await readPatiently(state.known.snapshot, isCurrent);
    const at = clock.now();
    const known = await know(reading);
    const untrue = judgeReading(reading, known.snapshot, { at, readAt: readAtOf(known) }, deps.stalenessThresholdMs);
    const before: RoundState = { ...state, known, isUnsettled: state.isUnsettled || reading.kind === "fresh" };
    const settled = await settle(before, at, untrue === null, isCurrent);
    const failures = [untrue, settled.failure].filter((failure) => failure !== null);
    const summary = summarize(at, known.counts, settled.changes, failures);
    if (isCurrent()) {
      const hasChanged = reading.kind === "fresh" || settled.hasChanged;
      // What a person wrote while this round was at work is in the present state, not in the one it began with.
      const incidents = takeWords(settled.state.incidents, state.incidents);
      state = { ...settled.state, incidents };
      await yieldToLoop();
      await publish(known, incidents ?? [], { hasChanged, checkedAt: at });
      tell(failures, settled, summary);
    } else {
      site.forget();
    }
    const asOf = known.snapshot?.createdAt ?? null;
    const warnings = [...site.warnings(), ...(isFull(state.waiting) ? [BACKLOG] : [])];
    return { result: resultOf(failures), warnings, bytes: site.bytes(), asOf, summary };
  }

  async function know(reading: SiteReading): Promise<Known> {
    if (reading.kind !== "fresh") return state.known;
    const { snapshot } = reading;
    const judgement = await runInSlices(judgeInSlices(snapshot, deps.mapping), clock.monotonic);
    const isSame = snapshot.createdAt === state.known.snapshot?.createdAt;
    const readAtMonotonic = isSame ? state.known.readAtMonotonic : clock.monotonic();
    return { snapshot, judgement, counts: countObjects(snapshot), readAtMonotonic };
  }

  function readAtOf({ readAtMonotonic }: Known): EpochMs {
    return clock.now() - (clock.monotonic() - readAtMonotonic);
  }

  async function publish(
    known: Known,
    incidents: readonly IncidentRecord[],
    news: Pick<RoundOutcome, "hasChanged" | "checkedAt">,
  ): Promise<void> {
    const { snapshot, judgement } = known;
    await deps.publish({ snapshot, judgement, incidents, readAt: readAtOf(known), ...news });
  }

  interface Settled {
    state: RoundState;
    changes: Changes | null;
    /** Whether the incidents are others than before. */
    hasChanged: boolean;
    failure: Failure | null;
  }

  /** Brings the incidents to what the snapshot says. Data that is not known to be true opens and closes nothing. */
  async function settle(before: RoundState, at: EpochMs, isTrue: boolean, isCurrent: () => boolean): Promise<Settled> {
    const loaded = await loadWhereNeeded(before, at);
    const decided = isTrue && isCurrent() ? await decide(loaded.state, at) : { state: loaded.state, changes: null };
    const written =
      loaded.failure === null ? await write(decided.state, isCurrent) : { ...loaded, state: decided.state };
    const hasChanged = before.incidents !== written.state.incidents;
    return { ...written, changes: decided.changes, hasChanged };
  }

  /** Reads the incidents when they are not known, or when the store is not the one that they were read from. */
  async function loadWhereNeeded(
    before: RoundState,
    at: EpochMs,
  ): Promise<{ state: RoundState; failure: Failure | null }> {
    try {
      await store.ping();
      const restoredAt = store.facts().restored?.at ?? null;
      const isOther = before.incidents !== null && restoredAt !== before.restoredAt;
      const readApart = at - clock.monotonic();
      const hasJumped = Math.abs(readApart - before.readApart) > HOUR_MS;
      if (before.incidents !== null && !isOther && !hasJumped) return { state: before, failure: null };
      const [written, lastId] = [await loadIncidents(at), await store.lastIncidentId()];
      // What waits goes on to wait: a store that was put back lacks nothing, or contradicts it, and then all is decided anew.
      const incidents = before.waiting.reduce<readonly IncidentRecord[]>(applyBatch, written);
      const rest = { lastId: Math.max(lastId, before.lastId), restoredAt, readApart };
      return { state: { ...before, ...rest, incidents, isUnsettled: true }, failure: null };
    } catch (error) {
      return { state: before, failure: explainStoreError(error) };
    }
  }

  async function decide(before: RoundState, at: EpochMs): Promise<{ state: RoundState; changes: Changes | null }> {
    const { incidents, waiting } = before;
    const { snapshot, judgement } = before.known;
    const isPurgeDue = hasSteadyClock(at) && (before.purgedAt === null || at - before.purgedAt >= PURGE_EVERY_MS);
    if (incidents === null || snapshot === null || isFull(waiting)) return { state: before, changes: null };
    if (!before.isUnsettled && !isPurgeDue) return { state: before, changes: null };
    await yieldToLoop();
    const changes = compare(incidents, snapshot, judgement);
    const purgeEndedBefore = isPurgeDue ? at - deps.retentionMs : null;
    const batch = makeBatch(changes, { at, lastId: before.lastId, purgeEndedBefore });
    const decided = { ...before, isUnsettled: false, purgedAt: isPurgeDue ? at : before.purgedAt };
    if (isEmptyBatch(batch)) return { state: decided, changes };
    const isPurgeOnly = countChanges(batch) === 0;
    const next = isPurgeOnly ? incidents : applyBatch(incidents, batch).filter(isRecent(at));
    const lastId = before.lastId + batch.opened.length;
    return { state: { ...decided, incidents: next, lastId, waiting: [...waiting, batch] }, changes };
  }

  /** A clock that jumped must not make a month's history look old: nothing is deleted then. */
  function hasSteadyClock(at: EpochMs): boolean {
    return Math.abs(at - clock.monotonic() - clocksApart) < HOUR_MS;
  }

  /** Writes what waits, in order, until the store refuses. */
  async function write(
    before: RoundState,
    isCurrent: () => boolean,
  ): Promise<{ state: RoundState; failure: Failure | null }> {
    let state = before;
    try {
      for (const batch of before.waiting) {
        if (!isCurrent()) break;
        await store.commit(batch);
        state = { ...state, waiting: state.waiting.slice(1) };
        await yieldToLoop();
      }
      return { state, failure: null };
    } catch (error) {
      const failure = explainStoreError(error);
      if (!isContradiction(error)) return { state, failure };
      return { state: { ...state, incidents: null, waiting: [], isUnsettled: true }, failure };
    }
  }

  function compare(incidents: readonly IncidentRecord[], snapshot: Snapshot, judgement: Judgement): Changes {
    const open = incidents
      .filter(({ incident }) => incident.endedAt === null)
      .map(({ incident, nagiosComments }) => ({ incident, comments: nagiosComments }));
    const changes = reconcile({ open, snapshot, mapping: deps.mapping, judgement, isKnown: site.isKnown });
    return deps.pullComments ? changes : dropComments(changes);
  }

  async function loadIncidents(at: EpochMs): Promise<IncidentRecord[]> {
    const active = await store.listIncidents({ which: { kind: "active" }, limit: MAX_OPEN });
    await yieldToLoop();
    const recent = await store.listIncidents({ which: { kind: "since", at: at - HISTORY_MS }, limit: MAX_RECENT });
    return [...active, ...recent.filter(({ incident }) => incident.endedAt !== null)];
  }

  function tell(
    failures: readonly Failure[],
    { changes, state: settled }: { changes: Changes | null; state: RoundState },
    summary: PollSummary,
  ): void {
    if (changes !== null) {
      const keys = new Map(settled.incidents?.map(({ incident }) => [incident.id, incident.key]));
      for (const line of sayChanges(changes, (id) => keys.get(id) ?? "an object")) log.info(line);
    }
    if (failures.length === 0) log.info(saySummary(summary));
  }

  return {
    run,
    async refresh() {
      const at = clock.now();
      const written = await loadIncidents(at);
      // Only the words are taken over: a round may be at work, and what it decided is newer than what is written.
      state = { ...state, incidents: takeWords(state.incidents, written) };
      await publish(state.known, state.incidents ?? written, { hasChanged: true, checkedAt: at });
    },
    waiting: () => state.waiting.length,
    watched: () => state.known.counts,
  };
}

/** The same incidents with what people wrote about them meanwhile: their words are never taken back. */
function takeWords(
  records: readonly IncidentRecord[] | null,
  from: readonly IncidentRecord[] | null,
): readonly IncidentRecord[] | null {
  if (records === null || from === null || from === records) return records;
  const newer = new Map(from.map((record) => [record.incident.id, record]));
  return records.map((record): IncidentRecord => {
    const other = newer.get(record.incident.id);
    if (other === undefined || other.updates.length < record.updates.length) return record;
    const reviewUrl = other.incident.reviewUrl ?? record.incident.reviewUrl;
    return { ...record, updates: other.updates, incident: { ...record.incident, reviewUrl } };
  });
}

function isFull(waiting: readonly RoundBatch[]): boolean {
  return waiting.reduce((sum, batch) => sum + countChanges(batch), 0) > MAX_WAITING;
}

/** Tells what lasts or ended within `HISTORY_MS`. */
function isRecent(at: EpochMs): (record: IncidentRecord) => boolean {
  return ({ incident }) => incident.endedAt === null || incident.endedAt >= at - HISTORY_MS;
}

function dropComments(changes: Changes): Changes {
  return { ...changes, opened: changes.opened.map((opened) => ({ ...opened, comments: [] })), comments: [] };
}
