import type { PollerFacts, Trouble } from "@/lib/domain/health";
import type { ReasonCode } from "@/lib/domain/reason";
import type { EpochMs } from "@/lib/domain/time";
import { type Effect, say } from "./effects";
import type { Failure, RoundResult } from "./failure";
import { followTroubles, sayTroubles } from "./troubles";

/** An instant on both clocks: `wall` for what people read, `monotonic` (ms) for spans. */
export interface Moment {
  wall: EpochMs;
  monotonic: number;
}

export interface SupervisionPolicy {
  intervalMs: number;
  /** A round that takes longer is abandoned and counts as a hard failure. */
  deadlineMs: number;
  maxConsecutiveFailures: number;
  enableAutoRecovery: boolean;
  /** Least time between two recoveries for causes outside of us, which a recovery hardly cures. */
  minRecoveryIntervalMs: number;
}

/** Everything that the supervision remembers. Health is a function of it, the policy and the time. */
export interface Supervision {
  isRunning: boolean;
  isRecovering: boolean;
  /** Rounds of an older generation are late and count for nothing. */
  generation: number;
  /** Failures since the last good round or recovery: what triggers the next recovery. */
  consecutiveFailures: number;
  /** Failures since the last good round: what health is judged by. A recovery does not excuse them. */
  failuresSinceGood: number;
  /** Good rounds since the last recovery; null when there was none or it is long over. */
  goodSinceRecovery: number | null;
  recoveryAttempts: number;
  lastRecovery: Moment | null;
  /** True after a recovery that failed, until the next one is tried. */
  mustRecover: boolean;
  started: Moment | null;
  /** When the running round of this generation began; null while none runs. */
  roundStarted: Moment | null;
  lastFinished: Moment | null;
  /** With self-healing disabled the watchdog complains once per silence. */
  hasToldSilence: boolean;
  /** What was wrong in the last round, each since it began; warnings are among them. */
  troubles: readonly Trouble[];
  /** Whether a failure since the last recovery was our own: such ones are mended sooner. */
  hasOwnCause: boolean;
  /** When recoveries failed, of late. */
  failedRecoveries: readonly Moment[];
}

export type SupervisionEvent =
  | { kind: "started" }
  | { kind: "stopped" }
  | { kind: "round_started"; generation: number }
  | { kind: "round_finished"; generation: number; result: RoundResult; warnings: readonly Failure[] }
  | { kind: "watchdog_ticked" }
  | { kind: "restart_wanted" }
  | { kind: "recovery_finished"; outcome: { ok: true } | { ok: false; why: string } };

export interface Supervised {
  state: Supervision;
  effects: Effect[];
}

export const INITIAL_SUPERVISION: Supervision = {
  isRunning: false,
  isRecovering: false,
  generation: 0,
  consecutiveFailures: 0,
  failuresSinceGood: 0,
  goodSinceRecovery: null,
  recoveryAttempts: 0,
  lastRecovery: null,
  mustRecover: false,
  started: null,
  roundStarted: null,
  lastFinished: null,
  hasToldSilence: false,
  troubles: [],
  hasOwnCause: false,
  failedRecoveries: [],
};

/** Good rounds after a recovery until it is forgotten. */
const PROBATION_ROUNDS = 2;
/** The deadline itself ends a round that never settles; the watchdog steps in when even that did not happen. */
const GRACE_MS = 1_000;
/** So many recoveries that failed within so long are enough. */
const GIVE_UP_AFTER = 3;
const GIVE_UP_WITHIN_MS = 15 * 60_000;
const OWN_CAUSES: readonly ReasonCode[] = ["poll_timeout", "poll_failed"];

/**
 * Decides what follows from one event. Pure: the shell carries the effects out, outside of the task that failed,
 * because a task that restarts its own scheduler from inside ends it for ever.
 */
export function supervise(
  state: Supervision,
  event: SupervisionEvent,
  at: Moment,
  policy: SupervisionPolicy,
): Supervised {
  switch (event.kind) {
    case "started":
      return { state: { ...state, isRunning: true, started: at }, effects: [sayStarted(policy)] };
    case "stopped":
      return { state: { ...state, isRunning: false, isRecovering: false }, effects: [] };
    case "round_started":
      return { state: event.generation === state.generation ? { ...state, roundStarted: at } : state, effects: [] };
    case "round_finished":
      return event.generation === state.generation ? finishRound(state, event, at, policy) : { state, effects: [] };
    case "watchdog_ticked":
      return watch(state, at, policy);
    case "restart_wanted":
      return mayRecover(state)
        ? beginRecovery(state, at, { reason: "A restart of the scheduler was asked for", level: "info", code: null })
        : { state, effects: [] };
    case "recovery_finished":
      return finishRecovery(state, event.outcome, at);
  }
}

function sayStarted(policy: SupervisionPolicy): Effect {
  const healing = policy.enableAutoRecovery ? "self-healing enabled" : "self-healing disabled";
  return say("info", `Poller started with interval of ${policy.intervalMs / 1000} seconds (${healing})`);
}

function finishRound(
  state: Supervision,
  { result, warnings }: { result: RoundResult; warnings: readonly Failure[] },
  at: Moment,
  policy: SupervisionPolicy,
): Supervised {
  const failures = result.kind === "good" ? [] : result.failures;
  const troubles = followTroubles(state.troubles, [...failures, ...warnings], at.wall);
  const told = sayTroubles(state.troubles, troubles, at.wall);
  const finished = { ...state, roundStarted: null, lastFinished: at, hasToldSilence: false, troubles };
  if (result.kind === "good") return { state: noteGood(finished), effects: told };
  const count = state.consecutiveFailures + 1;
  const failed: Supervision = {
    ...finished,
    consecutiveFailures: count,
    failuresSinceGood: state.failuresSinceGood + 1,
    goodSinceRecovery: state.goodSinceRecovery === null ? null : 0,
    hasOwnCause: state.hasOwnCause || failures.some(({ code }) => OWN_CAUSES.includes(code)),
  };
  const counted = `Poll completed with errors (${count}/${policy.maxConsecutiveFailures} consecutive failures)`;
  return andThen({ state: failed, effects: [...told, say("warn", counted)] }, (next) => recoverIfDue(next, at, policy));
}

function noteGood(state: Supervision): Supervision {
  const good = state.goodSinceRecovery === null ? null : state.goodSinceRecovery + 1;
  return {
    ...state,
    consecutiveFailures: 0,
    failuresSinceGood: 0,
    hasOwnCause: false,
    goodSinceRecovery: good !== null && good >= PROBATION_ROUNDS ? null : good,
  };
}

function recoverIfDue(state: Supervision, at: Moment, policy: SupervisionPolicy): Supervised {
  const isDue = policy.enableAutoRecovery && state.consecutiveFailures >= policy.maxConsecutiveFailures;
  if (!isDue || !mayRecover(state) || !isGapOver(state, at, policy)) return { state, effects: [] };
  const reason = `Maximum consecutive failures (${policy.maxConsecutiveFailures}) reached, attempting recovery`;
  return beginRecovery(state, at, { reason });
}

function mayRecover(state: Supervision): boolean {
  return state.isRunning && !state.isRecovering;
}

function isGapOver(state: Supervision, at: Moment, policy: SupervisionPolicy): boolean {
  const ownGapMs = policy.deadlineMs + policy.intervalMs;
  const gapMs = state.hasOwnCause ? Math.min(ownGapMs, policy.minRecoveryIntervalMs) : policy.minRecoveryIntervalMs;
  return state.lastRecovery === null || at.monotonic - state.lastRecovery.monotonic >= gapMs;
}

interface Cause {
  reason: string;
  level?: "info" | "error";
  code?: ReasonCode | null;
}

function beginRecovery(state: Supervision, at: Moment, cause: Cause): Supervised {
  const attempt = state.recoveryAttempts + 1;
  const next: Supervision = {
    ...state,
    isRecovering: true,
    mustRecover: false,
    roundStarted: null,
    generation: state.generation + 1,
    consecutiveFailures: 0,
    hasOwnCause: false,
    goodSinceRecovery: 0,
    recoveryAttempts: attempt,
    lastRecovery: at,
  };
  const effects: Effect[] = [
    say(cause.level ?? "error", cause.reason, {
      kind: "recovery",
      code: cause.code ?? state.troubles[0]?.code ?? null,
    }),
    say("warn", `Attempting scheduler recovery (attempt #${attempt})...`),
    { kind: "recover", generation: next.generation },
  ];
  return { state: next, effects };
}

/**
 * Independent of the scheduler: rounds that stop coming, for whatever cause, bring a new one. A round that is slow,
 * as over a large site on a busy machine, keeps its time: starting it over and over would never end it.
 */
function watch(state: Supervision, at: Moment, policy: SupervisionPolicy): Supervised {
  if (!mayRecover(state)) return { state, effects: [] };
  if (state.mustRecover) return beginRecovery(state, at, { reason: "The last recovery failed, trying again" });
  const silentMs = silenceOf([state.started, state.lastFinished, state.lastRecovery], at);
  const isAtWork = state.roundStarted !== null && silenceOf([state.roundStarted], at) <= policy.deadlineMs + GRACE_MS;
  if (isAtWork || silentMs <= 2 * policy.intervalMs) return recoverIfDue(state, at, policy);
  const reason = `No poll has finished for ${Math.round(silentMs / 1000)} seconds`;
  const code = "scheduler_silent";
  if (policy.enableAutoRecovery) return beginRecovery(state, at, { reason: `${reason}, forcing a restart`, code });
  if (state.hasToldSilence) return { state, effects: [] };
  const told = say("error", `${reason}; self-healing is disabled`, { kind: "failure", code });
  return { state: { ...state, hasToldSilence: true }, effects: [told] };
}

/** Milliseconds since the latest of some moments; 0 when there was none yet. */
function silenceOf(moments: readonly (Moment | null)[], at: Moment): number {
  const known = moments.filter((moment) => moment !== null).map((moment) => moment.monotonic);
  return known.length === 0 ? 0 : at.monotonic - Math.max(...known);
}

function finishRecovery(
  state: Supervision,
  outcome: { ok: true } | { ok: false; why: string },
  at: Moment,
): Supervised {
  if (outcome.ok) {
    const told = `Scheduler recovery successful (recovery attempt #${state.recoveryAttempts})`;
    const next: Supervision = { ...state, isRecovering: false, mustRecover: false };
    return { state: next, effects: [say("info", told, { kind: "over", code: null })] };
  }
  const isLate = ({ monotonic }: Moment) => at.monotonic - monotonic <= GIVE_UP_WITHIN_MS;
  const failedRecoveries = [...state.failedRecoveries.filter(isLate), at];
  const told = `Failed to recover scheduler: ${outcome.why}`;
  const effects: Effect[] = [say("error", told, { kind: "failure", code: "scheduler_stopped" })];
  if (failedRecoveries.length >= GIVE_UP_AFTER) effects.push({ kind: "give_up", why: outcome.why });
  return { state: { ...state, isRecovering: false, mustRecover: true, failedRecoveries }, effects };
}

function andThen(first: Supervised, next: (state: Supervision) => Supervised): Supervised {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

/** What health is judged by. Past recoveries never count: two good rounds after one, it is forgotten. */
export function describePoller(
  state: Supervision,
  at: Moment,
  policy: SupervisionPolicy,
): Omit<PollerFacts, "hangingReads" | "waitingBatches"> {
  return {
    isRunning: state.isRunning,
    intervalMs: policy.intervalMs,
    silentMs: silenceOf([state.started, state.lastFinished], at),
    lastFinishedAt: state.lastFinished?.wall ?? null,
    failuresSinceGood: state.failuresSinceGood,
    consecutiveFailures: state.consecutiveFailures,
    maxConsecutiveFailures: policy.maxConsecutiveFailures,
    recoveryAttempts: state.recoveryAttempts,
    lastRecoveryAt: state.lastRecovery?.wall ?? null,
    isOnProbation: state.goodSinceRecovery !== null,
    troubles: state.troubles,
  };
}
