import { judgeAge } from "@/lib/domain/data-age";
import type { Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { SiteReading } from "./read-site";
import type { RoundResult } from "./supervise";

/** What went wrong in a round: from outside (soft) or inside (hard), with a reason code and words for the operator. */
export interface Failure {
  kind: "soft" | "hard";
  code: string;
  message: string;
}

/** Why a reading is no true picture of now; null when it is one. */
export function judgeReading(
  reading: SiteReading,
  snapshot: Snapshot | null,
  at: EpochMs,
  thresholdMs: number,
): Failure | null {
  if (reading.kind === "unavailable") return soft(reading.code, reading.message);
  if (snapshot === null) return null;
  const age = judgeAge(snapshot.createdAt, at, thresholdMs);
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

function soft(code: string, message: string): Failure {
  return { kind: "soft", code, message };
}

/** What the store's refusal means; its own code where it has one. */
export function explainStoreError(error: unknown): Failure {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "db_failed";
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "hard", code, message: `The database could not be used: ${message}` };
}

/** How a round counts: as its worst failure, or good. */
export function resultOf(failures: readonly Failure[]): RoundResult {
  return failures.find((failure) => failure.kind === "hard") ?? failures[0] ?? { kind: "good" };
}
