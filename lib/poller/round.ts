import { type Judgement, judgeInSlices, NOTHING_JUDGED } from "@/lib/domain/component-state";
import type { IncidentRecord, PastProblem } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { History } from "@/lib/domain/object-history";
import type { IncidentRules, StateMapping } from "@/lib/domain/policy";
import type { Snapshot } from "@/lib/domain/snapshot";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Store } from "@/lib/store/store";
import { type Failure, judgeReading, resultOf } from "./failure";
import type { HistoryKeeper } from "./history-keeper";
import { createPatientReading } from "./patient-reading";
import { countObjects, type ObjectCounts, type PollSummary, saySummary, summarize } from "./poll-summary";
import type { RoundReport } from "./poller";
import type { SiteReader, SiteReading } from "./read-site";
import { BACKLOG, type Book, createSettling, EMPTY_BOOK, isFull, type Settled } from "./settle";
import { runInSlices, yieldToLoop } from "./slices";
import { takeWords } from "./take-words";

/** What a round hands over to be published. */
export interface RoundOutcome {
  /** The last complete reading; null when there never was one. */
  snapshot: Snapshot | null;
  /** The public states of the snapshot. */
  judgement: Judgement;
  /** What is open, and what ended within `HISTORY_MS`. */
  incidents: readonly IncidentRecord[];
  maintenances: readonly Maintenance[];
  /** What is known of the past. It grows in place. */
  history: History;
  /** False when nothing but `checkedAt` is new. */
  hasChanged: boolean;
  checkedAt: EpochMs;
  /** When the snapshot was read, by the present wall clock. */
  readAt: EpochMs;
}

export interface RoundDeps {
  site: SiteReader;
  store: Store;
  keeper: HistoryKeeper;
  mapping: StateMapping;
  rules: IncidentRules;
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
  book: Book;
}

const INITIAL_STATE: RoundState = {
  known: { snapshot: null, judgement: NOTHING_JUDGED, counts: { hosts: 0, services: 0 }, readAtMonotonic: 0 },
  book: EMPTY_BOOK,
};

/** Past outages that one round makes incidents of: the page need not wait for a year of them. */
const PAST_AT_A_TIME = 1000;

/**
 * Makes the round: read, remember, reconcile, commit, publish. Each step tolerates the failure of the others: without a
 * reading the last one is published again, to be judged by its age; without a store the live state still is, and
 * what was decided waits in order until it can be written.
 */
export function createRound(deps: RoundDeps): Round {
  const { clock, log, site, keeper } = deps;
  const readPatiently = createPatientReading(site, deps, clock);
  const { settle, load } = createSettling({ ...deps, isKnown: site.isKnown });
  let state = INITIAL_STATE;

  async function run(isCurrent: () => boolean): Promise<RoundReport<PollSummary>> {
    const reading = await readPatiently(state.known.snapshot, isCurrent);
    const at = clock.now();
    const known = await know(reading);
    const untrue = judgeReading(reading, known.snapshot, { at, readAt: readAtOf(known) }, deps.stalenessThresholdMs);
    const book = { ...state.book, isUnsettled: state.book.isUnsettled || reading.kind === "fresh" };
    const { snapshot, judgement } = known;
    const isTrue = untrue === null;
    await keeper.take({ snapshot, isTrue, at, readAt: readAtOf(known), isCurrent });
    const past = cutPast(keeper.past());
    const { history } = keeper;
    const settled = await settle(book, { snapshot, judgement, past, history, at, isTrue, isCurrent });
    const failures = [untrue, settled.failure].filter((failure) => failure !== null);
    const summary = summarize(at, known.counts, settled.decision?.incidents ?? null, failures);
    if (isCurrent()) {
      const isSettledAnew =
        settled.book.incidents !== book.incidents || settled.book.maintenances !== book.maintenances;
      const hasChanged = reading.kind === "fresh" || isSettledAnew;
      // What a person wrote while this round was at work is in the present state, not in the one it began with.
      const hasWords = state.book.incidents !== book.incidents;
      const incidents = hasWords ? takeWords(settled.book.incidents, state.book.incidents) : settled.book.incidents;
      state = { known, book: { ...settled.book, incidents, isUnsettled: settled.book.isUnsettled || hasWords } };
      if (settled.decision !== null) keeper.forgetPast(past.length);
      if (settled.failure === null && settled.book.waiting.length === 0) keeper.noteWritten();
      await yieldToLoop();
      await publish(known, { ...state.book, incidents: incidents ?? [] }, { hasChanged, checkedAt: at });
      tell(failures, settled, summary);
    } else {
      site.forget();
    }
    const warnings = [...site.warnings(), ...keeper.warnings(at), ...(isFull(state.book) ? [BACKLOG] : [])];
    const asOf = snapshot?.createdAt ?? null;
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
    { incidents, maintenances }: Pick<RoundOutcome, "incidents" | "maintenances">,
    news: Pick<RoundOutcome, "hasChanged" | "checkedAt">,
  ): Promise<void> {
    const { snapshot, judgement } = known;
    const told = { incidents, maintenances, history: keeper.history };
    await deps.publish({ snapshot, judgement, ...told, readAt: readAtOf(known), ...news });
  }

  function tell(failures: readonly Failure[], { decision }: Settled, summary: PollSummary): void {
    for (const line of [...(decision?.incidents.lines ?? []), ...(decision?.maintenances.lines ?? [])]) log.info(line);
    if (failures.length === 0) log.info(saySummary(summary));
  }

  return {
    run,
    async refresh() {
      const at = clock.now();
      const written = await load(at);
      // Only the words are taken over: a round may be at work, and what it decided is newer than what is written.
      const incidents = takeWords(state.book.incidents, written.incidents);
      state = { ...state, book: { ...state.book, incidents, isUnsettled: true } };
      const told = { maintenances: state.book.maintenances, incidents: incidents ?? written.incidents };
      await publish(state.known, told, { hasChanged: true, checkedAt: at });
    },
    waiting: () => state.book.waiting.length,
    watched: () => state.known.counts,
  };
}

/** As many of the past as one round takes, and what may belong to the last of them: they are in order of time. */
function cutPast(past: readonly PastProblem[]): PastProblem[] {
  let [count, until] = [0, Number.NEGATIVE_INFINITY];
  for (const { startedAt, endedAt } of past) {
    if (count >= PAST_AT_A_TIME && startedAt > until + HOUR_MS) break;
    until = Math.max(until, endedAt);
    count += 1;
  }
  return past.slice(0, count);
}
