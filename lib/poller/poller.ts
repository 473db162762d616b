import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { type Scheduler, type SchedulerTask, startScheduler } from "./scheduler";
import {
  type Effect,
  INITIAL_SUPERVISION,
  judgePollerHealth,
  type Moment,
  type PollerHealth,
  type RoundResult,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPolicy,
  supervise,
} from "./supervise";

/** What one round answers: how it counts for self-healing, and what the caller of "poll now" is told. */
export interface RoundReport<Summary> {
  result: RoundResult;
  summary: Summary;
}

export interface PollerDeps<Summary> {
  /** One round. Must look at `isCurrent()` before it changes anything: late results are dropped. */
  runRound: (isCurrent: () => boolean) => Promise<RoundReport<Summary>>;
  policy: SupervisionPolicy;
  clock: Clock;
  log: Log;
  /** Told after every event, so that what is derived from it can be published. */
  onChange?: (state: Supervision) => void;
  startScheduler?: (task: SchedulerTask) => Scheduler;
}

export interface Poller<Summary> {
  start(): void;
  stop(): void;
  /** Runs a round now, or joins the one that is running. Its result counts like any other. */
  pollNow(): Promise<RoundReport<Summary> | { result: Extract<RoundResult, { kind: "hard" }>; summary: null }>;
  supervision(): Supervision;
  health(): PollerHealth;
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
  let watchdog: NodeJS.Timeout | null = null;
  let running: { generation: number; report: ReturnType<Poller<Summary>["pollNow"]> } | null = null;

  const now = (): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() });

  function dispatch(event: SupervisionEvent): void {
    const decided = supervise(state, event, now(), policy);
    state = decided.state;
    for (const effect of decided.effects) carryOut(effect);
    deps.onChange?.(state);
  }

  function carryOut(effect: Effect): void {
    if (effect.kind === "log") log[effect.level](effect.message);
    else setImmediate(() => recover(effect.generation));
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
    const report = runGuarded(generation).then((finished) => {
      if (running?.generation === generation) running = null;
      dispatch({ kind: "round_finished", generation, result: finished.result });
      return finished;
    });
    running = { generation, report };
    return report;
  }

  async function runGuarded(generation: number): ReturnType<Poller<Summary>["pollNow"]> {
    const isStillWanted = { yes: true };
    const isCurrent = () => isStillWanted.yes && state.isRunning && generation === state.generation;
    try {
      return await withDeadline(deps.runRound(isCurrent), policy.deadlineMs);
    } catch (error) {
      const code = error instanceof DeadlineError ? "poll_timeout" : "poll_failed";
      const message = messageOf(error);
      log.error(`Poll failed: ${message}`);
      return { result: { kind: "hard", code, message }, summary: null };
    } finally {
      isStillWanted.yes = false;
    }
  }

  return {
    start() {
      if (state.isRunning) return;
      dispatch({ kind: "started" });
      const lookMs = Math.min(1000, policy.intervalMs / WATCHDOG_LOOKS);
      watchdog = setInterval(() => dispatch({ kind: "watchdog_ticked" }), lookMs);
      watchdog.unref();
      scheduler = makeScheduler({ intervalMs: policy.intervalMs, run: runScheduled });
    },
    stop() {
      if (watchdog !== null) clearInterval(watchdog);
      watchdog = null;
      scheduler?.stop();
      scheduler = null;
      dispatch({ kind: "stopped" });
    },
    pollNow,
    supervision: () => state,
    health: () => judgePollerHealth(state, now(), policy),
  };
}

class DeadlineError extends Error {}

/** Rejects after the deadline; the work itself cannot be stopped, only be left behind. */
async function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const message = `the round took longer than ${deadlineMs / 1000} seconds and was abandoned`;
    timer = setTimeout(() => reject(new DeadlineError(message)), deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
