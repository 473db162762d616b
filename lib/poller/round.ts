import { type Judgement, judgeInSlices, NOTHING_JUDGED } from "@/lib/domain/component-state";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { StateMapping } from "@/lib/domain/policy";
import { type Changes, reconcile } from "@/lib/domain/reconcile";
import type { Snapshot } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Store } from "@/lib/store/store";
import { isEmptyBatch, makeBatch, sayChanges } from "./batch";
import { explainStoreError, type Failure, judgeReading, resultOf } from "./failure";
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
}

export interface RoundDeps {
  site: SiteReader;
  store: Store;
  mapping: StateMapping;
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
}

/** How far back ended incidents are published. */
export const HISTORY_MS = 8 * DAY_MS;
const PURGE_EVERY_MS = HOUR_MS;
const MAX_OPEN = 100_000;
const MAX_RECENT = 1000;

/** The last complete reading and what follows from it. */
interface Known {
  snapshot: Snapshot | null;
  judgement: Judgement;
  counts: ObjectCounts;
}

/** What is carried from round to round. Replaced as a whole, and only by a round that is still current. */
interface RoundState {
  known: Known;
  incidents: readonly IncidentRecord[] | null;
  /** Set while the store lags behind the snapshot. */
  isUnsettled: boolean;
  purgedAt: EpochMs | null;
}

const INITIAL_STATE: RoundState = {
  known: { snapshot: null, judgement: NOTHING_JUDGED, counts: { hosts: 0, services: 0 } },
  incidents: null,
  isUnsettled: true,
  purgedAt: null,
};

/**
 * Makes the round: read, reconcile, commit, publish. Each step tolerates the failure of the others: without a
 * reading the last one is published again, to be judged by its age; without a store the live state still is.
 */
export function createRound(deps: RoundDeps): Round {
  const { clock, log } = deps;
  let state = INITIAL_STATE;

  async function run(isCurrent: () => boolean): Promise<RoundReport<PollSummary>> {
    const reading = await deps.site.read(state.known.snapshot, isCurrent);
    const at = clock.now();
    const known = await know(reading);
    const untrue = judgeReading(reading, known.snapshot, at, deps.stalenessThresholdMs);
    const before: RoundState = { ...state, known, isUnsettled: state.isUnsettled || reading.kind === "fresh" };
    const settled = await settle(before, at, untrue === null, isCurrent);
    const failures = [untrue, settled.failure].filter((failure) => failure !== null);
    const summary = summarize(at, known.counts, settled.changes, failures);
    if (isCurrent()) {
      const hasChanged = reading.kind === "fresh" || state.isUnsettled;
      state = settled.state;
      await yieldToLoop();
      await deps.publish({ ...known, incidents: state.incidents ?? [], hasChanged, checkedAt: at });
      tell(failures, settled, summary);
    } else {
      deps.site.forget();
    }
    return { result: resultOf(failures), summary };
  }

  async function know(reading: SiteReading): Promise<Known> {
    if (reading.kind !== "fresh") return state.known;
    const { snapshot } = reading;
    const judgement = await runInSlices(judgeInSlices(snapshot, deps.mapping), clock.monotonic);
    return { snapshot, judgement, counts: countObjects(snapshot) };
  }

  /** Brings the store to what the snapshot says. Data that is not known to be true opens and closes nothing. */
  async function settle(
    before: RoundState,
    at: EpochMs,
    isTrue: boolean,
    isCurrent: () => boolean,
  ): Promise<{ state: RoundState; changes: Changes | null; failure: Failure | null }> {
    const next = { ...before };
    try {
      next.incidents ??= await loadIncidents(at);
      const { snapshot, judgement } = next.known;
      if (!isTrue || snapshot === null || !next.isUnsettled || !isCurrent()) {
        return { state: next, changes: null, failure: null };
      }
      await yieldToLoop();
      const changes = decide(next.incidents, snapshot, judgement);
      const isPurgeDue = next.purgedAt === null || at - next.purgedAt >= PURGE_EVERY_MS;
      const batch = makeBatch(changes, at, isPurgeDue ? at - deps.retentionMs : null);
      if (!isEmptyBatch(batch)) {
        await yieldToLoop();
        await deps.store.commit(batch);
        await yieldToLoop();
        next.incidents = await loadIncidents(at);
      }
      if (isPurgeDue) next.purgedAt = at;
      return { state: { ...next, isUnsettled: false }, changes, failure: null };
    } catch (error) {
      return { state: next, changes: null, failure: explainStoreError(error) };
    }
  }

  function decide(incidents: readonly IncidentRecord[], snapshot: Snapshot, judgement: Judgement): Changes {
    const open = incidents
      .filter(({ incident }) => incident.endedAt === null)
      .map(({ incident, nagiosComments }) => ({ incident, comments: nagiosComments }));
    const { mapping, site } = deps;
    const changes = reconcile({ open, snapshot, mapping, judgement, isKnown: site.isKnown });
    return deps.pullComments ? changes : dropComments(changes);
  }

  async function loadIncidents(at: EpochMs): Promise<IncidentRecord[]> {
    const active = await deps.store.listIncidents({ which: { kind: "active" }, limit: MAX_OPEN });
    await yieldToLoop();
    const recent = await deps.store.listIncidents({ which: { kind: "since", at: at - HISTORY_MS }, limit: MAX_RECENT });
    return [...active, ...recent.filter(({ incident }) => incident.endedAt !== null)];
  }

  function tell(
    failures: readonly Failure[],
    { changes, state: settled }: { changes: Changes | null; state: RoundState },
    summary: PollSummary,
  ): void {
    for (const failure of failures) log.warn(failure.message, { reason: failure.code });
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
      state = { ...state, incidents: await loadIncidents(at) };
      await deps.publish({ ...state.known, incidents: state.incidents ?? [], hasChanged: true, checkedAt: at });
    },
  };
}

function dropComments(changes: Changes): Changes {
  return { ...changes, opened: changes.opened.map((opened) => ({ ...opened, comments: [] })), comments: [] };
}
