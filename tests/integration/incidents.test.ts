import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PageView } from "@/lib/view/page-view";
import { nowSeconds, type Site, type SiteObject, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const LOGIN = { Authorization: `Basic ${Buffer.from("ops:s3cret").toString("base64")}` };
const BEGAN = nowSeconds() - 600;
const OUT = { state: 2, changedAt: BEGAN };

const OBJECTS: SiteObject[] = [
  { host: "web1" },
  { host: "web1", service: "HTTP", problemId: 1, ...OUT },
  { host: "web1", service: "Cache", problemId: 2, ...OUT, changedAt: BEGAN + 60 },
  { host: "lab1" },
  { host: "lab1", service: "Orders", problemId: 3, ...OUT },
  { host: "mail1" },
  { host: "mail1", service: "SMTP", state: 2, problemId: 4 },
];

const DOWNTIME = { author: "jo.admin", enteredAt: BEGAN, startsAt: BEGAN, endsAt: BEGAN + 7200 };

interface Row {
  id: number;
  host_name: string;
  started_at: string;
  ended_at: string | null;
  is_active: boolean;
}

let nagios: string;
let server: VitrineServer;

function site(objects = OBJECTS): Site {
  const text = "#public The web server <b>restarts</b>.";
  return {
    objects,
    createdAt: nowSeconds(),
    comments: [{ host: "web1", service: "HTTP", author: "jo.admin", text, at: BEGAN + 120 }],
    downtimes: [
      { id: 11, host: "mail1", service: "SMTP", text: "secret ticket 4711", ...DOWNTIME },
      { id: 12, host: "mail1", text: "secret ticket 4711", ...DOWNTIME },
    ],
  };
}

const config = () => `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - {name: Website, services: [web1/HTTP, web1/Cache]}
  - {name: Laboratory, services: [lab1/Orders], incidents: {publish: review}}
  - {name: Mail, services: [mail1/SMTP]}
api:
  basic_auth_username: ops
  basic_auth_password: s3cret
`;

const list = () => server.json<Row[]>("/api/incidents");
const view = () => server.json<PageView>("/api/page");
const text = async (path: string, headers = {}) => (await server.get(path, { headers })).text();

/** Where the public may read of incidents. */
const PUBLIC = ["/", "/api/page", "/api/incidents", "/feed/rss.xml", "/history"];

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeSite(nagios, site());
  server = await startVitrine({ config: config() });
  await waitUntil(async () => (await list()).length > 0);
});

afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

describe("an outage of two objects of one component", () => {
  it("is one incident, with the begin of the first, and what was written for the public", async () => {
    const incidents = await list();
    expect(incidents).toMatchObject([{ host_name: "Website", started_at: new Date(BEGAN * 1000).toISOString() }]);
    const page = await text(`/incidents/${incidents[0]?.id}`);
    expect(page).toContain("The web server &lt;b&gt;restarts&lt;/b&gt;.");
    expect(page).not.toMatch(/#public|jo\.admin|web1/);
  });
});

describe("a draft", () => {
  it("is nowhere to be seen, and counted by nobody", async () => {
    const [shown] = await list();
    const hidden = [1, 2].find((id) => id !== shown?.id);
    for (const path of [`/incidents/${hidden}`, `/api/incidents/${hidden}`]) {
      expect((await server.get(path)).status, path).toBe(404);
    }
    const answer = await server.get(`/api/incidents/${hidden}/comments`, {
      method: "POST",
      headers: { ...LOGIN, "Content-Type": "application/json" },
      body: JSON.stringify({ author: "Web team", comment_text: "Hello" }),
    });
    expect(answer.status).toBe(404);
    expect(await server.json("/api/health")).toMatchObject({ active_incidents_count: 1 });
    expect(await server.json("/api/status")).toMatchObject({ active_incidents: 1 });
    expect((await view()).activeIncidents.map(({ id }) => id)).toEqual([shown?.id]);
  });

  it("is shown to the operator, with the reasons of everything", async () => {
    const page = await text("/admin", LOGIN);
    expect(page).toContain("Not public: a draft, a person decides");
    expect(page).toContain("lab1;Orders");
    expect(page).toContain("2 downtimes, in effect");
    expect(page).toContain("secret ticket 4711");
  });
});

describe("the downtimes of one window", () => {
  it("are one maintenance with a page of its own, and say nothing of who entered them", async () => {
    const { maintenances, activeIncidents } = await view();
    expect(maintenances).toMatchObject([{ status: "in_progress", components: [{ name: "Mail" }] }]);
    expect(activeIncidents.flatMap(({ components }) => components.map(({ name }) => name))).toEqual(["Website"]);
    expect((await server.get(`/maintenance/${maintenances[0]?.id}`)).status).toBe(200);
    for (const path of [...PUBLIC, `/maintenance/${maintenances[0]?.id}`]) {
      expect(await text(path), path).not.toMatch(/4711|jo\.admin|mail1|lab1/);
    }
  });
});

describe("after the recovery", () => {
  it("an incident is watched for a while: over for programs, among the active ones for visitors", async () => {
    const at = nowSeconds() - 5;
    const well = OBJECTS.map((object) => (object.host === "web1" ? { ...object, state: 0, changedAt: at } : object));
    await waitUntil(async () => {
      writeSite(nagios, site(well));
      return (await list())[0]?.is_active === false;
    });
    expect(await list()).toMatchObject([{ ended_at: new Date(at * 1000).toISOString() }]);
    expect((await view()).activeIncidents).toMatchObject([{ status: "monitoring", resolvedAt: null }]);
    expect(await server.json("/api/health")).toMatchObject({ active_incidents_count: 0 });
    expect(await server.json("/api/incidents?active_only=true")).toEqual([]);
  });
});
