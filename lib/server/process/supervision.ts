import { MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { EXIT } from "@/lib/server/exit-codes";
import { explainExit } from "./explain-exit";
import type { RestartNote } from "./restart-note";

/**
 * `waiting`: no server, the next start is due later. `starting`: it is not ready yet. `serving`: it answers.
 * `killed`: its end is certain and awaited. `stopping`: we were asked to end.
 */
type Phase = "waiting" | "starting" | "serving" | "killed" | "stopping" | "ended";

/** What the supervisor knows. Instants here are of a clock that does not jump. */
export interface Supervision {
  phase: Phase;
  phaseSince: number;
  /** The last sign of life. */
  heardAt: number;
  tickedAt: number;
  /** Failures since the last good life: they make the pause before a start. */
  failures: number;
  /** Starts after the first. */
  restarts: number;
  /** Whether the stand-in answers. */
  standsIn: boolean;
  /** Why the server is being killed. */
  killedFor: string | null;
}

export type SupervisionEvent =
  /** `standsIn`: the door is open already. */
  | { kind: "begun"; standsIn: boolean }
  | { kind: "spawnDue" }
  | { kind: "ready" }
  | { kind: "beat" }
  | { kind: "draining" }
  | { kind: "ticked" }
  | { kind: "stopAsked" }
  /** `wallAt`: epoch milliseconds. `chance`: from 0 to 1, spreads the starts of many machines. */
  | { kind: "exited"; code: number | null; signal: string | null; wallAt: number; chance: number };

export type Effect =
  | { kind: "spawn" }
  | { kind: "spawnAfter"; delayMs: number; note: RestartNote }
  | { kind: "signal"; signal: "SIGTERM" | "SIGKILL" }
  | { kind: "standIn" }
  /** The server gets the socket; the stand-in ends when it has it. */
  | { kind: "handOver" }
  | { kind: "exit"; code: number }
  | { kind: "say"; level: "info" | "warn" | "error"; message: string };

export interface Decision {
  state: Supervision;
  effects: readonly Effect[];
}

export const LIMITS = {
  firstPauseMs: 250,
  lastPauseMs: 30 * SECOND_MS,
  /** A server that lived so long starts with a clean slate. */
  goodLifeMs: MINUTE_MS,
  startMs: 90 * SECOND_MS,
  /** Without a sign of life: from here on the stand-in answers too, and from there on the server is killed. */
  hushedMs: 5 * SECOND_MS,
  stalledMs: 15 * SECOND_MS,
  stopMs: 10 * SECOND_MS,
  /** The supervisor itself was asleep: what it did not hear meanwhile is no evidence. */
  ownSleepMs: 5 * SECOND_MS,
} as const;

/** The state before anything has happened. */
export function beginSupervision(at: number): Supervision {
  return {
    phase: "waiting",
    phaseSince: at,
    heardAt: at,
    tickedAt: at,
    failures: 0,
    restarts: 0,
    standsIn: false,
    killedFor: null,
  };
}

/** What follows from one event. Pure; the shell carries the effects out in order. */
export function decide(state: Supervision, event: SupervisionEvent, at: number): Decision {
  switch (event.kind) {
    case "begun":
      return { state: { ...enter(state, "starting", at), standsIn: event.standsIn }, effects: [SPAWN] };
    case "spawnDue":
      if (state.phase !== "waiting") return { state, effects: [] };
      return { state: enter({ ...state, restarts: state.restarts + 1 }, "starting", at), effects: [SPAWN] };
    case "ready":
      if (state.phase !== "starting") return { state, effects: [] };
      return { state: { ...enter(state, "serving", at), standsIn: false }, effects: [{ kind: "handOver" }] };
    case "beat":
      return hear(state, at);
    case "draining":
      return state.standsIn ? { state, effects: [] } : { state: standIn(state), effects: [STAND_IN] };
    case "ticked":
      return tick(state, at);
    case "stopAsked":
      return stop(state, at);
    case "exited":
      return bury(state, event, at);
  }
}

const SPAWN: Effect = { kind: "spawn" };
const STAND_IN: Effect = { kind: "standIn" };
const KILL: Effect = { kind: "signal", signal: "SIGKILL" };

function enter(state: Supervision, phase: Phase, at: number): Supervision {
  return { ...state, phase, phaseSince: at, heardAt: at };
}

function standIn(state: Supervision): Supervision {
  return { ...state, standsIn: true };
}

/** A server that was given up for a moment gets its place back. */
function hear(state: Supervision, at: number): Decision {
  const wasHushed = state.phase === "serving" && state.standsIn && at - state.heardAt >= LIMITS.hushedMs;
  const heard = { ...state, heardAt: at };
  if (!wasHushed) return { state: heard, effects: [] };
  return { state: { ...heard, standsIn: false }, effects: [{ kind: "handOver" }] };
}

function tick(state: Supervision, at: number): Decision {
  const slept = at - state.tickedAt - SECOND_MS;
  const awake: Supervision =
    slept < LIMITS.ownSleepMs
      ? { ...state, tickedAt: at }
      : { ...state, tickedAt: at, heardAt: state.heardAt + slept, phaseSince: state.phaseSince + slept };
  switch (awake.phase) {
    case "starting":
      if (at - awake.phaseSince < LIMITS.startMs) return standInWhenLate(awake, at);
      return kill(awake, `it was not ready ${LIMITS.startMs / SECOND_MS} seconds after its start`, at);
    case "serving":
      return watch(awake, at);
    case "stopping":
      if (at - awake.phaseSince < LIMITS.stopMs || awake.killedFor !== null) return { state: awake, effects: [] };
      return { state: { ...awake, killedFor: "it did not end" }, effects: [sayKill("it did not end in time"), KILL] };
    default:
      return { state: awake, effects: [] };
  }
}

/** A first start is not disturbed for as long as it usually takes: who comes then is served by the server itself. */
function standInWhenLate(state: Supervision, at: number): Decision {
  if (state.standsIn || at - state.phaseSince < LIMITS.hushedMs) return { state, effects: [] };
  return { state: standIn(state), effects: [STAND_IN] };
}

function watch(state: Supervision, at: number): Decision {
  const silentMs = at - state.heardAt;
  if (silentMs >= LIMITS.stalledMs) {
    return kill(state, `it gave no sign of life for ${LIMITS.stalledMs / SECOND_MS} seconds`, at);
  }
  const needsStandIn = silentMs >= LIMITS.hushedMs && !state.standsIn;
  const failures = at - state.phaseSince >= LIMITS.goodLifeMs ? 0 : state.failures;
  const next = { ...state, failures, standsIn: state.standsIn || needsStandIn };
  return { state: next, effects: needsStandIn ? [STAND_IN] : [] };
}

function kill(state: Supervision, why: string, at: number): Decision {
  const killed = { ...enter(state, "killed", at), killedFor: why, standsIn: true };
  return { state: killed, effects: [sayKill(why), KILL, ...(state.standsIn ? [] : [STAND_IN])] };
}

function sayKill(why: string): Effect {
  return { kind: "say", level: "error", message: `The server is killed: ${why}` };
}

function stop(state: Supervision, at: number): Decision {
  if (state.phase === "stopping" || state.phase === "ended") return { state, effects: [] };
  if (state.phase === "waiting") {
    return { state: enter(state, "ended", at), effects: [{ kind: "exit", code: EXIT.ok }] };
  }
  const stopping = standIn(enter(state, "stopping", at));
  return {
    state: stopping,
    effects: [{ kind: "signal", signal: "SIGTERM" }, ...(state.standsIn ? [] : [STAND_IN])],
  };
}

function bury(state: Supervision, event: Extract<SupervisionEvent, { kind: "exited" }>, at: number): Decision {
  if (state.phase === "stopping" || state.phase === "ended") {
    return { state: enter(state, "ended", at), effects: [{ kind: "exit", code: EXIT.ok }] };
  }
  const hadGoodLife = state.phase === "serving" && at - state.phaseSince >= LIMITS.goodLifeMs;
  const failures = (hadGoodLife ? 0 : state.failures) + 1;
  const delayMs = pauseBefore(failures, event.chance);
  const { reason, detail } = explainExit(event, state.killedFor);
  const note: RestartNote = { count: state.restarts + 1, reason, detail, at: event.wallAt };
  const message = `The server has ended: ${detail}. It is started again in ${delayMs} ms (restart ${note.count}).`;
  return {
    state: { ...standIn(enter(state, "waiting", at)), failures, killedFor: null },
    effects: [
      ...(state.standsIn ? [] : [STAND_IN]),
      { kind: "say", level: reason === "exit" && event.code === EXIT.ok ? "warn" : "error", message },
      { kind: "spawnAfter", delayMs, note },
    ],
  };
}

/** 250 ms, doubled with each failure in a row up to 30 s; up to a quarter less by chance, so that many do not start at once. */
function pauseBefore(failures: number, chance: number): number {
  const full = Math.min(LIMITS.firstPauseMs * 2 ** (failures - 1), LIMITS.lastPauseMs);
  return Math.round(full * (1 - chance / 4));
}
