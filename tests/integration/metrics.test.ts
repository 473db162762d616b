import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { fetchPrometheus, type PrometheusServer, startPrometheus } from "@/tests/support/prometheus";
import { nowSeconds, type Site, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const run = promisify(execFile);
const RULES = resolve("deploy", "prometheus", "vitrine.rules.yml");
const TOKEN = "a-token-of-32-letters-0123456789";
const programs = await fetchPrometheus();
const missing = programs.kind === "unavailable" ? programs.reason : null;

const SITE: Omit<Site, "createdAt"> = {
  objects: [
    { host: "web1" },
    { host: "web1", service: "HTTP" },
    { host: "web1", service: "API", state: 2, problemId: 7, output: "refused" },
  ],
};

let nagios: string;
let server: VitrineServer;
/** Whether Nagios goes on writing. */
let writes: NodeJS.Timeout | undefined;

function keepWriting(): void {
  writeStatus(nagios, { ...SITE, createdAt: nowSeconds() });
  writes = setInterval(() => writeStatus(nagios, { ...SITE, createdAt: nowSeconds() }), 500);
}

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeSite(nagios, { ...SITE, createdAt: nowSeconds() });
  keepWriting();
  const config = `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - name: Website
    services: [web1/HTTP]
  - name: Programs
    services: [web1/API]
polling:
  staleness_threshold_seconds: 30
health:
  token: ${TOKEN}
`;
  server = await startVitrine({ config });
  await waitUntil(async () => (await server.get("/api/readyz")).ok);
});

afterAll(async () => {
  clearInterval(writes);
  await server?.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

/** As from another machine, through a proxy. */
const FROM_AFAR = { "X-Forwarded-For": "192.0.2.7" };

describe("/metrics", () => {
  it("is for this machine and for whoever has the token", async () => {
    expect((await server.get("/metrics")).status).toBe(200);
    const refused = await server.get("/metrics", { headers: FROM_AFAR });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    expect(await refused.text()).not.toContain("poll");
    const wrong = await server.get("/metrics", { headers: { ...FROM_AFAR, Authorization: "Bearer of-bad-news-here" } });
    expect(wrong.status).toBe(401);
    const right = await server.get("/metrics", { headers: { ...FROM_AFAR, Authorization: `Bearer ${TOKEN}` } });
    expect(right.status).toBe(200);
    expect(right.headers.get("cache-control")).toBe("no-store");
    expect(await right.text()).toContain('component_status{component="website",status="operational"} 1');
  });

  it("answers both forms, each by its name", async () => {
    const plain = await server.get("/metrics");
    expect(plain.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const open = await server.get("/metrics", { headers: { Accept: "application/openmetrics-text; version=1.0.0" } });
    expect(open.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    expect((await open.text()).endsWith("# EOF\n")).toBe(true);
  });
});

describe("/api/health", () => {
  interface Details {
    status: string;
    reasons?: { code: string; message: string; runbook: string }[];
    store?: { database_bytes: number };
  }
  const ask = async (headers: Record<string, string> = {}) =>
    (await (await server.get("/api/health", { headers })).json()) as Details;

  it("tells reasons to this machine and to whoever has the token, and to nobody else", async () => {
    expect(await ask()).toMatchObject({ reasons: [], data: { is_fresh: true }, config: { refused: null } });
    expect((await ask({ ...FROM_AFAR, Authorization: `Bearer ${TOKEN}` })).reasons).toEqual([]);
    const publicFields = [
      "status",
      "last_poll_time",
      "status_dat_age_seconds",
      "data_is_stale",
      "active_incidents_count",
      "database_accessible",
      "scheduler_status",
    ];
    expect(Object.keys(await ask(FROM_AFAR))).toEqual(publicFields);
    expect(Object.keys(await ask({ ...FROM_AFAR, Authorization: "Bearer wrong" }))).toEqual(publicFields);
  });

  it("is a health document for whoever asks for one", async () => {
    const answer = await server.get("/api/health", { headers: { Accept: "application/health+json" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/health+json");
    expect(await answer.json()).toMatchObject({ status: "pass", checks: { "nagios:dataAge": [{ status: "pass" }] } });
  });
});

it("livez and readyz are answered to everybody", async () => {
  const livez = await server.get("/api/livez", { headers: FROM_AFAR });
  expect([livez.status, await livez.json()]).toEqual([200, { status: "alive" }]);
  const readyz = await server.get("/api/readyz", { headers: FROM_AFAR });
  expect([readyz.status, await readyz.json()]).toEqual([200, { status: "ready", reasons: [] }]);
});

if (missing !== null && process.env.CI === "true") {
  test("Prometheus must be there when CI is true", () => expect(missing).toBeNull());
}

describe.skipIf(programs.kind === "unavailable")(
  `Prometheus${missing === null ? "" : ` (skipped: ${missing})`}`,
  () => {
    if (programs.kind === "unavailable") return;
    const { prometheus, promtool } = programs;
    let scraper: PrometheusServer;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "vitrine-prometheus-"));
      // The same rules, but for their patience.
      const rulesPath = join(folder, "rules.yml");
      writeFileSync(rulesPath, readFileSync(RULES, "utf8").replace(/for: \w+/g, "for: 0s"));
      scraper = await startPrometheus({ program: prometheus, folder, target: new URL(server.url).host, rulesPath });
      await waitUntil(async () => (await scraper.query('up{job="vitrine"} == 1')).length === 1);
    });

    afterAll(async () => {
      await scraper?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The label that tells series apart, with their values. */
    const read = async (expression: string, label: string) =>
      Object.fromEntries((await scraper.query(expression)).map(({ labels, value }) => [labels[label], value]));

    it("finds nothing to object to in the metrics", async () => {
      const input = await (await server.get("/metrics")).text();
      const { status, stdout, stderr } = spawnSync(promtool, ["check", "metrics"], { input, encoding: "utf8" });
      expect([stdout, stderr, status]).toEqual(["", "", 0]);
    });

    it("accepts the rules, and their own tests of them", async () => {
      expect((await run(promtool, ["check", "rules", RULES])).stdout).toMatch(/SUCCESS: \d+ rules found/);
      const tests = resolve("deploy", "prometheus", "vitrine.test.yml");
      expect((await run(promtool, ["test", "rules", tests])).stdout).toContain("SUCCESS");
      const example = resolve("deploy", "prometheus", "prometheus.yml");
      expect((await run(promtool, ["check", "config", example])).stdout).toContain("SUCCESS");
    });

    it("reads the figures as they are", async () => {
      await waitUntil(async () => (await read("poller_health_status", "status")).healthy === 1);
      expect(await read("poller_health_status", "status")).toEqual({ healthy: 1, degraded: 0, critical: 0 });
      expect(await read('component_status{component="programs"} == 1', "status")).toEqual({ major_outage: 1 });
      expect(await read("incidents_open", "job")).toEqual({ vitrine: 1 });
      expect((await read("polls_total", "result")).good).toBeGreaterThan(0);
      expect((await read("time() - poller_last_successful_poll_timestamp_seconds", "job")).vitrine).toBeLessThan(10);
      expect((await read("nagios_data_age_seconds", "source"))["status.dat"]).toBeLessThan(10);
      expect((await read("database_size_bytes", "job")).vitrine).toBeGreaterThan(0);
      expect(scraper.output()).not.toMatch(/level=(warn|error)/);
    });

    it("understands every expression of the dashboard", async () => {
      const text = readFileSync(resolve("deploy", "grafana", "vitrine.json"), "utf8");
      const isAnswered = async (asked: string) => (await scraper.query(asked)).length > 0;
      const fail = (message: string) => (cause: unknown) => {
        throw new Error(message, { cause });
      };
      const { panels } = JSON.parse(text) as { panels: { title: string; targets: { expr: string }[] }[] };
      for (const { title, targets } of panels) {
        for (const { expr } of targets) {
          const asked = expr.replaceAll("$instance", ".*").replaceAll("$__rate_interval", "1m");
          // There is no reason while all is well; a rate needs two scrapes.
          if (title === "Reasons") expect(await scraper.query(asked)).toEqual([]);
          else await waitUntil(() => isAnswered(asked), 10_000).catch(fail(`${title}: ${asked}`));
        }
      }
    });

    it("raises the alarm when Nagios stops writing, with every component unknown, and ends it afterwards", async () => {
      expect(await scraper.firing()).toEqual([]);
      clearInterval(writes);
      writeStatus(nagios, { ...SITE, createdAt: nowSeconds() - 900 });
      await waitUntil(async () => {
        const firing = await scraper.firing();
        return ["VitrinePageStale", "VitrineSourceStale", "VitrineCritical"].every((name) => firing.includes(name));
      }, 40_000);
      expect(await read("component_status == 1", "status")).toEqual({ unknown: 1 });
      expect(await read("page_is_fresh", "job")).toEqual({ vitrine: 0 });
      expect((await read("nagios_data_age_seconds", "source"))["status.dat"]).toBeGreaterThan(890);
      // A start of ours would cure nothing: still ready, and a warning only.
      expect((await server.get("/api/readyz")).status).toBe(200);
      const headers = { Accept: "application/health+json", ...FROM_AFAR };
      const document = await server.get("/api/health", { headers });
      expect(document.status).toBe(200);
      const text = await document.text();
      expect(JSON.parse(text)).toMatchObject({ status: "warn" });
      expect(text).not.toContain(nagios);
      keepWriting();
      await waitUntil(async () => (await scraper.firing()).length === 0, 60_000);
    });
  },
);
