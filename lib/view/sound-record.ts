import type { EndReason, Incident } from "@/lib/domain/incident";
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

const END_REASONS = { recovered: true, superseded: true, removed: true, unpublished: true } satisfies Record<
  EndReason,
  true
>;

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
export function isSound({ startedAt, endedAt, lastCheckAt, state, endReason }: Incident): boolean {
  const instants = [startedAt, endedAt, lastCheckAt].filter((at) => at !== null);
  return (
    instants.every(isInstant) &&
    Object.hasOwn(RESULTS, state) &&
    (endReason === null || Object.hasOwn(END_REASONS, endReason))
  );
}
