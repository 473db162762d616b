import type { Health, HealthFacts, HealthStatus } from "@/lib/domain/health";
import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import { judgeFreshness } from "./judge";

/** The facts that the health answers are made of. */
export interface HealthReading {
  at: EpochMs;
  facts: HealthFacts;
  /** `facts`, judged at `at`. */
  health: Health;
  activeIncidents: number;
}

/** `/api/health` in the predecessor's shape. */
export interface HealthAnswer {
  status: "healthy" | "degraded" | "stale";
  last_poll_time: string | null;
  status_dat_age_seconds: number | null;
  data_is_stale: boolean;
  active_incidents_count: number;
  database_accessible: boolean;
  scheduler_status: {
    is_running: boolean;
    scheduler_running: boolean;
    consecutive_failures: number;
    max_consecutive_failures: number;
    recovery_attempts: number;
    last_recovery_time: string | null;
    health_status: HealthStatus;
  };
}

/** The configuration's own default, for as long as no poller says more. */
const DEFAULT_MAX_FAILURES = 3;

/**
 * Says how we are, from present facts alone. `stale` outranks `degraded`: old incidents are no news. `healthy` needs
 * both: no incident, and nothing wrong with the service itself. The age is that of Nagios' data (`info.created`),
 * never that of our own poll.
 */
export function answerHealth({ at, facts, health, activeIncidents }: HealthReading): HealthAnswer {
  const { poller, data } = facts;
  const isStale = judgeFreshness(data.freshUntil, at) !== "fresh";
  const isTroubled = activeIncidents > 0 || health.status !== "healthy";
  const isRunning = poller?.isRunning ?? false;
  return {
    status: isStale ? "stale" : isTroubled ? "degraded" : "healthy",
    last_poll_time: orNull(poller?.lastFinishedAt),
    status_dat_age_seconds: ageInSeconds(data.asOf, at),
    data_is_stale: isStale,
    active_incidents_count: activeIncidents,
    database_accessible: facts.store !== null && facts.store.trouble === null,
    scheduler_status: {
      is_running: isRunning,
      scheduler_running: isRunning,
      consecutive_failures: poller?.consecutiveFailures ?? 0,
      max_consecutive_failures: poller?.maxConsecutiveFailures ?? DEFAULT_MAX_FAILURES,
      recovery_attempts: poller?.recoveryAttempts ?? 0,
      last_recovery_time: orNull(poller?.lastRecoveryAt),
      health_status: health.status,
    },
  };
}

/** Whole seconds since an instant, never negative. */
export function ageInSeconds(since: EpochMs | null, at: EpochMs): number | null {
  return since === null ? null : Math.max(0, Math.floor((at - since) / 1000));
}

function orNull(at: EpochMs | null | undefined): string | null {
  return at === null || at === undefined ? null : formatInstant(at);
}
