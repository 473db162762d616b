import { describe, expect, it } from "vitest";
import type { HealthFacts, Trouble } from "@/lib/domain/health";
import { judgeHealth } from "@/lib/domain/judge-health";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { REASON_PARTS } from "@/lib/domain/reason";
import { sampleHealthFacts, samplePollerFacts, sampleStoreFacts } from "@/lib/domain/sample-health";
import { createMetrics } from "./create-metrics";
import type { MetricFacts, Metrics } from "./metrics";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);
const OPEN_METRICS = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

const SEARCH = { isRunning: true, since: 0, through: 0, files: 90, filesDone: 45, bytes: 1000, bytesDone: 500 };
const HISTORY = { since: AT - 3600_000, log: { path: "/nagios.log", lineAt: AT, behind: 7 }, search: SEARCH };

function given(more: Partial<HealthFacts> = {}, rest: Partial<MetricFacts> = {}): MetricFacts {
  const facts = sampleHealthFacts(AT, more);
  return {
    at: AT,
    facts,
    health: judgeHealth(facts, AT),
    components: [{ slug: "website", state: "operational" }],
    openIncidents: 2,
    history: HISTORY,
    restarts: 1,
    logLinesDropped: 4,
    queriesRefused: 9,
    version: "1.2.3",
    ...rest,
  };
}

async function scrape(metrics: Metrics, facts = given(), accept: string | null = null): Promise<Map<string, number>> {
  const { body } = await metrics.render(facts, accept);
  const lines = body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

const sample = { at: AT, bytes: 1000, dataAgeMs: 5000 };

describe("the metrics", () => {
  it("have the agreed names, with the present figures", async () => {
    const poller = samplePollerFacts(AT, { consecutiveFailures: 2, recoveryAttempts: 5, waitingBatches: 3 });
    const metrics = createMetrics();
    metrics.onPoll({ ...sample, durationMs: 40, result: "good" });
    const figures = await scrape(metrics, given({ poller }));
    expect(Object.fromEntries(figures)).toMatchObject({
      poller_consecutive_failures: 2,
      poller_recovery_attempts_total: 5,
      'poller_health_status{status="healthy"}': 1,
      'poller_health_status{status="degraded"}': 0,
      'poller_health_status{status="critical"}': 0,
      poller_last_successful_poll_timestamp_seconds: AT / 1000,
      scheduler_is_running: 1,
      'polls_total{result="good"}': 1,
      'polls_total{result="soft"}': 0,
      'polls_total{result="hard"}': 0,
      'poll_duration_seconds_bucket{le="0.025"}': 0,
      'poll_duration_seconds_bucket{le="0.05"}': 1,
      poll_duration_seconds_count: 1,
      'nagios_data_age_seconds{source="status.dat"}': 20.5,
      page_is_fresh: 1,
      incidents_open: 2,
      'notifications_total{channel="email",result="sent"}': 0,
      database_size_bytes: 1_048_576,
      database_wal_bytes: 32_768,
      database_free_bytes: 8_000_000_000,
      backups_kept: 3,
      backup_last_timestamp_seconds: AT / 1000 - 1200,
      database_restores_total: 0,
      source_reads_hanging: 0,
      store_batches_waiting: 3,
      history_since_timestamp_seconds: AT / 1000 - 3600,
      history_search_progress_ratio: 0.5,
      nagios_log_behind_bytes: 7,
      process_restarts_total: 1,
      log_lines_dropped_total: 4,
      queries_refused_total: 9,
      [`build_info{version="1.2.3",node="${process.versions.node}"}`]: 1,
    });
  });

  it("count polls, restores and messages", async () => {
    const metrics = createMetrics();
    metrics.onPoll({ ...sample, durationMs: 900, result: "soft" });
    metrics.onPoll({ ...sample, durationMs: 900, result: "soft" });
    metrics.onEvent({ at: AT, kind: "restore", part: "store", code: "db_corrupt", message: "words" });
    metrics.onEvent({ at: AT, kind: "backup", part: "store", code: null, message: "words" });
    metrics.onNotification("webhook", "failed");
    const figures = await scrape(metrics);
    expect(figures.get('polls_total{result="soft"}')).toBe(2);
    expect(figures.get("database_restores_total")).toBe(1);
    expect(figures.get('notifications_total{channel="webhook",result="failed"}')).toBe(1);
    expect(figures.has("poller_last_successful_poll_timestamp_seconds")).toBe(false);
  });

  it("name every reason, 1 for those that there are", async () => {
    const locked: Trouble = { code: "db_locked", message: "words", sinceAt: AT - 9000 };
    const figures = await scrape(createMetrics(), given({ store: sampleStoreFacts(AT, { trouble: locked }) }));
    for (const code of Object.keys(REASON_PARTS)) {
      expect(figures.get(`health_reason{reason="${code}"}`)).toBe(code === "db_locked" ? 1 : 0);
    }
    expect(figures.get('poller_health_status{status="degraded"}')).toBe(1);
  });

  it("call no component operational when the data is too old", async () => {
    const metrics = createMetrics();
    expect((await scrape(metrics)).get('component_status{component="website",status="operational"}')).toBe(1);
    const old = await scrape(metrics, given({ data: { asOf: AT - 900_000, freshUntil: AT - 1 } }));
    for (const status of PUBLIC_STATES) {
      const expected = status === "unknown" ? 1 : 0;
      expect(old.get(`component_status{component="website",status="${status}"}`)).toBe(expected);
    }
    expect(old.get("page_is_fresh")).toBe(0);
  });

  it("forget components that are not on show any more", async () => {
    const metrics = createMetrics();
    await scrape(metrics);
    const figures = await scrape(metrics, given({}, { components: [{ slug: "api", state: "major_outage" }] }));
    const names = [...figures.keys()].filter((name) => name.startsWith("component_status"));
    expect(names).toHaveLength(PUBLIC_STATES.length);
    expect(figures.get('component_status{component="api",status="major_outage"}')).toBe(1);
  });

  it("have no value for what is not known, rather than a false zero", async () => {
    const metrics = createMetrics();
    await scrape(metrics);
    const nothing = { boot: { kind: "pending" }, poller: null, store: null } as const;
    const blank = given({ ...nothing, data: { asOf: null, freshUntil: null } }, { openIncidents: null });
    const figures = await scrape(metrics, blank);
    const unknown = [
      "incidents_open",
      "poller_consecutive_failures",
      "database_size_bytes",
      "backup_last_timestamp_seconds",
    ];
    for (const name of [...unknown, 'nagios_data_age_seconds{source="status.dat"}']) {
      expect(figures.has(name)).toBe(false);
    }
    expect(figures.get("scheduler_is_running")).toBe(0);
    const ahead = { asOf: AT + 900_000, freshUntil: AT - 1 };
    expect((await scrape(metrics, given({ data: ahead }))).has('nagios_data_age_seconds{source="status.dat"}')).toBe(
      false,
    );
  });

  it("are OpenMetrics for whoever asks for it, and the same figures in both forms, again and again", async () => {
    const metrics = createMetrics();
    const facts = given();
    for (let round = 0; round < 2; round++) {
      const plain = await metrics.render(facts, "text/plain");
      expect(plain.contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
      expect(plain.body).toContain("# TYPE polls_total counter");
      const open = await metrics.render(facts, OPEN_METRICS);
      expect(open.contentType).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
      expect(open.body).toContain("# TYPE polls counter\n");
      expect(open.body).toContain('\npolls_total{result="good"} 0\n');
      expect(open.body).toMatch(/[^\n]\n# EOF\n$/);
      expect(open.body).not.toContain("\n\n");
    }
    const ours = (figures: Map<string, number>) => [...figures].filter(([name]) => !/^(process|nodejs)_/.test(name));
    expect(ours(await scrape(metrics, facts, OPEN_METRICS))).toEqual(ours(await scrape(metrics, facts)));
  });
});
