import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import { fetchNagios } from "./fetch-nagios";
import { type NagiosLab, startNagios } from "./nagios-lab";

const program = await fetchNagios();
const missing = program.kind === "unavailable" ? program.reason : null;
/** Nagios writes its file every 2 s and we poll every second: what it says is public within this time. */
const ONE_INTERVAL_MS = 4_000;

interface ApiIncident {
  host_name: string;
  state: string;
  started_at: string;
  ended_at: string | null;
  is_active: boolean;
  acknowledged: boolean;
}

const CONFIG = `
components:
  - name: Website
    group: Public
    services: [www1/HTTPS, www2/HTTPS]
  - name: Website of one server
    services: [www1/HTTPS, www2/HTTPS]
    rule: best
  - name: Database
    hosts: ["db 1"]
    services: ["db 1/*"]
polling:
  staleness_threshold_seconds: 20
`;

describe.skipIf(missing !== null)(
  missing === null ? "on a real Nagios" : `on a real Nagios (skipped: ${missing})`,
  () => {
    let folder: string;
    let lab: NagiosLab;
    let server: VitrineServer;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "vitrine-live-"));
      const start = await startNagios({ folder });
      if (start.kind === "unavailable") throw new Error(start.reason);
      lab = start.lab;
      server = await startVitrine({ config: CONFIG, env: { NAGIOS_CFG_PATH: lab.configPath } });
      await waitUntil(async () => (await page()).includes("All services are operational"));
    });

    afterAll(async () => {
      await server?.dispose();
      await lab?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const page = async () => (await server.get("/")).text();
    const active = () => server.json<ApiIncident[]>("/api/incidents?active_only=true");
    const maintenances = async () => {
      const view = await server.json<{ maintenances: { id: number; status: string; startsAt: number }[] }>("/api/page");
      return view.maintenances;
    };
    const alertsOf = async (key: string) =>
      (await readFile(lab.logPath, "utf8"))
        .split("\n")
        .filter((line) => line.includes(` ALERT: ${key};`))
        .map((line) => ({ at: Number(line.slice(1, 11)) * 1000, text: line.split(`${key};`)[1] ?? "" }));

    test("an outage is public within one interval after it is HARD, and over when Nagios says so", async () => {
      await lab.setState("www1", "HTTPS", 2, "HTTP CRITICAL - secret.internal refused");
      await lab.waitForObject(
        "www1",
        "HTTPS",
        (fields) => fields.get("state_type") === "0" && fields.get("current_state") === "2",
      );
      expect(await active()).toEqual([]);
      await lab.waitForObject(
        "www1",
        "HTTPS",
        (fields) => fields.get("state_type") === "1" && fields.get("current_state") === "2",
      );
      await waitUntil(
        async () => (await active()).length === 1 && (await page()).includes("Website has a major outage"),
        ONE_INTERVAL_MS,
      );
      const began = (await alertsOf("www1;HTTPS")).find(({ text }) => text.startsWith("CRITICAL;SOFT;1"));
      expect(await active()).toMatchObject([
        {
          host_name: "Website",
          state: "CRITICAL",
          started_at: new Date(began?.at ?? 0).toISOString(),
          acknowledged: false,
        },
      ]);
      expect(await page()).not.toMatch(/secret\.internal|www1/);

      await lab.command("ACKNOWLEDGE_SVC_PROBLEM;www1;HTTPS;1;1;1;oncall;#public We replace a disk.");
      await waitUntil(async () => (await active())[0]?.acknowledged === true, 10_000);
      expect(await page()).toContain("We replace a disk.");
      expect(await page()).not.toMatch(/oncall|#public/);

      await lab.setState("www1", "HTTPS", 0, "HTTP OK");
      await lab.waitForObject("www1", "HTTPS", (fields) => fields.get("current_state") === "0");
      await waitUntil(async () => (await active()).length === 0, ONE_INTERVAL_MS);
      const ended = (await alertsOf("www1;HTTPS")).find(({ text }) => text.startsWith("OK;"));
      const [last] = await server.json<ApiIncident[]>("/api/incidents?hours=1");
      expect(last).toMatchObject({ is_active: false, ended_at: new Date(ended?.at ?? 0).toISOString() });
      await waitUntil(async () => (await page()).includes("All services are operational"), ONE_INTERVAL_MS);
    });

    test("a host that is down is one incident, its services go down with it", async () => {
      await lab.setState("db 1", null, 2, "PING CRITICAL");
      for (const service of ["PostgreSQL", "Replication Lag", "Disk Space /var", "Backup Age"]) {
        await lab.setState("db 1", service, 2, "no answer");
      }
      await lab.waitForObject(
        "db 1",
        null,
        (fields) => fields.get("current_state") === "1" && fields.get("state_type") === "1",
      );
      await lab.waitForObject("db 1", "PostgreSQL", (fields) => fields.get("current_state") === "2");
      await waitUntil(async () => (await page()).includes("Database has a major outage"), ONE_INTERVAL_MS);
      await new Promise((done) => setTimeout(done, ONE_INTERVAL_MS));
      expect(await active()).toMatchObject([{ host_name: "Database", state: "DOWN" }]);
      await lab.setState("db 1", null, 0, "PING OK");
      for (const service of ["PostgreSQL", "Replication Lag", "Disk Space /var", "Backup Age"]) {
        await lab.setState("db 1", service, 0, "fine");
      }
      await waitUntil(async () => (await active()).length === 0, 30_000);
    });

    test("a downtime is maintenance, and no incident", async () => {
      const now = Math.floor(Date.now() / 1000);
      await lab.command(`SCHEDULE_SVC_DOWNTIME;www2;HTTPS;${now};${now + 3600};1;0;3600;oncall;change 4711`);
      await lab.setState("www2", "HTTPS", 2, "stopped for maintenance");
      await lab.waitForObject(
        "www2",
        "HTTPS",
        (fields) =>
          fields.get("scheduled_downtime_depth") === "1" &&
          fields.get("state_type") === "1" &&
          fields.get("current_state") === "2",
      );
      await waitUntil(async () => (await page()).includes("Website is under maintenance"), ONE_INTERVAL_MS);
      expect(await active()).toEqual([]);
      expect(await page()).not.toContain("4711");
      expect(await maintenances()).toMatchObject([{ id: 1, status: "in_progress", startsAt: now * 1000 }]);
      expect((await server.get("/maintenance/1")).status).toBe(200);
    });

    test("a reload and a restart of Nagios leave everything as it is", async () => {
      lab.reload();
      await lab.restart();
      await new Promise((done) => setTimeout(done, ONE_INTERVAL_MS));
      await waitUntil(async () => (await page()).includes("Website is under maintenance"), 20_000);
      expect(await active()).toEqual([]);
      expect(await maintenances()).toMatchObject([{ id: 1, status: "in_progress" }]);
    });

    test("after a crash of Nagios nothing stays green", async () => {
      await lab.crash();
      await waitUntil(async () => (await page()).includes("We cannot confirm the status right now"), 40_000);
      expect(await server.json("/api/health")).toMatchObject({ status: "stale", data_is_stale: true });
      await lab.restart();
      await waitUntil(
        async () => (await server.json<{ data_is_stale: boolean }>("/api/health")).data_is_stale === false,
        20_000,
      );
    });
  },
);
