import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { problem } from "@/lib/api-schema/errors";
import { ROUTE_SCHEMAS } from "@/lib/api-schema/route-schemas";
import { v2Incidents, v2Maintenances, v2Status, v2Summary } from "@/lib/api-schema/statuspage";
import { RECORDED_SUMMARY } from "@/tests/support/recorded-statuspage";
import { nowSeconds, type SiteDowntime, type SiteObject, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const LINK = "https://status.example.org";
const BEGAN = nowSeconds() - 900;
const OBJECTS: SiteObject[] = [
  { host: "web1" },
  { host: "web1", service: "HTTP", state: 2, problemId: 1, changedAt: BEGAN },
  { host: "web1", service: "Cache" },
  { host: "mail1" },
  { host: "mail1", service: "SMTP", downtimeDepth: 1, state: 2, problemId: 4 },
  { host: "new1" },
  { host: "new1", service: "App", pending: true },
];
const WINDOW = { host: "mail1", author: "jo.admin", text: "secret ticket 4711", enteredAt: BEGAN };
const DOWNTIMES: SiteDowntime[] = [
  { id: 11, service: "SMTP", ...WINDOW, startsAt: BEGAN, endsAt: BEGAN + 7200 },
  { id: 12, service: "SMTP", ...WINDOW, startsAt: BEGAN + 86_400, endsAt: BEGAN + 90_000 },
];
const COMPONENTS = `
components:
  - {name: Website, group: Public, description: Where everybody looks, services: [web1/HTTP]}
  - {name: Cache, group: Public, services: [web1/Cache]}
  - {name: Mail, services: [mail1/SMTP]}
  - {name: Novelty, services: [new1/App]}
`;

const V2_FILES = Object.keys(ROUTE_SCHEMAS).flatMap((route) => route.match(/^GET (\/api\/v2\/.*)$/)?.[1] ?? []);

let nagios: string;
let server: VitrineServer;

async function start(more: string, ageSeconds = 0): Promise<void> {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeSite(nagios, { objects: OBJECTS, createdAt: nowSeconds() - ageSeconds, downtimes: DOWNTIMES });
  server = await startVitrine({
    config: `nagios:\n  status_dat_path: ${nagios}/status.dat\nrss: {link: "${LINK}"}\n${more}`,
  });
  await waitUntil(async () => (await server.json<{ last_poll: string | null }>("/api/status")).last_poll !== null);
}

async function stop(): Promise<void> {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
}

const read = async <T>(path: string, schema: z.ZodType<T>) => schema.parse(await server.json(path));
const summary = () => read("/api/v2/summary.json", v2Summary);

describe("a page with an outage, maintenance and something unknown", () => {
  beforeAll(async () => {
    await start(COMPONENTS);
    await waitUntil(async () => (await summary()).incidents.length > 0);
  });

  afterAll(stop);

  it("has the shape that clients rely on", async () => {
    RECORDED_SUMMARY.parse(await server.json("/api/v2/summary.json"));
  });

  it("tells its components, their groups and the page as Nagios sees them", async () => {
    const { components, status, page, x_data } = await summary();
    const said = components.map(({ name, status, group, position }) => [name, status, group, position]);
    expect(said).toEqual([
      ["Public", "major_outage", true, 1],
      ["Website", "major_outage", false, 1],
      ["Cache", "operational", false, 2],
      ["Mail", "under_maintenance", false, 2],
      ["Novelty", "degraded_performance", false, 3],
    ]);
    expect(status).toEqual({ indicator: "critical", description: "Major System Outage" });
    expect(page.url).toBe(LINK);
    const novelty = components.find(({ name }) => name === "Novelty");
    expect(x_data).toMatchObject({ stale: false, unknown_components: [novelty?.id] });
  });

  it("tells the incident and the maintenance in every file that they belong to", async () => {
    const [incident] = (await summary()).incidents;
    expect(incident).toMatchObject({
      status: "investigating",
      impact: "critical",
      started_at: new Date(BEGAN * 1000).toISOString(),
      components: [{ name: "Website" }],
      incident_updates: [{ affected_components: [{ name: "Website", new_status: "major_outage" }] }],
    });
    for (const path of ["/api/v2/incidents.json", "/api/v2/incidents/unresolved.json"]) {
      expect((await read(path, v2Incidents)).incidents, path).toEqual([incident]);
    }
    const list = async (part: string) =>
      (await read(`/api/v2/scheduled-maintenances${part}.json`, v2Maintenances)).scheduled_maintenances;
    const [active, upcoming, all] = [await list("/active"), await list("/upcoming"), await list("")];
    expect(active.map(({ status }) => status)).toEqual(["in_progress"]);
    expect(upcoming).toMatchObject([
      { status: "scheduled", scheduled_for: new Date((BEGAN + 86_400) * 1000).toISOString() },
    ]);
    expect(all).toEqual([...upcoming, ...active]);
    expect((await summary()).scheduled_maintenances).toEqual([...active, ...upcoming]);
  });

  it.each(V2_FILES)("%s may be kept shortly, asked for with a validator, and read by every site", async (path) => {
    const response = await server.get(path, { headers: { Origin: "https://elsewhere.example" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=30, s-maxage=10");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await server.get(path)).headers.get("access-control-allow-origin")).toBe("*");
    const etag = response.headers.get("etag") ?? "";
    await waitUntil(async () => {
      const fresh = (await server.get(path)).headers.get("etag") ?? etag;
      return (await server.get(path, { headers: { "If-None-Match": fresh } })).status === 304;
    });
    const preflight = await server.get(path, { method: "OPTIONS", headers: { Origin: "https://elsewhere.example" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, "If-None-Match"]);
    expect((await server.get(path, { method: "HEAD" })).status).toBe(200);
  });

  it("names nothing of Nagios' anywhere", async () => {
    for (const path of [...V2_FILES, "/api/up", "/api/openapi.json"]) {
      expect(await (await server.get(path)).text(), path).not.toMatch(/web1|mail1|new1|SMTP|jo\.admin|4711/);
    }
  });

  it("answers what there is not with a problem document", async () => {
    for (const path of [
      "/api/v2/subscribers.json",
      "/api/v2",
      "/api/v2/incidents/a/b.json",
      "/api/up?component=mail1",
    ]) {
      const response = await server.get(path);
      expect([response.status, response.headers.get("content-type")], path).toEqual([404, "application/problem+json"]);
      problem.parse(await response.json());
    }
  });

  it.each([
    ["", 503, "major_outage"],
    ["?component=website", 503, "major_outage"],
    ["?component=cache", 200, "operational"],
    ["?component=mail", 200, "under_maintenance"],
    ["?component=novelty", 503, "unknown"],
  ])("/api/up%s is answered with %i: %s", async (query, status, state) => {
    const response = await server.get(`/api/up${query}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ state });
  });

  it("every JSON answer for everybody has the form that is described", async () => {
    const [incident] = await server.json<{ id: number }[]>("/api/incidents");
    const routes = Object.entries(ROUTE_SCHEMAS).filter(([route]) => route.startsWith("GET "));
    for (const [route, schemas] of routes) {
      const path = route.slice("GET ".length).replace("{id}", String(incident?.id)).replace("{slug}", "website");
      const response = await server.get(path);
      const body: unknown = await response.json();
      expect(schemas[response.status]?.safeParse(body).error, path).toBeUndefined();
      expect(schemas[response.status], path).toBeDefined();
    }
  });

  it("describes the routes as OpenAPI, and the page for people leads there", async () => {
    const document = await server.json<{ openapi: string; paths: object }>("/api/openapi.json");
    expect(document.openapi).toBe("3.1.1");
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining([...V2_FILES, "/api/up", "/api/status"]));
    expect(await (await server.get("/api/docs")).text()).toContain('href="/api/openapi.json"');
  });
});

describe("a page whose data is too old", () => {
  beforeAll(() => start(COMPONENTS, 1200));
  afterAll(stop);

  it("calls nothing operational, and says how old the data is", async () => {
    const { components, status, x_data } = await summary();
    expect(components.map(({ status }) => status)).toEqual(components.map(() => "degraded_performance"));
    expect(status.indicator).not.toBe("none");
    expect(status.description).toMatch(/^Status Unknown — data 2\d min old$/);
    expect(x_data.stale).toBe(true);
    expect(x_data.unknown_components).toHaveLength(4);
    expect((await server.get("/api/up?component=cache")).status).toBe(503);
  });
});

describe("a page on which nothing is published", () => {
  beforeAll(() => start(""));
  afterAll(stop);

  it("says so, and is not green", async () => {
    const { status } = await read("/api/v2/status.json", v2Status);
    expect(status).toEqual({ indicator: "minor", description: "Nothing is published yet" });
    const { components, incidents } = await summary();
    expect([components, incidents]).toEqual([[], []]);
    expect((await server.get("/api/up")).status).toBe(503);
    expect((await server.get("/api/up?component=cache")).status).toBe(404);
  });
});
