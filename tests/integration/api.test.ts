import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nowSeconds, type Site, type SiteObject, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const LOGIN = { Authorization: `Basic ${Buffer.from("ops:s3cret").toString("base64")}` };
const JSON_LOGIN = { ...LOGIN, "Content-Type": "application/json" };
const BEGAN = nowSeconds() - 900;

const OBJECTS: SiteObject[] = [
  { host: "web1" },
  { host: "db-secret", state: 1, output: "DOWN - db-secret.internal 192.0.2.77", changedAt: BEGAN },
  { host: "web1", service: "HTTP" },
  { host: "web1", service: "CPU / Load" },
  { host: "web1", service: "Disk Space, /var", state: 2, problemId: 42, changedAt: BEGAN, output: "DISK CRITICAL" },
  { host: "web1", service: "Soft", state: 2, type: 0 },
  { host: "web1", service: "Warn", state: 1, problemId: 43 },
  { host: "web1", service: "New", pending: true },
];

let nagios: string;
let server: VitrineServer;

function site(objects = OBJECTS): Site {
  const comments = [{ host: "web1", service: "Disk Space, /var", author: "jo", text: "cleaning <up>", at: BEGAN + 60 }];
  const servicegroups: Site["servicegroups"] = { storage: [["web1", "Disk Space, /var"]] };
  return { objects, createdAt: nowSeconds(), hostgroups: { web: ["web1"] }, servicegroups, comments };
}

/** Lets the poller see another state of things. */
async function show(objects: SiteObject[], condition: () => Promise<boolean>): Promise<void> {
  await waitUntil(async () => {
    writeStatus(nagios, site(objects));
    return condition();
  });
}

beforeAll(() => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeSite(nagios, site());
});

afterAll(() => rmSync(nagios, { recursive: true, force: true }));

function config(selection: string): string {
  return `
nagios:
  status_dat_path: ${nagios}/status.dat
${selection}
api:
  basic_auth_username: ops
  basic_auth_password: s3cret
rss:
  link: https://status.example.org
`;
}

const PREDECESSOR = `
  hostgroups: [web]
  services:
    - {host_name: web1, service_description: HTTP}
    - {host_name: web1, service_description: CPU / Load}
    - {host_name: web1, service_description: "Disk Space, /var"}
    - {host_name: web1, service_description: Soft}
    - {host_name: web1, service_description: Warn}
    - {host_name: web1, service_description: New}`;

interface Row {
  host_name: string;
  service_description?: string;
  state_name: string;
  is_problem: boolean;
  plugin_output: string;
}

interface ApiIncident {
  id: number;
  host_name: string;
  service_description: string | null;
  state: string;
  started_at: string;
  ended_at: string | null;
  is_active: boolean;
  plugin_output: string;
  post_incident_review_url: string | null;
}

async function feed(path: string) {
  const response = await server.get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("application/rss+xml");
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" }).parse(await response.text()).rss.channel;
}

describe("with the predecessor's keys", () => {
  beforeAll(async () => {
    server = await startVitrine({ config: config(PREDECESSOR) });
    await waitUntil(async () => (await server.json<ApiIncident[]>("/api/incidents")).length > 0);
  });

  afterAll(() => server.dispose());

  it("hosts, services and counts are those that were chosen, under their own names", async () => {
    expect((await server.json<Row[]>("/api/hosts")).map((row) => [row.host_name, row.state_name])).toEqual([
      ["web1", "UP"],
    ]);
    const services = await server.json<Row[]>("/api/services");
    expect(new Map(services.map((row) => [row.service_description, row.state_name]))).toEqual(
      new Map([
        ["HTTP", "OK"],
        ["CPU / Load", "OK"],
        ["Disk Space, /var", "CRITICAL"],
        ["Soft", "OK"],
        ["Warn", "WARNING"],
        ["New", "UNKNOWN"],
      ]),
    );
    expect(services.every((row) => row.plugin_output === "")).toBe(true);
    expect(await server.json("/api/status")).toMatchObject({
      total_hosts: 1,
      hosts_up: 1,
      total_services: 6,
      services_ok: 3,
      services_warning: 1,
      services_critical: 1,
      services_unknown: 1,
      active_incidents: 1,
      data_is_stale: false,
    });
  });

  it("only the confirmed outage is an incident, with Nagios' time", async () => {
    const incidents = await server.json<ApiIncident[]>("/api/incidents?active_only=true");
    expect(incidents).toMatchObject([
      {
        incident_type: "service",
        host_name: "web1",
        service_description: "Disk Space, /var",
        state: "CRITICAL",
        started_at: new Date(BEGAN * 1000).toISOString(),
        ended_at: null,
        is_active: true,
        acknowledged: false,
        post_incident_review_url: null,
        plugin_output: "",
      },
    ]);
    expect(await server.json("/api/incidents?hours=24")).toEqual(incidents);
    expect(await server.json(`/api/incidents/${incidents[0]?.id}`)).toMatchObject({
      incident: incidents[0],
      comments: [],
      nagios_comments: [{ author: "jo", comment_data: "cleaning <up>", host_name: "web1" }],
    });
  });

  it("health is degraded while the incident lasts", async () => {
    expect(await server.json("/api/health")).toMatchObject({
      status: "degraded",
      data_is_stale: false,
      active_incidents_count: 1,
      database_accessible: true,
      scheduler_status: { is_running: true, scheduler_running: true, max_consecutive_failures: 3 },
    });
  });

  it.each([
    "/feed/service/web1/Disk%20Space%2C%20%2Fvar/rss.xml",
    "/feed/service/web1/Disk%20Space,%20/var/rss.xml",
    "/feed/rss.xml",
    "/feed/rss",
  ])("the feed %s has the incident with its constant guid and its own address", async (path) => {
    const channel = await feed(path);
    const { id } = (await server.json<ApiIncident[]>("/api/incidents"))[0] ?? { id: 0 };
    expect(channel.item.guid).toEqual({
      "#text": `https://status.example.org/incidents/${id}`,
      "@isPermaLink": "false",
    });
    expect(channel["atom:link"]["@href"]).toBe(`https://status.example.org${path}`);
  });

  it("a feed of something on show may be empty; of anything else there is none", async () => {
    expect((await feed("/feed/service/web1/CPU%20/%20Load/rss.xml")).item).toBeUndefined();
    expect((await feed("/feed/host/web1/rss.xml")).item).toBeUndefined();
    for (const path of ["/feed/host/db-secret/rss.xml", "/feed/service/web1/Nothing/rss.xml"]) {
      expect((await server.get(path)).status, path).toBe(404);
    }
  });

  it.each([
    ["/api/incidents?hours=-1", 400],
    ["/api/incidents?hours=many", 400],
    ["/api/incidents?active_only=perhaps", 400],
    ["/feed/host/%E0%A4%A/rss.xml", 400],
    ["/api/incidents/999999", 404],
    ["/api/incidents/1e3", 404],
    ["/api/incidents/..%2f..%2fetc%2fpasswd", 404],
    ["/incidents/999999", 404],
    ["/feed/rss.xml?hours=0", 400],
  ])("%s is answered with %i and says nothing of the inside", async (path, status) => {
    const response = await server.get(path);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toMatch(/at .*\.(js|ts):|node_modules|\/tmp\//);
  });

  it("people with the password add updates and a review, which the page and the feed show", async () => {
    const { id } = (await server.json<ApiIncident[]>("/api/incidents"))[0] ?? { id: 0 };
    const words = { author: "Web team", comment_text: "We <b>free</b> space." };
    const added = await server.get(`/api/incidents/${id}/comments`, {
      method: "POST",
      headers: JSON_LOGIN,
      body: JSON.stringify(words),
    });
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({ ...words, incident_id: id });
    const review = { post_incident_review_url: "https://wiki.example.org/review" };
    const set = await server.get(`/api/incidents/${id}/pir`, {
      method: "PATCH",
      headers: JSON_LOGIN,
      body: JSON.stringify(review),
    });
    expect(await set.json()).toMatchObject({ id, ...review });
    for (const path of ["/", `/incidents/${id}`]) {
      expect(await (await server.get(path)).text(), path).toContain("We &lt;b&gt;free&lt;/b&gt; space.");
    }
    expect((await feed("/feed/rss.xml")).item.description).not.toContain("<b>");
  });

  it("a poll on demand runs on the poller and tells what it did", async () => {
    const answer = await server.get("/api/poll", { method: "POST", headers: LOGIN });
    expect(await answer.json()).toMatchObject({
      success: true,
      results: { hosts_processed: 1, services_processed: 6, incidents_created: 0, errors: [] },
    });
  });

  describe("writes are refused", () => {
    const post = (headers: Record<string, string>, body: string, path = "/api/incidents/1/comments") =>
      server.get(path, { method: "POST", headers, body });
    const words = JSON.stringify({ author: "a", comment_text: "b" });

    it.each([
      ["without a password", { "Content-Type": "application/json" }, words, 401],
      ["with a wrong one", { ...JSON_LOGIN, Authorization: `Basic ${btoa("ops:wrong")}` }, words, 401],
      ["from another site", { ...JSON_LOGIN, "Sec-Fetch-Site": "cross-site" }, words, 403],
      ["from another origin", { ...JSON_LOGIN, Origin: "https://evil.example" }, words, 403],
      ["as a form", { ...LOGIN, "Content-Type": "text/plain" }, words, 415],
      ["when they are too large", JSON_LOGIN, JSON.stringify({ author: "a", comment_text: "x".repeat(70_000) }), 413],
      ["when they are no JSON", JSON_LOGIN, "{", 400],
      ["without an author", JSON_LOGIN, JSON.stringify({ comment_text: "b" }), 400],
      ["with too long an author", JSON_LOGIN, JSON.stringify({ author: "a".repeat(256), comment_text: "b" }), 400],
    ])("%s", async (_, headers, body, status) => {
      const response = await post(headers, body);
      expect(response.status).toBe(status);
      expect(await response.json()).toHaveProperty("detail");
    });

    it("for an incident that does not exist", async () => {
      expect((await post(JSON_LOGIN, words, "/api/incidents/999/comments")).status).toBe(404);
    });

    it("with a review that is no web address", async () => {
      const body = JSON.stringify({ post_incident_review_url: "javascript:alert(1)" });
      const response = await server.get("/api/incidents/1/pir", { method: "PATCH", headers: JSON_LOGIN, body });
      expect(response.status).toBe(400);
    });
  });

  it("a recovery closes the incident with Nagios' time, once, also across a restart", async () => {
    const at = nowSeconds() - 30;
    const recovered = OBJECTS.map((object) =>
      object.service === "Disk Space, /var" ? { ...object, state: 0, changedAt: at } : object,
    );
    await show(recovered, async () => (await server.json<ApiIncident[]>("/api/incidents?active_only=1")).length === 0);
    expect(await server.json("/api/incidents?hours=1")).toMatchObject([
      {
        ended_at: new Date(at * 1000).toISOString(),
        is_active: false,
        started_at: new Date(BEGAN * 1000).toISOString(),
      },
    ]);
    const { folder } = server;
    await server.stop();
    server = await startVitrine({ config: config(PREDECESSOR), folder });
    await waitUntil(async () => (await server.json<{ total_services: number }>("/api/status")).total_services > 0);
    expect(await server.json<ApiIncident[]>("/api/incidents")).toHaveLength(1);
  });
});

describe("with components", () => {
  beforeAll(async () => {
    writeSite(nagios, site());
    const components = `
components:
  - name: Website
    group: Public
    services: [web1/HTTP]
  - name: File store
    servicegroups: [storage]
`;
    server = await startVitrine({ config: config(components) });
    await waitUntil(async () => (await server.json<ApiIncident[]>("/api/incidents")).length > 0);
  });

  afterAll(() => server.dispose());

  it("no name, text or address of Nagios' is in any public answer", async () => {
    const { id } = (await server.json<ApiIncident[]>("/api/incidents"))[0] ?? { id: 0 };
    const paths = [
      "/",
      `/incidents/${id}`,
      "/api/page",
      "/api/hosts",
      "/api/services",
      "/api/status",
      "/api/health",
      "/api/incidents",
      `/api/incidents/${id}`,
      "/feed/rss.xml",
      "/feed/service/File%20store/File%20store/rss.xml",
    ];
    for (const path of paths) {
      const response = await server.get(path);
      expect(response.status, path).toBe(200);
      const text = (await response.text()) + JSON.stringify([...response.headers]);
      expect(text, path).not.toMatch(/web1|db-secret|192\.0\.2|Disk Space|DISK CRITICAL|cleaning|"jo"|vitrine-nagios/);
    }
  });

  it("the object routes carry the components' names", async () => {
    expect(
      (await server.json<Row[]>("/api/services")).map((row) => [
        row.host_name,
        row.service_description,
        row.state_name,
      ]),
    ).toEqual([
      ["Website", "Website", "OK"],
      ["File store", "File store", "CRITICAL"],
    ]);
    expect(await server.json<ApiIncident[]>("/api/incidents")).toMatchObject([
      { host_name: "File store", service_description: "File store", state: "CRITICAL" },
    ]);
  });

  it("the page's data has a validator, and is not sent again to who has it", async () => {
    const first = await server.get("/api/services");
    const etag = first.headers.get("etag") ?? "";
    const again = await server.get("/api/services", { headers: { "If-None-Match": etag } });
    expect([first.status, again.status]).toEqual([200, 304]);
  });
});

describe("with nothing chosen", () => {
  beforeAll(async () => {
    server = await startVitrine({ config: `nagios:\n  status_dat_path: ${nagios}/status.dat\n` });
    await waitUntil(async () => (await server.json<{ last_poll: string | null }>("/api/status")).last_poll !== null);
  });

  afterAll(() => server.dispose());

  it("nothing is published", async () => {
    expect(await server.json("/api/hosts")).toEqual([]);
    expect(await server.json("/api/services")).toEqual([]);
    expect(await server.json("/api/incidents")).toEqual([]);
    expect(await (await server.get("/")).text()).toContain("Nothing is published yet");
  });

  it("and without configured credentials nobody may write", async () => {
    const response = await server.get("/api/poll", { method: "POST", headers: LOGIN });
    expect(response.status).toBe(403);
    expect(((await response.json()) as { detail: string }).detail).toContain("api.basic_auth_username");
  });
});
