import type { StoreFacts } from "@/lib/domain/health";
import type { ReasonCode, Severity } from "@/lib/domain/reason";
import type { EpochMs } from "@/lib/domain/time";
import { ageInSeconds, type HealthReading } from "./health-answer";
import { formatInstant } from "./instant";
import { judgeFreshness } from "./judge";
import { linkRunbook } from "./runbook";

/** What is known of the process. */
export interface ProcessFacts {
  version: string;
  uptimeSeconds: number;
  rssBytes: number;
  /** How often a supervising parent started it again; null without one. */
  restarts: number | null;
}

/** Why, for the operator: behind the predecessor's fields of `/api/health` where details are allowed. */
export interface HealthDetails {
  reasons: {
    code: ReasonCode;
    severity: Severity;
    message: string;
    since: string | null;
    /** Path on this server. */
    runbook: string;
  }[];
  data: { as_of: string | null; fresh_until: string | null; age_seconds: number | null; is_fresh: boolean };
  store: null | {
    trouble: ReasonCode | null;
    database_bytes: number | null;
    wal_bytes: number | null;
    free_bytes: number | null;
    backups: { count: number; last_time: string | null; last_bytes: number | null };
    restored: { time: string; from: string; message: string; replayed: number } | null;
  };
  poller: null | {
    interval_seconds: number;
    silent_seconds: number;
    failures_since_good: number;
    hanging_reads: number;
    waiting_batches: number;
  };
  process: { version: string; uptime_seconds: number; rss_bytes: number; restarts: number | null };
  /** A change that was refused, with why; null when the file is in force as it is. */
  config: { refused: string | null };
}

/** Everything behind the judgement. May name paths of this machine: not for the public. */
export function describeHealth({ at, facts, health }: HealthReading, process: ProcessFacts): HealthDetails {
  const { data, poller } = facts;
  return {
    reasons: health.reasons.map(({ code, severity, message, sinceAt }) => ({
      code,
      severity,
      message,
      since: orNull(sinceAt),
      runbook: linkRunbook(code),
    })),
    data: {
      as_of: orNull(data.asOf),
      fresh_until: orNull(data.freshUntil),
      age_seconds: ageInSeconds(data.asOf, at),
      is_fresh: judgeFreshness(data.freshUntil, at) === "fresh",
    },
    store: facts.store === null ? null : describeStore(facts.store),
    poller:
      poller === null
        ? null
        : {
            interval_seconds: poller.intervalMs / 1000,
            silent_seconds: Math.round(poller.silentMs / 1000),
            failures_since_good: poller.failuresSinceGood,
            hanging_reads: poller.hangingReads,
            waiting_batches: poller.waitingBatches,
          },
    process: {
      version: process.version,
      uptime_seconds: Math.round(process.uptimeSeconds),
      rss_bytes: process.rssBytes,
      restarts: process.restarts,
    },
    config: { refused: facts.refusedConfig?.message ?? null },
  };
}

function describeStore({ trouble, backups, restored, ...sizes }: StoreFacts): HealthDetails["store"] {
  return {
    trouble: trouble?.code ?? null,
    database_bytes: sizes.databaseBytes,
    wal_bytes: sizes.walBytes,
    free_bytes: sizes.freeBytes,
    backups: { count: backups.count, last_time: orNull(backups.lastAt), last_bytes: backups.lastBytes },
    restored:
      restored === null
        ? null
        : {
            time: formatInstant(restored.at),
            from: restored.from,
            message: restored.message,
            replayed: restored.replayed,
          },
  };
}

function orNull(at: EpochMs | null): string | null {
  return at === null ? null : formatInstant(at);
}
