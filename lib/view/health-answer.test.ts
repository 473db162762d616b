import { describe, expect, it } from "vitest";
import type { HealthFacts, Trouble } from "@/lib/domain/health";
import { judgeHealth } from "@/lib/domain/judge-health";
import { sampleHealthFacts, samplePollerFacts, sampleStoreFacts } from "@/lib/domain/sample-health";
import { answerHealth, type HealthReading } from "./health-answer";
import { describeHealth } from "./health-details";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);

function read(more: Partial<HealthFacts> = {}, activeIncidents = 0): HealthReading {
  const facts = sampleHealthFacts(AT, more);
  return { at: AT, facts, health: judgeHealth(facts, AT), activeIncidents };
}

const answer = (more?: Partial<HealthFacts>, incidents?: number) => answerHealth(read(more, incidents));
const full: Trouble = {
  code: "db_full",
  message: "/var/lib/vitrine/status.db: no space is left",
  sinceAt: AT - 90_000,
};
const PROCESS = { version: "1.2.3", uptimeSeconds: 61.4, rssBytes: 99, restarts: 2 };

describe("the health answer", () => {
  it("has the predecessor's fields", () => {
    const poller = samplePollerFacts(AT, { recoveryAttempts: 1, lastRecoveryAt: AT - 900_000 });
    expect(answer({ poller })).toEqual({
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
        last_recovery_time: "2026-11-23T13:45:00.000Z",
        health_status: "healthy",
      },
    });
  });

  it("is degraded while an incident lasts or something is wrong with the service, and stale above all", () => {
    expect(answer({}, 2).status).toBe("degraded");
    const troubled = answer({ store: sampleStoreFacts(AT, { trouble: full }) });
    expect(troubled).toMatchObject({ status: "degraded", database_accessible: false });
    expect(troubled.scheduler_status.health_status).toBe("critical");
    const old = { asOf: AT - 900_000, freshUntil: AT - 1 };
    expect(answer({ data: old }, 2)).toMatchObject({ status: "stale", data_is_stale: true });
  });

  it("without data is stale, of no age; data from the future is not of negative age", () => {
    const never = { asOf: null, freshUntil: null };
    expect(answer({ data: never })).toMatchObject({ status: "stale", status_dat_age_seconds: null });
    expect(answer({ data: { asOf: AT + 5000, freshUntil: AT + 9000 } }).status_dat_age_seconds).toBe(0);
  });

  it("while starting knows nothing, and has the configuration's own default of allowed failures", () => {
    const starting = { boot: { kind: "pending" }, poller: null, store: null } as const;
    expect(answer({ ...starting, data: { asOf: null, freshUntil: null } })).toMatchObject({
      status: "stale",
      last_poll_time: null,
      database_accessible: false,
      scheduler_status: { is_running: false, max_consecutive_failures: 3, health_status: "critical" },
    });
  });

  it("names no path and no message to everybody", () => {
    const refusedConfig: Trouble = { code: "config_invalid", message: "/etc/vitrine/config.yaml, line 3", sinceAt: AT };
    const text = JSON.stringify(answer({ store: sampleStoreFacts(AT, { trouble: full }), refusedConfig }));
    expect(text).not.toMatch(/\/|db_full|space/);
  });
});

describe("the details of health", () => {
  it("say why, since when and where to read on, with the figures behind it", () => {
    const restored = { at: AT - 900_000, from: "backup", message: "put back", replayed: 4 } as const;
    const details = describeHealth(read({ store: sampleStoreFacts(AT, { trouble: full, restored }) }), PROCESS);
    expect(details.reasons).toEqual([
      {
        code: "db_full",
        severity: "critical",
        message: "/var/lib/vitrine/status.db: no space is left",
        since: "2026-11-23T13:58:30.000Z",
        runbook: "/admin/runbook#db_full",
      },
    ]);
    expect(details.data).toMatchObject({ as_of: "2026-11-23T13:59:39.500Z", age_seconds: 20, is_fresh: true });
    expect(details.store).toMatchObject({
      trouble: "db_full",
      backups: { count: 3 },
      restored: { time: "2026-11-23T13:45:00.000Z", from: "backup", replayed: 4 },
    });
    expect(details.poller).toMatchObject({ interval_seconds: 30, silent_seconds: 1, waiting_batches: 0 });
    expect(details.process).toEqual({ version: "1.2.3", uptime_seconds: 61, rss_bytes: 99, restarts: 2 });
    expect(details.config).toEqual({ refused: null });
  });

  it("say what is not known as null", () => {
    const nothing = { boot: { kind: "pending" }, poller: null, store: null } as const;
    const details = describeHealth(read({ ...nothing, data: { asOf: null, freshUntil: null } }), PROCESS);
    expect(details).toMatchObject({ store: null, poller: null, data: { as_of: null, is_fresh: false } });
  });
});
