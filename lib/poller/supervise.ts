/** What a finished round was: good, or a failure from outside (soft) or inside (hard). */
export type RoundResult =
  | { kind: "good" }
  | { kind: "soft"; code: string; message: string }
  | { kind: "hard"; code: string; message: string };

/** An instant on both clocks: `wall` for what people read, `monotonic` (ms) for spans. */
export interface Moment {
  wall: number;
  monotonic: number;
}

export interface SupervisionPolicy {
  intervalMs: number;
  /** A round that takes longer is abandoned and counts as a hard failure. */
  deadlineMs: number;
  maxConsecutiveFailures: number;
  enableAutoRecovery: boolean;
  /** Least time between two recoveries after failures. */
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
  lastFailure: { code: string; message: string; at: number } | null;
}

export type SupervisionEvent =
  | { kind: "started" }
  | { kind: "stopped" }
  | { kind: "round_started"; generation: number }
  | { kind: "round_finished"; generation: number; result: RoundResult }
  | { kind: "watchdog_ticked" }
  | { kind: "recovery_finished"; outcome: { ok: true } | { ok: false; why: string } };

export type Effect =
  | { kind: "log"; level: "info" | "warn" | "error"; message: string }
  /** Replace the scheduler: a new instance, this generation, an immediate round. Report `recovery_finished`. */
  | { kind: "recover"; generation: number };

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
  lastFailure: null,
};

/** Good rounds after a recovery until it is forgotten. */
const PROBATION_ROUNDS = 2;
/** The deadline itself ends a round that never settles; the watchdog steps in when even that did not happen. */
const GRACE_MS = 1_000;

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
      return event.generation === state.generation
        ? finishRound(state, event.result, at, policy)
        : { state, effects: [] };
    case "watchdog_ticked":
      return watch(state, at, policy);
    case "recovery_finished":
      return finishRecovery(state, event.outcome);
  }
}

function sayStarted(policy: SupervisionPolicy): Effect {
  const healing = policy.enableAutoRecovery ? "self-healing enabled" : "self-healing disabled";
  return say("info", `Poller started with interval of ${policy.intervalMs / 1000} seconds (${healing})`);
}

function finishRound(state: Supervision, result: RoundResult, at: Moment, policy: SupervisionPolicy): Supervised {
  const finished = { ...state, roundStarted: null, lastFinished: at, hasToldSilence: false };
  if (result.kind === "good") return { state: noteGood(finished), effects: [] };
  const failures = state.consecutiveFailures + 1;
  const failed: Supervision = {
    ...finished,
    consecutiveFailures: failures,
    failuresSinceGood: state.failuresSinceGood + 1,
    goodSinceRecovery: state.goodSinceRecovery === null ? null : 0,
    lastFailure: { code: result.code, message: result.message, at: at.wall },
  };
  const counted = `Poll completed with errors (${failures}/${policy.maxConsecutiveFailures} consecutive failures)`;
  return andThen({ state: failed, effects: [say("warn", counted)] }, (next) => recoverIfDue(next, at, policy));
}

function noteGood(state: Supervision): Supervision {
  const good = state.goodSinceRecovery === null ? null : state.goodSinceRecovery + 1;
  return {
    ...state,
    consecutiveFailures: 0,
    failuresSinceGood: 0,
    goodSinceRecovery: good !== null && good >= PROBATION_ROUNDS ? null : good,
  };
}

function recoverIfDue(state: Supervision, at: Moment, policy: SupervisionPolicy): Supervised {
  const isDue = policy.enableAutoRecovery && state.consecutiveFailures >= policy.maxConsecutiveFailures;
  if (!isDue || !mayRecover(state) || !isGapOver(state, at, policy)) return { state, effects: [] };
  const reason = `Maximum consecutive failures (${policy.maxConsecutiveFailures}) reached, attempting recovery`;
  return beginRecovery(state, at, reason);
}

function mayRecover(state: Supervision): boolean {
  return state.isRunning && !state.isRecovering;
}

function isGapOver(state: Supervision, at: Moment, policy: SupervisionPolicy): boolean {
  return state.lastRecovery === null || at.monotonic - state.lastRecovery.monotonic >= policy.minRecoveryIntervalMs;
}

function beginRecovery(state: Supervision, at: Moment, reason: string): Supervised {
  const attempt = state.recoveryAttempts + 1;
  const next: Supervision = {
    ...state,
    isRecovering: true,
    mustRecover: false,
    roundStarted: null,
    generation: state.generation + 1,
    consecutiveFailures: 0,
    goodSinceRecovery: 0,
    recoveryAttempts: attempt,
    lastRecovery: at,
  };
  const effects: Effect[] = [
    say("error", reason),
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
  if (state.mustRecover) return beginRecovery(state, at, "The last recovery failed, trying again");
  const silentMs = silenceOf([state.started, state.lastFinished, state.lastRecovery], at);
  const isAtWork = state.roundStarted !== null && silenceOf([state.roundStarted], at) <= policy.deadlineMs + GRACE_MS;
  if (isAtWork || silentMs <= 2 * policy.intervalMs) return recoverIfDue(state, at, policy);
  const reason = `No poll has finished for ${Math.round(silentMs / 1000)} seconds`;
  if (policy.enableAutoRecovery) return beginRecovery(state, at, `${reason}, forcing a restart`);
  if (state.hasToldSilence) return { state, effects: [] };
  const told = say("error", `${reason}; self-healing is disabled`);
  return { state: { ...state, hasToldSilence: true }, effects: [told] };
}

/** Milliseconds since the latest of some moments; 0 when there was none yet. */
function silenceOf(moments: readonly (Moment | null)[], at: Moment): number {
  const known = moments.filter((moment) => moment !== null).map((moment) => moment.monotonic);
  return known.length === 0 ? 0 : at.monotonic - Math.max(...known);
}

function finishRecovery(state: Supervision, outcome: { ok: true } | { ok: false; why: string }): Supervised {
  const next: Supervision = { ...state, isRecovering: false, mustRecover: !outcome.ok };
  const told = outcome.ok
    ? say("info", `Scheduler recovery successful (recovery attempt #${state.recoveryAttempts})`)
    : say("error", `Failed to recover scheduler: ${outcome.why}`);
  return { state: next, effects: [told] };
}

function say(level: "info" | "warn" | "error", message: string): Effect {
  return { kind: "log", level, message };
}

function andThen(first: Supervised, next: (state: Supervision) => Supervised): Supervised {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

export type PollerHealth = "healthy" | "degraded" | "critical";

/**
 * Health as a function of present facts. Past recoveries never count: two good rounds after one, it is forgotten.
 */
export function judgePollerHealth(state: Supervision, at: Moment, policy: SupervisionPolicy): PollerHealth {
  const isSilent = silenceOf([state.started, state.lastFinished], at) > 2 * policy.intervalMs;
  if (!state.isRunning || isSilent || state.failuresSinceGood >= policy.maxConsecutiveFailures) return "critical";
  return state.failuresSinceGood > 0 || state.goodSinceRecovery !== null ? "degraded" : "healthy";
}
