import { type EpochMs, MINUTE_MS } from "./time";

/** Nagios' clock may be this far ahead of ours; beyond it nobody can say how old the data is. */
export const MAX_AHEAD_MS = 5 * MINUTE_MS;

/** How old Nagios' data is, and until when it may be called current. */
export type DataAge =
  | { kind: "current"; freshUntil: EpochMs }
  | { kind: "stale"; freshUntil: EpochMs; ageMs: number }
  | { kind: "ahead"; freshUntil: EpochMs; aheadMs: number };

/**
 * Judges data by its own instant (`info.created`), never by when it was read; but data that was read at `readAt` is
 * at least as old as that, whatever a clock says that runs ahead of ours.
 */
export function judgeAge(createdAt: EpochMs, at: EpochMs, thresholdMs: number, readAt: EpochMs = at): DataAge {
  const aheadMs = createdAt - at;
  if (aheadMs > MAX_AHEAD_MS) return { kind: "ahead", freshUntil: at - 1, aheadMs };
  const trueAt = Math.min(createdAt, readAt, at);
  const ageMs = at - trueAt;
  const freshUntil = trueAt + thresholdMs;
  return ageMs > thresholdMs ? { kind: "stale", freshUntil, ageMs } : { kind: "current", freshUntil };
}
