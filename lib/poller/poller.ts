import type { PollerFacts } from "@/lib/domain/health";
import type { OperationEvent, PollSample } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import type { Clock, Timer } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Effect } from "./effects";
import type { Failure, RoundResult } from "./failure";
import { type Scheduler, type SchedulerTask, startScheduler } from "./scheduler";
import {
  describePoller,
  INITIAL_SUPERVISION,
  type Moment,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPolicy,
  supervise,
} from "./supervise";

/** What one round answers: how it counts for self-healing, and what the caller of "poll now" is told. */
export interface RoundReport<Summary> {
  result: RoundResult;
  /** What is not well although the round counts as good. */
  warnings: readonly Failure[];
  /** Size of the status file, and the instant that Nagios' data is from. */
  bytes: number | null;
  asOf: EpochMs | null;
  summary: Summary;
}

/** The report of a round that came to no end of its own. */
type BrokenReport = Omit<RoundReport<null>, "result"> & { result: Exclude<RoundResult, { kind: "good" }> };

export interface PollerDeps<Summary> {
  /** One round. Must look at `isCurrent()` before it changes anything: late results are dropped. */
  runRound: (isCurrent: () => boolean) => Promise<RoundReport<Summary>>;
  policy: SupervisionPolicy;
  clock: Clock;
  log: Log;
  /** Hears what belongs into the operator's record. */
  onEvent: (event: OperationEvent) => void;
  /** Hears how each poll went. */
  onPoll: (sample: PollSample) => void;
  /** Recoveries go on failing: whoever owns the process may end it. */
  onGiveUp: (why: string) => void;
  /** What only the round knows of. */
  gauges: () => Pick<PollerFacts, "hangingReads" | "waitingBatches">;
  startScheduler?: (task: SchedulerTask) => Scheduler;
}

export interface Poller<Summary> {
  start(): void;
  stop(): void;
  /** Runs a round now, or joins the one that is running. Its result counts like any other. */
  pollNow(): Promise<RoundReport<Summary> | BrokenReport>;
  /** Replaces the scheduler, as a recovery does. False while one is under way or the poller is stopped. */
  restart(): boolean;
  supervision(): Supervision;
  facts(): PollerFacts;
}

/** The watchdog looks this many times per interval, at most each second. */
const WATCHDOG_LOOKS = 4;

/**
 * The thin shell around `supervise`: it owns the scheduler, the watchdog's timer and the one running round.
 * Recovery is carried out here, on a later turn of the loop than the round that asked for it.
 */
export function createPoller<Summary>(deps: PollerDeps<Summary>): Poller<Summary> {
  const { clock, log, policy } = deps;
  const makeScheduler = deps.startScheduler ?? startScheduler;
  let state = INITIAL_SUPERVISION;
  let scheduler: Scheduler | null = null;
  let watchdog: Timer | null = null;
  let running: { generation: number; report: ReturnType<Poller<Summary>["pollNow"]> } | null = null;

  const now = (): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() });

  function dispatch(event: SupervisionEvent): void {
    const decided = supervise(state, event, now(), policy);
    state = decided.state;
    for (const effect of decided.effects) carryOut(effect);
  }

  function carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "log":
        log[effect.level](effect.message, effect.event?.code == null ? undefined : { reason: effect.event.code });
        if (effect.event !== undefined) {
          const event = { at: clock.now(), part: "poll", ...effect.event, message: effect.message } as const;
          tell(() => deps.onEvent(event));
        }
        return;
      case "recover":
        clock.after(0, () => recover(effect.generation));
        return;
      case "give_up":
        tell(() => deps.onGiveUp(effect.why));
    }
  }

  /** Whoever listens must not be able to keep a round from being counted, or a recovery from being carried out. */
  function tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      log.error("Whoever hears of polls has failed", { error: messageOf(error) });
    }
  }

  function recover(generation: number): void {
    if (!state.isRunning || generation !== state.generation) return;
    try {
      replaceScheduler();
      dispatch({ kind: "recovery_finished", outcome: { ok: true } });
    } catch (error) {
      dispatch({ kind: "recovery_finished", outcome: { ok: false, why: messageOf(error) } });
    }
  }

  function replaceScheduler(): void {
    scheduler?.stop();
    scheduler = null;
    log.info("Stopped existing scheduler");
    scheduler = makeScheduler({ intervalMs: policy.intervalMs, run: runScheduled });
    log.info("Created new scheduler instance");
  }

  async function runScheduled(): Promise<void> {
    await pollNow();
  }

  function pollNow(): ReturnType<Poller<Summary>["pollNow"]> {
    const { generation } = state;
    if (running?.generation === generation) return running.report;
    dispatch({ kind: "round_started", generation });
    const startedAt = clock.monotonic();
    const report = runGuarded(generation).then((finished) => {
      if (running?.generation === generation) running = null;
      const sample = sampleOf(finished, clock.now(), clock.monotonic() - startedAt);
      tell(() => deps.onPoll(sample));
      dispatch({ kind: "round_finished", generation, ...finished });
      return finished;
    });
    running = { generation, report };
    return report;
  }

  async function runGuarded(generation: number): ReturnType<Poller<Summary>["pollNow"]> {
    const isStillWanted = { yes: true };
    const isCurrent = () => isStillWanted.yes && state.isRunning && generation === state.generation;
    try {
      return await withDeadline(deps.runRound(isCurrent), policy.deadlineMs, clock);
    } catch (error) {
      const code = error instanceof DeadlineError ? "poll_timeout" : "poll_failed";
      const failure: Failure = { kind: "hard", code, message: `Poll failed: ${messageOf(error)}` };
      return { ...NOTHING_REPORTED, result: { kind: "hard", failures: [failure] } };
    } finally {
      isStillWanted.yes = false;
    }
  }

  return {
    start() {
      if (state.isRunning) return;
      dispatch({ kind: "started" });
      const lookMs = Math.min(1000, policy.intervalMs / WATCHDOG_LOOKS);
      watchdog = clock.every(lookMs, () => dispatch({ kind: "watchdog_ticked" }));
      scheduler = makeScheduler({ intervalMs: policy.intervalMs, run: runScheduled });
    },
    stop() {
      watchdog?.cancel();
      watchdog = null;
      scheduler?.stop();
      scheduler = null;
      dispatch({ kind: "stopped" });
    },
    pollNow,
    restart() {
      const { recoveryAttempts } = state;
      dispatch({ kind: "restart_wanted" });
      return state.recoveryAttempts > recoveryAttempts;
    },
    supervision: () => state,
    facts: () => ({ ...describePoller(state, now(), policy), ...deps.gauges() }),
  };
}

const NOTHING_REPORTED = { warnings: [], bytes: null, asOf: null, summary: null };

function sampleOf(report: Omit<RoundReport<unknown>, "summary">, at: EpochMs, durationMs: number): PollSample {
  const { result, bytes, asOf } = report;
  return { at, durationMs, bytes, result: result.kind, dataAgeMs: asOf === null ? null : Math.max(0, at - asOf) };
}

class DeadlineError extends Error {}

/** Rejects after the deadline; the work itself cannot be stopped, only be left behind. */
async function withDeadline<T>(work: Promise<T>, deadlineMs: number, clock: Clock): Promise<T> {
  let timer: Timer | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const message = `the round took longer than ${deadlineMs / 1000} seconds and was abandoned`;
    timer = clock.after(deadlineMs, () => reject(new DeadlineError(message)));
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    timer?.cancel();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
