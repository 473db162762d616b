import type { HealthFacts, PollerFacts, StoreFacts } from "./health";
import type { EpochMs } from "./time";

/** The facts of a service that does well at an instant, changed where a test wants them to be. */
export function sampleHealthFacts(at: EpochMs, more: Partial<HealthFacts> = {}): HealthFacts {
  return {
    boot: null,
    refusedConfig: null,
    poller: samplePollerFacts(at),
    data: { asOf: at - 20_500, freshUntil: at + 60_000 },
    store: sampleStoreFacts(at),
    process: [],
    alerts: [],
    ...more,
  };
}

export function samplePollerFacts(at: EpochMs, more: Partial<PollerFacts> = {}): PollerFacts {
  return {
    isRunning: true,
    intervalMs: 30_000,
    silentMs: 1000,
    lastFinishedAt: at - 1000,
    failuresSinceGood: 0,
    consecutiveFailures: 0,
    maxConsecutiveFailures: 3,
    recoveryAttempts: 0,
    lastRecoveryAt: null,
    isOnProbation: false,
    troubles: [],
    hangingReads: 0,
    waitingBatches: 0,
    ...more,
  };
}

export function sampleStoreFacts(at: EpochMs, more: Partial<StoreFacts> = {}): StoreFacts {
  return {
    trouble: null,
    warnings: [],
    databaseBytes: 1_048_576,
    walBytes: 32_768,
    freeBytes: 8_000_000_000,
    backups: { count: 3, lastAt: at - 1_200_000, lastBytes: 917_504 },
    restored: null,
    ...more,
  };
}
