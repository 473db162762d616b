import { judgeAge } from "@/lib/domain/data-age";
import type { IncidentRecord } from "@/lib/domain/incident";
import type { StateMapping } from "@/lib/domain/policy";
import { type Changes, reconcile } from "@/lib/domain/reconcile";
import type { Snapshot } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Store } from "@/lib/store/store";
import { isEmptyBatch, makeBatch, sayChanges } from "./batch";
import type { RoundReport } from "./poller";
import type { SiteReader, SiteReading } from "./read-site";
import type { RoundResult } from "./supervise";

/** What a round hands over to be published. */
export interface RoundOutcome {
  /** The last complete reading; null when there never was one. */
  snapshot: Snapshot | null;
  /** What is open, and what ended within `HISTORY_MS`. */
  incidents: readonly IncidentRecord[];
  /** False when nothing but `checkedAt` is new. */
  hasChanged: boolean;
  checkedAt: EpochMs;
}

/** What "poll now" answers, in the predecessor's words. */
export interface PollSummary {
  timestamp: EpochMs;
  hostsProcessed: number;
  servicesProcessed: number;
  incidentsCreated: number;
  incidentsUpdated: number;
  incidentsClosed: number;
  commentsProcessed: number;
  errors: string[];
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

/** What is carried from round to round. Replaced as a whole, and only by a round that is still current. */
interface RoundState {
  snapshot: Snapshot | null;
  incidents: readonly IncidentRecord[] | null;
  /** Set while the store lags behind the snapshot. */
  isUnsettled: boolean;
  purgedAt: EpochMs | null;
}

/**
 * Makes the round: read, reconcile, commit, publish. Each step tolerates the failure of the others: without a
 * reading the last one is published again, to be judged by its age; without a store the live state still is.
 */
export function createRound(deps: RoundDeps): Round {
  const { clock, log } = deps;
  let state: RoundState = { snapshot: null, incidents: null, isUnsettled: true, purgedAt: null };

  async function run(isCurrent: () => boolean): Promise<RoundReport<PollSummary>> {
    const reading = await deps.site.read(state.snapshot, isCurrent);
    const at = clock.now();
    if (!isCurrent()) return report(at, null, null, []);
    const snapshot = reading.kind === "fresh" ? reading.snapshot : state.snapshot;
    const failures = judgeReading(reading, snapshot, at, deps.stalenessThresholdMs);
    const settled = await settle(reading, snapshot, at, failures.length === 0, isCurrent);
    if (settled.failure !== null) failures.push(settled.failure);
    if (!isCurrent()) {
      deps.site.forget();
      return report(at, null, null, failures);
    }
    const hasChanged = reading.kind === "fresh" || settled.changes !== null || state.isUnsettled;
    state = settled.state;
    await deps.publish({ snapshot, incidents: state.incidents ?? [], hasChanged, checkedAt: at });
    tell(failures, settled.changes, snapshot);
    return report(at, snapshot, settled.changes, failures);
  }

  /** Brings the store to what the snapshot says. Data that is not known to be true opens and closes nothing. */
  async function settle(
    reading: SiteReading,
    snapshot: Snapshot | null,
    at: EpochMs,
    isTrue: boolean,
    isCurrent: () => boolean,
  ): Promise<{ state: RoundState; changes: Changes | null; failure: Failure | null }> {
    const next: RoundState = { ...state, snapshot, isUnsettled: state.isUnsettled || reading.kind === "fresh" };
    try {
      next.incidents ??= await loadIncidents(at);
      if (!isTrue || snapshot === null || !next.isUnsettled || !isCurrent())
        return { state: next, changes: null, failure: null };
      const changes = decide(next.incidents, snapshot);
      const isPurgeDue = next.purgedAt === null || at - next.purgedAt >= PURGE_EVERY_MS;
      const batch = makeBatch(changes, at, isPurgeDue ? at - deps.retentionMs : null);
      if (!isEmptyBatch(batch)) {
        await deps.store.commit(batch);
        next.incidents = await loadIncidents(at);
      }
      return {
        state: { ...next, isUnsettled: false, purgedAt: isPurgeDue ? at : next.purgedAt },
        changes,
        failure: null,
      };
    } catch (error) {
      return { state: { ...next, isUnsettled: true }, changes: null, failure: explainStoreError(error) };
    }
  }

  function decide(incidents: readonly IncidentRecord[], snapshot: Snapshot): Changes {
    const open = incidents
      .filter(({ incident }) => incident.endedAt === null)
      .map(({ incident, nagiosComments }) => ({ incident, comments: nagiosComments }));
    const changes = reconcile({ open, snapshot, mapping: deps.mapping, isKnown: deps.site.isKnown });
    return deps.pullComments ? changes : dropComments(changes);
  }

  async function loadIncidents(at: EpochMs): Promise<IncidentRecord[]> {
    const active = await deps.store.listIncidents({ which: { kind: "active" }, limit: MAX_OPEN });
    const recent = await deps.store.listIncidents({ which: { kind: "since", at: at - HISTORY_MS }, limit: MAX_RECENT });
    return [...active, ...recent.filter(({ incident }) => incident.endedAt !== null)];
  }

  function tell(failures: readonly Failure[], changes: Changes | null, snapshot: Snapshot | null): void {
    for (const failure of failures) log.warn(failure.message, { reason: failure.code });
    if (changes === null && failures.length > 0) return;
    if (changes !== null) {
      const names = new Map(state.incidents?.map(({ incident }) => [incident.id, incident.key]));
      for (const line of sayChanges(changes, (id) => names.get(id) ?? "an object")) log.info(line);
    }
    const { hosts, services } = countObjects(snapshot);
    const counts = `${changes?.opened.length ?? 0} incidents created, ${changes?.updated.length ?? 0} updated, ${changes?.closed.length ?? 0} closed`;
    log.info(`Poll complete: ${hosts} hosts, ${services} services, ${counts}`);
  }

  return {
    run,
    async refresh() {
      const at = clock.now();
      state = { ...state, incidents: await loadIncidents(at) };
      await deps.publish({
        snapshot: state.snapshot,
        incidents: state.incidents ?? [],
        hasChanged: true,
        checkedAt: at,
      });
    },
  };
}

interface Failure {
  kind: "soft" | "hard";
  code: string;
  message: string;
}

function judgeReading(reading: SiteReading, snapshot: Snapshot | null, at: EpochMs, thresholdMs: number): Failure[] {
  if (reading.kind === "unavailable") return [soft(reading.code, reading.message)];
  if (snapshot === null) return [];
  const age = judgeAge(snapshot.createdAt, at, thresholdMs);
  switch (age.kind) {
    case "current":
      return [];
    case "stale":
      return [soft("source_stale", `status.dat data is stale (${Math.floor(age.ageMs / 1000)} seconds old)`)];
    case "ahead": {
      const seconds = Math.floor(age.aheadMs / 1000);
      return [soft("clock_skew", `status.dat is from the future (${seconds} seconds): compare the clocks`)];
    }
  }
}

function soft(code: string, message: string): Failure {
  return { kind: "soft", code, message };
}

function explainStoreError(error: unknown): Failure {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "db_failed";
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "hard", code, message: `The database could not be written: ${message}` };
}

function dropComments(changes: Changes): Changes {
  return { ...changes, opened: changes.opened.map((opened) => ({ ...opened, comments: [] })), comments: [] };
}

function countObjects(snapshot: Snapshot | null): { hosts: number; services: number } {
  let hosts = 0;
  for (const object of snapshot?.objects.values() ?? []) if (object.kind === "host") hosts += 1;
  return { hosts, services: (snapshot?.objects.size ?? 0) - hosts };
}

function report(
  at: EpochMs,
  snapshot: Snapshot | null,
  changes: Changes | null,
  failures: readonly Failure[],
): RoundReport<PollSummary> {
  const { hosts, services } = countObjects(snapshot);
  const opened = changes?.opened ?? [];
  const comments = opened.reduce((sum, { comments: own }) => sum + own.length, changes?.comments.length ?? 0);
  return {
    result: resultOf(failures),
    summary: {
      timestamp: at,
      hostsProcessed: hosts,
      servicesProcessed: services,
      incidentsCreated: opened.length,
      incidentsUpdated: changes?.updated.length ?? 0,
      incidentsClosed: changes?.closed.length ?? 0,
      commentsProcessed: comments,
      errors: failures.map((failure) => failure.message),
    },
  };
}

function resultOf(failures: readonly Failure[]): RoundResult {
  const worst = failures.find((failure) => failure.kind === "hard") ?? failures[0];
  return worst ?? { kind: "good" };
}
