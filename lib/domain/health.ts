import type { Part, ReasonCode, Severity } from "./reason";
import type { EpochMs } from "./time";

/** How the service does, as a whole. */
export type HealthStatus = "healthy" | "degraded" | "critical";

/** One thing that is not well, with words for the operator. May name paths: never for the public. */
export interface HealthReason {
  code: ReasonCode;
  part: Part;
  severity: Severity;
  message: string;
  /** Since when, where it is known. */
  sinceAt: EpochMs | null;
}

export interface Health {
  status: HealthStatus;
  /** The worst first, then in the order of the flow. Empty exactly when healthy. */
  reasons: readonly HealthReason[];
}

/** A trouble that lasts. */
export interface Trouble {
  code: ReasonCode;
  message: string;
  sinceAt: EpochMs;
}

/** What is known of the poller. Spans come from a clock that does not jump. */
export interface PollerFacts {
  isRunning: boolean;
  intervalMs: number;
  /** Since the last poll finished, or since the start. */
  silentMs: number;
  lastFinishedAt: EpochMs | null;
  /** Failed polls since the last good one; a recovery does not excuse them. */
  failuresSinceGood: number;
  /** Failed polls since the last good one or recovery: what brings the next recovery. */
  consecutiveFailures: number;
  maxConsecutiveFailures: number;
  recoveryAttempts: number;
  lastRecoveryAt: EpochMs | null;
  /** Whether a recovery is so young that it must prove itself yet. */
  isOnProbation: boolean;
  /** What went wrong in the last poll, each since it began. */
  troubles: readonly Trouble[];
  /** Reads that were given up and have not come back. */
  hangingReads: number;
  /** Rounds whose changes wait for the database. */
  waitingBatches: number;
}

/** What is known of the database, without asking it. */
export interface StoreFacts {
  /** Why it does not work now; null while it does. */
  trouble: Trouble | null;
  /** What is not well although it works: backups, journal, damaged rows, a large WAL. */
  warnings: readonly Trouble[];
  databaseBytes: number | null;
  walBytes: number | null;
  /** Free space of its file system. */
  freeBytes: number | null;
  backups: {
    count: number;
    lastAt: EpochMs | null;
    lastBytes: number | null;
  };
  /** The last time that it was put back: from a backup, from what was left of it, or from the open file itself. */
  restored: { at: EpochMs; from: "backup" | "salvage" | "open_file"; message: string; replayed: number } | null;
}

/** Everything that health is judged by. */
export interface HealthFacts {
  /** Null when the service has booted. */
  boot: { kind: "pending" } | { kind: "failed"; trouble: Trouble } | null;
  /** A change of the configuration that was refused; the one before is in force. */
  refusedConfig: Trouble | null;
  poller: PollerFacts | null;
  /** Instants of Nagios' own data: written at, and to be called current until. */
  data: { asOf: EpochMs | null; freshUntil: EpochMs | null };
  store: StoreFacts | null;
  /** Of the process: a crash before it, memory, lines of the log that were lost. */
  process: readonly Trouble[];
  alerts: readonly Trouble[];
}

/** What is known of a store that has no file, or is not open. */
export const NO_STORE_FACTS: StoreFacts = {
  trouble: null,
  warnings: [],
  databaseBytes: null,
  walBytes: null,
  freeBytes: null,
  backups: { count: 0, lastAt: null, lastBytes: null },
  restored: null,
};
