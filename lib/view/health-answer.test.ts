import { describe, expect, it } from "vitest";
import { answerHealth, type HealthFacts } from "./health-answer";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);

function answer(more: Partial<HealthFacts> = {}) {
  return answerHealth({
    at: AT,
    asOf: AT - 20_500,
    freshUntil: AT + 60_000,
    lastPollAt: AT - 1000,
    activeIncidents: 0,
    isDatabaseAccessible: true,
    poller: {
      isRunning: true,
      consecutiveFailures: 0,
      maxConsecutiveFailures: 3,
      recoveryAttempts: 1,
      lastRecoveryAt: AT - 5000,
      health: "healthy",
    },
    ...more,
  });
}

describe("the health answer", () => {
  it("has the predecessor's fields", () => {
    expect(answer()).toEqual({
      status: "healthy",
      last_poll_time: "2026-11-23T13:59:59.000Z",
      status_dat_age_seconds: 20,
      data_is_stale: false,
      active_incidents_count: 0,
      database_accessible: true,
      scheduler_status: {
        is_running: true,
        scheduler_running: true,
        consecutive_failures: 0,
        max_consecutive_failures: 3,
        recovery_attempts: 1,
        last_recovery_time: "2026-11-23T13:59:55.000Z",
        health_status: "healthy",
      },
    });
  });

  it("is degraded while an incident lasts, and stale above all when the data is old", () => {
    expect(answer({ activeIncidents: 2 }).status).toBe("degraded");
    expect(answer({ activeIncidents: 2, freshUntil: AT - 1 })).toMatchObject({ status: "stale", data_is_stale: true });
  });

  it("without data it is stale, of no age; data from the future is not of negative age", () => {
    expect(answer({ asOf: null, freshUntil: null })).toMatchObject({ status: "stale", status_dat_age_seconds: null });
    expect(answer({ asOf: AT + 5000 }).status_dat_age_seconds).toBe(0);
  });
});
