import { judgeAge } from "@/lib/domain/data-age";
import { isReasonCode, type ReasonCode } from "@/lib/domain/reason";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { SiteReading } from "./read-site";

/** What went wrong in a round: from outside (soft) or inside (hard), with a reason code and words for the operator. */
export interface Failure {
  kind: "soft" | "hard";
  code: ReasonCode;
  message: string;
}

/** What a finished round was: good, or as bad as the worst of its failures, which comes first. */
export type RoundResult = { kind: "good" } | { kind: "soft" | "hard"; failures: readonly [Failure, ...Failure[]] };

/** Why a reading is no true picture of now; null when it is one. `readAt`: when the snapshot was read. */
export function judgeReading(
  reading: SiteReading,
  snapshot: Snapshot | null,
  { at, readAt }: { at: EpochMs; readAt: EpochMs },
  thresholdMs: number,
): Failure | null {
  if (reading.kind === "unavailable") return soft(reading.code, reading.message);
  if (snapshot === null) return null;
  const age = judgeAge(snapshot.createdAt, at, thresholdMs, readAt);
  switch (age.kind) {
    case "current":
      return null;
    case "stale":
      return soft("source_stale", `status.dat data is stale (${Math.floor(age.ageMs / 1000)} seconds old)`);
    case "ahead": {
      const seconds = Math.floor(age.aheadMs / 1000);
      return soft("clock_skew", `status.dat is from the future (${seconds} seconds): compare the clocks`);
    }
  }
}

function soft(code: ReasonCode, message: string): Failure {
  return { kind: "soft", code, message };
}

/** What the store's refusal means; its own code where it has one. */
export function explainStoreError(error: unknown): Failure {
  const given = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const code = isReasonCode(given) ? given : "db_failed";
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "hard", code, message: `The database could not be used: ${message}` };
}

/** Whether the store contradicts what we remember of it: then it must be read again. */
export function isContradiction(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["already_open", "unknown_incident"].includes(String(error.code));
}

/** How a round counts: as its worst failure, or good. */
export function resultOf(failures: readonly Failure[]): RoundResult {
  const [worst, ...others] = [...failures].sort((a, b) => rank(a) - rank(b));
  return worst === undefined ? { kind: "good" } : { kind: worst.kind, failures: [worst, ...others] };
}

function rank({ kind }: Failure): number {
  return kind === "hard" ? 0 : 1;
}
