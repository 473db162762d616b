import { BUCKET_MS, type PollBucket } from "@/lib/domain/operation";
import { DAY_MS, type EpochMs, HOUR_MS } from "@/lib/domain/time";
import { formatDay, readDay } from "./format-time";
import { formatMinute } from "./operator-words";

/** The polls of one stretch of time. */
export interface Slot extends Omit<PollBucket, "at"> {
  from: EpochMs;
  to: EpochMs;
}

/** The ranges that are drawn. */
export const RANGES = [
  { id: "day", title: "Last 24 hours", lengthMs: DAY_MS, finestMs: BUCKET_MS },
  { id: "month", title: "Last 30 days", lengthMs: 30 * DAY_MS, finestMs: 3 * HOUR_MS },
] as const;

export type Range = (typeof RANGES)[number];

/**
 * The polls of a range, in stretches that are alike long. None is shorter than two intervals, so that one without
 * a poll is a gap and not chance.
 */
export function cutSlots(buckets: readonly PollBucket[], range: Range, at: EpochMs, intervalMs: number): Slot[] {
  const lengthMs = Math.max(range.finestMs, Math.ceil((2 * intervalMs) / BUCKET_MS) * BUCKET_MS);
  const first = Math.floor((at - range.lengthMs) / lengthMs) + 1;
  const last = Math.floor(at / lengthMs);
  const slots = Array.from({ length: last - first + 1 }, (_, index) =>
    makeSlot((first + index) * lengthMs, Math.min(at, (first + index + 1) * lengthMs)),
  );
  for (const bucket of buckets) {
    const slot = slots[Math.floor(bucket.at / lengthMs) - first];
    if (slot) addBucket(slot, bucket);
  }
  return slots;
}

function makeSlot(from: EpochMs, to: EpochMs): Slot {
  return { from, to, polls: 0, failed: 0, totalDurationMs: 0, maxDurationMs: 0, maxBytes: 0, maxDataAgeMs: 0 };
}

function addBucket(slot: Slot, bucket: PollBucket): void {
  slot.polls += bucket.polls;
  slot.failed += bucket.failed;
  slot.totalDurationMs += bucket.totalDurationMs;
  slot.maxDurationMs = Math.max(slot.maxDurationMs, bucket.maxDurationMs);
  slot.maxBytes = Math.max(slot.maxBytes, bucket.maxBytes);
  slot.maxDataAgeMs = Math.max(slot.maxDataAgeMs, bucket.maxDataAgeMs);
}

/** The polls of one hour or day of the page's zone. */
export interface Period extends Slot {
  label: string;
}

/** The hours of the last 24, or the last 30 days, oldest first. Days are as long as the zone makes them. */
export function cutPeriods(buckets: readonly PollBucket[], range: Range, at: EpochMs, timeZone: string): Period[] {
  const periods = listPeriods(range, at, timeZone);
  for (const bucket of buckets) {
    // From the newest on: most polls are looked for while they are new.
    const period = periods.find(({ from }) => bucket.at >= from);
    if (period && bucket.at <= at) addBucket(period, bucket);
  }
  return periods.toReversed();
}

/** Every zone's hours and days begin at a quarter of an hour. */
const CELL_MS = HOUR_MS / 4;

/** Newest first, empty. Asking the zone is dear, so that each begin is found by halving. */
function listPeriods(range: Range, at: EpochMs, timeZone: string): Period[] {
  const isDay = range.id === "day";
  const hourOf = (then: EpochMs) => formatMinute(then, timeZone).slice(0, 2);
  const keyOf = (then: EpochMs) => readDay(then, timeZone) + (isDay ? hourOf(then) : "");
  // An hour that a change of the clocks repeats, and the day that it makes longer, are the longest that there are.
  const longest = isDay ? 9 : 26 * 4;
  const periods: Period[] = [];
  for (let to = at; periods.length < (isDay ? 24 : 30); to = (periods.at(-1)?.from ?? to) - 1) {
    const cell = Math.floor(to / CELL_MS);
    const key = keyOf(cell * CELL_MS);
    const from = CELL_MS * findFirst(cell - longest, cell, (one) => keyOf(one * CELL_MS) === key);
    periods.push({ ...makeSlot(from, to), label: isDay ? `${hourOf(from)}:00` : formatDay(key) });
  }
  return periods;
}

/** The first number after `below` that passes, where all from there to `passing` do. */
function findFirst(below: number, passing: number, passes: (value: number) => boolean): number {
  if (passing - below <= 1) return passing;
  const middle = Math.floor((below + passing) / 2);
  return passes(middle) ? findFirst(below, middle, passes) : findFirst(middle, passing, passes);
}
