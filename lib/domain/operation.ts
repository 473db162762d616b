import type { Part, ReasonCode } from "./reason";
import type { EpochMs } from "./time";

/** What happened to the service itself: what failed, what it mended, what a person made it do. */
export interface OperationEvent {
  at: EpochMs;
  kind: "failure" | "over" | "recovery" | "restart" | "restore" | "backup" | "config" | "action";
  part: Part;
  code: ReasonCode | null;
  /** For the operator. May name paths, never a secret. */
  message: string;
}

/** How one poll went. */
export interface PollSample {
  at: EpochMs;
  durationMs: number;
  /** Size of the status file, null when it was not read. */
  bytes: number | null;
  result: "good" | "soft" | "hard";
  /** Age of Nagios' data at the end of the poll. */
  dataAgeMs: number | null;
}

/** Five minutes of polls, folded. Written when they are over, so that a month is a few thousand rows. */
export interface PollBucket {
  /** Begin of the five minutes. */
  at: EpochMs;
  polls: number;
  failed: number;
  totalDurationMs: number;
  maxDurationMs: number;
  maxBytes: number;
  maxDataAgeMs: number;
}

/** What the service wrote down about itself. */
export interface OperationRecord {
  events: readonly OperationEvent[];
  polls: readonly PollBucket[];
}

export const BUCKET_MS = 5 * 60_000;

/** The bucket that a sample falls into, begun or grown by it. */
export function foldSample(bucket: PollBucket | null, sample: PollSample): PollBucket {
  const at = sample.at - (sample.at % BUCKET_MS);
  const before: PollBucket =
    bucket?.at === at
      ? bucket
      : { at, polls: 0, failed: 0, totalDurationMs: 0, maxDurationMs: 0, maxBytes: 0, maxDataAgeMs: 0 };
  return {
    at,
    polls: before.polls + 1,
    failed: before.failed + (sample.result === "good" ? 0 : 1),
    totalDurationMs: before.totalDurationMs + sample.durationMs,
    maxDurationMs: Math.max(before.maxDurationMs, sample.durationMs),
    maxBytes: Math.max(before.maxBytes, sample.bytes ?? 0),
    maxDataAgeMs: Math.max(before.maxDataAgeMs, sample.dataAgeMs ?? 0),
  };
}
