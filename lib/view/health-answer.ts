import type { EpochMs } from "@/lib/domain/time";
import { formatInstant } from "./instant";
import { judgeFreshness } from "./judge";

/** How the poller does. */
export type PollerHealth = "healthy" | "degraded" | "critical";

/** The facts that the health answer is made of. */
export interface HealthFacts {
  at: EpochMs;
  asOf: EpochMs | null;
  freshUntil: EpochMs | null;
  lastPollAt: EpochMs | null;
  activeIncidents: number;
  isDatabaseAccessible: boolean;
  poller: {
    isRunning: boolean;
    consecutiveFailures: number;
    maxConsecutiveFailures: number;
    recoveryAttempts: number;
    lastRecoveryAt: EpochMs | null;
    health: PollerHealth;
  };
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
    health_status: PollerHealth;
  };
}

/**
 * Says how we are, from present facts alone. `stale` outranks `degraded`: old incidents are no news. The age is
 * that of Nagios' data (`info.created`), never that of our own poll.
 */
export function answerHealth(facts: HealthFacts): HealthAnswer {
  const isStale = judgeFreshness(facts.freshUntil, facts.at) !== "fresh";
  const { poller } = facts;
  return {
    status: isStale ? "stale" : facts.activeIncidents > 0 ? "degraded" : "healthy",
    last_poll_time: orNull(facts.lastPollAt),
    status_dat_age_seconds: facts.asOf === null ? null : Math.max(0, Math.floor((facts.at - facts.asOf) / 1000)),
    data_is_stale: isStale,
    active_incidents_count: facts.activeIncidents,
    database_accessible: facts.isDatabaseAccessible,
    scheduler_status: {
      is_running: poller.isRunning,
      scheduler_running: poller.isRunning,
      consecutive_failures: poller.consecutiveFailures,
      max_consecutive_failures: poller.maxConsecutiveFailures,
      recovery_attempts: poller.recoveryAttempts,
      last_recovery_time: orNull(poller.lastRecoveryAt),
      health_status: poller.health,
    },
  };
}

function orNull(at: EpochMs | null): string | null {
  return at === null ? null : formatInstant(at);
}
