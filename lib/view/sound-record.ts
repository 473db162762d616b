import {
  type EndReason,
  INCIDENT_STATUSES,
  type Incident,
  type IncidentUpdate,
  type Problem,
  UPDATE_CODES,
} from "@/lib/domain/incident";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import type { CheckResult } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";

const RESULTS = {
  up: true,
  down: true,
  unreachable: true,
  ok: true,
  warning: true,
  critical: true,
  unknown: true,
  pending: true,
} satisfies Record<CheckResult, true>;

const END_REASONS = {
  recovered: true,
  superseded: true,
  removed: true,
  unpublished: true,
  merged: true,
  person: true,
} satisfies Record<EndReason, true>;

/** The last instant that can be written as a date (ECMA-262, 21.4.1.1). */
const LAST_INSTANT = 8.64e15;

/** Whether a number is an instant that can be written. */
export function isInstant(at: EpochMs): boolean {
  return Number.isFinite(at) && Math.abs(at) <= LAST_INSTANT;
}

/**
 * Whether an incident of the store can be worded. A row that was damaged on the disk may hold anything: it is left
 * out, and must not take the page with it.
 */
export function isSound({ startedAt, endedAt, resolvedAt, endReason, impact, components, person }: Incident): boolean {
  const instants = [startedAt, endedAt, resolvedAt, person.startedAt, person.endedAt, person.publishedAt];
  return (
    instants.every(isInstantOrNull) &&
    isOneOf(PUBLIC_STATES, impact) &&
    (person.impact === null || isOneOf(PUBLIC_STATES, person.impact)) &&
    (person.status === null || isOneOf(INCIDENT_STATUSES, person.status)) &&
    components.every(({ state }) => isOneOf(PUBLIC_STATES, state)) &&
    (endReason === null || Object.hasOwn(END_REASONS, endReason))
  );
}

/** Whether something that was said can be worded. */
export function isSoundUpdate({ at, editedAt, code, status, text, components }: IncidentUpdate): boolean {
  return (
    [at, editedAt].every(isInstantOrNull) &&
    isOneOf(INCIDENT_STATUSES, status) &&
    (code === null ? text !== null : isOneOf(UPDATE_CODES, code)) &&
    components.every(({ state }) => isOneOf(PUBLIC_STATES, state))
  );
}

/** Whether programs can be told of a problem. */
export function isSoundProblem({ startedAt, endedAt, lastCheckAt, state }: Problem): boolean {
  return [startedAt, endedAt, lastCheckAt].every(isInstantOrNull) && Object.hasOwn(RESULTS, state);
}

function isInstantOrNull(at: EpochMs | null): boolean {
  return at === null || isInstant(at);
}

function isOneOf(known: readonly string[], value: string): boolean {
  return known.includes(value);
}
