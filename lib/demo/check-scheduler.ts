import type { EpochMs } from "@/lib/domain/time";
import type { Segment } from "./spans";
import { CHECK_INTERVAL_MS, MAX_ATTEMPTS, RETRY_INTERVAL_MS } from "./world";

/**
 * A check that changed what Nagios holds of an object: a new state, another attempt, a confirmation, a recovery.
 * It stands until the next one; between them lie checks without news.
 */
export interface Change {
  /** The instant of the check. */
  at: EpochMs;
  state: number;
  hard: boolean;
  /** `current_attempt` from now on. */
  attempt: number;
  /** The attempt that the log line names; a recovery names that of the problem it ends. */
  loggedAttempt: number;
  /** The host or what lies before it was the cause. */
  inherited: boolean;
  /** The state differs from the one before; otherwise only attempt or type do. */
  isNewState: boolean;
  previousState: number;
  previousWasHard: boolean;
  lastHardState: number;
  lastChangeAt: EpochMs;
  lastHardChangeAt: EpochMs;
  /** `last_time_*` by state; 0 for never. 4.4.6 moves that of the old state, so it tells when the state was left. */
  lastSeenAt: readonly number[];
}

export interface CheckPlan {
  isHost: boolean;
  /** The first check of all; the following ones lie one interval apart. */
  firstCheckAt: EpochMs;
  /** What the object had been through before the history begins. */
  settledAt: EpochMs;
  /** Sorted, without overlap. */
  raw: readonly Segment[];
  /** Whether Nagios holds the host of this service for down or unreachable. Never asked for hosts. */
  isHostGoneAt: (at: EpochMs) => boolean;
  until: EpochMs;
}

/** How long after a check the next one comes: sooner while a problem is not confirmed. */
export function checkStepMs(change: Change): number {
  return change.state !== 0 && !change.hard ? RETRY_INTERVAL_MS : CHECK_INTERVAL_MS;
}

/**
 * Lets Nagios' scheduler check one object from the beginning until an instant, and answers the changes, the first
 * being the quiet state before. Rules of Nagios Core 4.4.6, base/checks.c: a problem is confirmed at the last of its
 * attempts, a service's at the first when its host is gone, and such a service then recovers as `OK;SOFT;1`.
 */
export function scheduleChecks(plan: CheckPlan): Change[] {
  let current = makeQuietChange(plan);
  const changes = [current];
  let position = 0;
  for (;;) {
    const nextAt = current.at + checkStepMs(current);
    const at = isSettled(current) ? alignCheck(current, findNews(plan.raw, position, current, nextAt)) : nextAt;
    if (at >= plan.until) return changes;
    while (position < plan.raw.length && (plan.raw[position]?.endAt ?? 0) <= at) position += 1;
    const segment = plan.raw[position];
    const found = segment && segment.startAt <= at ? segment : null;
    const next = receiveResult(plan, current, at, found);
    if (next !== null) changes.push(next);
    current = next ?? { ...current, at };
  }
}

function makeQuietChange(plan: CheckPlan): Change {
  return {
    at: plan.firstCheckAt,
    state: 0,
    hard: true,
    attempt: 1,
    loggedAttempt: 1,
    inherited: false,
    isNewState: false,
    previousState: 0,
    previousWasHard: true,
    lastHardState: 0,
    lastChangeAt: plan.settledAt,
    lastHardChangeAt: plan.settledAt,
    lastSeenAt: [plan.firstCheckAt, 0, 0, 0],
  };
}

function isSettled(change: Change): boolean {
  return change.hard || change.state === 0;
}

/** The first instant from `from` on at which a check would find another state than the current one. */
function findNews(raw: readonly Segment[], position: number, current: Change, from: EpochMs): EpochMs {
  let at = from;
  for (let index = position; index < raw.length; index += 1) {
    const segment = raw[index];
    if (!segment || segment.endAt <= at) continue;
    if (segment.startAt > at) return current.state === 0 ? segment.startAt : at;
    if (segment.state !== current.state) return at;
    at = segment.endAt;
  }
  return current.state === 0 ? Number.POSITIVE_INFINITY : at;
}

/** The first regular check at or after an instant. */
function alignCheck(current: Change, at: EpochMs): EpochMs {
  const stepMs = checkStepMs(current);
  return current.at + Math.max(1, Math.ceil((at - current.at) / stepMs)) * stepMs;
}

function receiveResult(plan: CheckPlan, current: Change, at: EpochMs, found: Segment | null): Change | null {
  if (found === null) return current.state === 0 ? null : recover(plan, current, at);
  const hostGone = !plan.isHost && plan.isHostGoneAt(at);
  const wasFine = current.state === 0;
  const attempt = countAttempt(current, hostGone);
  const hard = (!wasFine && current.hard) || attempt >= MAX_ATTEMPTS || hostGone;
  if (!wasFine && current.hard && current.state === found.state) return null;
  const { state, inherited } = found;
  return change(plan, current, at, { state, hard, attempt, loggedAttempt: attempt, inherited });
}

function countAttempt(current: Change, hostGone: boolean): number {
  if (current.state === 0) return 1;
  if (current.hard) return current.attempt;
  return hostGone ? MAX_ATTEMPTS : current.attempt + 1;
}

function recover(plan: CheckPlan, current: Change, at: EpochMs): Change {
  const fine = { state: 0, attempt: 1, inherited: false };
  if (plan.isHost) {
    return change(plan, current, at, {
      ...fine,
      hard: current.hard,
      loggedAttempt: current.hard ? 1 : current.attempt + 1,
    });
  }
  if (current.hard && current.attempt < MAX_ATTEMPTS)
    return change(plan, current, at, { ...fine, hard: false, loggedAttempt: 1 });
  const loggedAttempt = current.hard ? MAX_ATTEMPTS : current.attempt + 1;
  return change(plan, current, at, { ...fine, hard: current.hard, loggedAttempt });
}

type Result = Pick<Change, "state" | "hard" | "attempt" | "loggedAttempt" | "inherited">;

function change(plan: CheckPlan, current: Change, at: EpochMs, result: Result): Change {
  const isNewState = result.state !== current.state;
  const confirms = result.hard && (isNewState || !current.hard);
  // For a service 4.4.6 moves last_state_change at the confirmation too; for a host it does not.
  const movesChange = isNewState || (confirms && !plan.isHost);
  const lastSeenAt = [...current.lastSeenAt];
  lastSeenAt[current.state] = at;
  return {
    ...result,
    at,
    isNewState,
    previousState: current.state,
    previousWasHard: current.hard,
    lastHardState: confirms || result.state === 0 ? result.state : current.lastHardState,
    lastChangeAt: movesChange ? at : current.lastChangeAt,
    lastHardChangeAt: confirms ? at : current.lastHardChangeAt,
    lastSeenAt,
  };
}
