import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AvailabilityAnswer } from "@/lib/view/availability-answer";
import type { PageView } from "@/lib/view/page-view";
import type { ReportAnswer } from "@/lib/view/sla-report";
import { HISTORY_90D, readPackedJson } from "@/tests/fixtures/nagios/read-history";
import { writeAgedHistory } from "@/tests/support/aged-history";
import { nowSeconds } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

/** Seconds up, down, unreachable outside of downtimes and within, and those of which nothing is known. */
type Row = [unscheduled: number[], scheduled: number[], none: [notRunning: number, noData: number]];

interface RuleDays {
  days: { t1: number; t2: number; hosts: (Row | null)[] }[];
  names: { hosts: string[] };
}

const RULE = readPackedJson<RuleDays>(HISTORY_90D, "oracle/perday-rule.json.gz");
const { hosts: HOSTS } = RULE.names;
/** Two long stops and a crash after a long silence: of them nothing is known, though Nagios' own report goes on. */
const STOPS = [
  [1_789_826_000, 1_789_838_600],
  [1_791_326_800, 1_791_332_800],
  [1_792_139_800, 1_792_142_200],
] as const;

const slugOf = (index: number) => `host-${index}`;

let nagios: string;
let server: VitrineServer;
let shift: number;

function config(): string {
  const components = HOSTS.map((name, index) =>
    [
      `  - name: "Host ${index}"`,
      `    slug: ${slugOf(index)}`,
      "    group: Hosts",
      `    hosts: ["${name}"]`,
      "    sla: 99.5",
    ].join("\n"),
  );
  return `
nagios:
  status_dat_path: ${nagios}/status.dat
  log_path: ${nagios}/nagios.log
  log_archive_path: ${nagios}/archives
components:
${components.join("\n")}
api:
  cors_origins: ["https://www.example.org"]
`;
}

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  shift = writeAgedHistory(nagios, nowSeconds());
  server = await startVitrine({ config: config() });
  await waitUntil(async () => server.output().includes("The past is read:"), 60_000);
});

afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

function secondsWithout([from, to]: readonly [number, number], t1: number, t2: number): number {
  return Math.max(0, Math.min(to, t2) - Math.max(from, t1));
}

describe("availability over a history that is read from logs", () => {
  it("is Nagios' own to the second, host by host and day by day", async () => {
    const [first, last] = [RULE.days[0]?.t1 ?? 0, RULE.days.at(-1)?.t2 ?? 0];
    const window = `from=${first + shift}&to=${last + shift}`;
    const answer = await server.json<AvailabilityAnswer>(`/api/availability?${window}&days=1`);
    expect(answer.time_zone).toBe("UTC");
    let compared = 0;
    for (const [place, { t1, t2, hosts }] of RULE.days.entries()) {
      const stopped = STOPS.reduce((seconds, stop) => seconds + secondsWithout(stop, t1, t2), 0);
      for (const [index, row] of hosts.entries()) {
        const seconds = answer.components[index]?.days?.[place]?.seconds;
        const where = `${HOSTS[index]} on ${answer.components[index]?.days?.[place]?.date}`;
        if (row === null) {
          expect(seconds, where).toMatchObject({ operational: 0, major_outage: 0, unknown: t2 - t1 });
        } else if (stopped > 0 || row[2][1] > 0) {
          // No line says when an object was checked for the first time: the log tells it at the next midnight.
          expect(seconds?.unknown, where).toBeGreaterThanOrEqual(row[2][0] + row[2][1] + stopped);
        } else {
          const [[up = 0, down = 0, unreachable = 0], scheduled, [notRunning, noData]] = row;
          expect(seconds, where).toEqual({
            operational: up,
            degraded_performance: 0,
            partial_outage: 0,
            major_outage: down + unreachable,
            under_maintenance: scheduled.reduce((sum, each) => sum + each, 0),
            unknown: notRunning + noData,
          });
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(1200);
  });

  it("is on the page as the bars of ninety days", async () => {
    const readShare = async () => {
      const { groups } = await server.json<PageView>("/api/page");
      return groups[0]?.components[0]?.bars?.uptime.quarter ?? 0;
    };
    await expect.poll(readShare, { timeout: 30_000 }).toBeGreaterThan(90);
    const page = await server.json<PageView>("/api/page");
    expect(page.history?.dates).toHaveLength(90);
    const [group] = page.groups;
    expect(group?.bars?.marks).toHaveLength(90);
    expect(group?.components[0]?.bars?.marks).toMatch(/^[odpxmu-]{90}$/);
  });

  it("is sent as a table, and not twice", async () => {
    const response = await server.get("/api/availability?component=host-0&format=csv&from=1790000000&to=1790000060");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [head, row] = (await response.text()).split("\r\n");
    expect(head).toMatch(/^slug,name,from,to,operational_seconds,/);
    expect(row).toMatch(/^host-0,Host 0,/);
    const etag = response.headers.get("etag") ?? "";
    const again = await server.get("/api/availability?component=host-0&format=csv&from=1790000000&to=1790000060", {
      headers: { "If-None-Match": etag },
    });
    expect(again.status).toBe(304);
  });

  it("may be read by scripts of the configured origins", async () => {
    const response = await server.get("/api/availability", { headers: { Origin: "https://www.example.org" } });
    expect(response.headers.get("access-control-allow-origin")).toBe("https://www.example.org");
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  it("names no object of Nagios", async () => {
    for (const path of ["/api/availability", "/api/availability?days=1&format=csv", "/api/report"]) {
      const text = await (await server.get(path)).text();
      for (const name of HOSTS) expect(text, path).not.toContain(name);
    }
  });

  it("refuses what it does not understand", async () => {
    expect((await server.get("/api/availability?component=db-primary")).status).toBe(404);
    expect((await server.get("/api/availability?from=2026-13-01T00:00:00Z")).status).toBe(400);
    expect((await server.get("/api/report?month=9999-01")).status).toBe(400);
  });
});

describe("the report of a month", () => {
  it("holds every component against its promise", async () => {
    const month = new Date((RULE.days[40]?.t1 ?? 0) * 1000 + shift * 1000).toISOString().slice(0, 7);
    const answer = await server.json<ReportAnswer>(`/api/report?month=${month}`);
    expect(answer.components).toHaveLength(HOSTS.length);
    for (const { target_percent, error_budget_seconds: budget, met, known_percent } of answer.components) {
      expect(target_percent).toBe(99.5);
      if (known_percent > 0) expect(met).toBe((budget?.left ?? 0) >= 0);
    }
    const table = await server.get(`/api/report?month=${month}&format=csv`);
    expect((await table.text()).trim().split("\r\n")).toHaveLength(HOSTS.length + 1);
  });
});
