import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Statuspage } from "statuspage.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nowSeconds, type SiteDowntime, type SiteObject, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const BEGAN = nowSeconds() - 900;
const OUT = { state: 2, changedAt: BEGAN };
const SAID = BEGAN + 120;
const RECOVERED = BEGAN + 890;
const UPCOMING = BEGAN + 86_400;

const LASTING: SiteObject[] = [
  { host: "web1" },
  { host: "web1", service: "HTTP", problemId: 1, acknowledged: true, ...OUT },
  { host: "mail1" },
  { host: "mail1", service: "SMTP", problemId: 2, downtimeDepth: 1, ...OUT },
  { host: "files1" },
  { host: "files1", service: "FTP" },
  { host: "shop1" },
];
const ORDERS: SiteObject = { host: "shop1", service: "Orders" };

const WINDOW = { author: "jo.admin", text: "secret ticket 4711", enteredAt: BEGAN };
const PRESENT = { ...WINDOW, startsAt: BEGAN, endsAt: BEGAN + 7200 };
const STAYING: SiteDowntime[] = [
  { id: 11, host: "mail1", service: "SMTP", ...PRESENT },
  { id: 12, host: "mail1", service: "SMTP", ...WINDOW, startsAt: UPCOMING, endsAt: UPCOMING + 3600 },
];
const LIFTED: SiteDowntime = {
  id: 13,
  host: "files1",
  service: "FTP",
  ...PRESENT,
  startsAt: BEGAN + 60,
  text: "secret ticket 4712",
};

const atSecond = (second: number) => new Date(second * 1000);

let nagios: string;
let server: VitrineServer;
let client: Statuspage;

function write(orders: SiteObject, downtimes: SiteDowntime[]): void {
  writeSite(nagios, {
    objects: [...LASTING, orders],
    createdAt: nowSeconds(),
    startedAt: BEGAN - 3600,
    comments: [
      { host: "web1", service: "HTTP", author: "jo.admin", text: "#public The web server restarts.", at: SAID },
    ],
    downtimes,
  });
}

/** The published client, asking this server instead of statuspage.io and no proxy in between. */
function connect(url: string): Statuspage {
  const connected = new Statuspage("vitrine");
  Object.assign(Reflect.get(connected, "axios").defaults, { baseURL: `${url}/api/v2`, proxy: false });
  return connected;
}

const listUnresolved = async () => (await client.unresolvedIncidents()).incidents;
const listActive = async () => (await client.activeScheduledMaintenances()).scheduled_maintenances;
const listUpcoming = async () => (await client.upcomingScheduledMaintenances()).scheduled_maintenances;

/** An outage and a maintenance last, one more of each is over, and one maintenance is still to come. */
beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  write({ ...ORDERS, problemId: 3, ...OUT }, [...STAYING, LIFTED]);
  server = await startVitrine({
    config: `
nagios:
  status_dat_path: ${nagios}/status.dat
components:
  - {name: Website, group: Public, services: [web1/HTTP]}
  - {name: Shop, group: Public, services: [shop1/Orders]}
  - {name: Mail, services: [mail1/SMTP]}
  - {name: Files, services: [files1/FTP]}
incidents:
  monitoring_seconds: 0
`,
  });
  client = connect(server.url);
  await waitUntil(async () => (await listUnresolved()).length === 2 && (await listActive()).length === 2);
  await waitUntil(async () => {
    write({ ...ORDERS, changedAt: RECOVERED }, STAYING);
    return (await listUnresolved()).length === 1 && (await listActive()).length === 1;
  });
});

afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

describe("what a program learns through a published client of the API", () => {
  it("summary: everything that is the case, as the single questions tell it", async () => {
    const { page, status, components, incidents, scheduled_maintenances } = await client.summary();
    expect(page).toMatchObject({ name: "Service status", url: server.url, updated_at: expect.any(Date) });
    expect(status).toEqual((await client.status()).status);
    expect(components).toEqual((await client.components()).components);
    expect(incidents).toEqual(await listUnresolved());
    expect(scheduled_maintenances).toEqual([...(await listActive()), ...(await listUpcoming())]);
  });

  it("status: how bad it is", async () => {
    expect((await client.status()).status).toEqual({ indicator: "critical", description: "Major System Outage" });
  });

  it("components: the state of each, since when, and its group by the group's id", async () => {
    const { components } = await client.components();
    const [group, website, shop] = components;
    expect(components).toMatchObject([
      { name: "Public", status: "major_outage", group: true, group_id: null, components: [website?.id, shop?.id] },
      { name: "Website", status: "major_outage", group: false, group_id: group?.id, updated_at: atSecond(BEGAN) },
      { name: "Shop", status: "operational", group: false, group_id: group?.id, updated_at: atSecond(RECOVERED) },
      { name: "Mail", status: "under_maintenance", group: false, group_id: null },
      { name: "Files", status: "operational", group: false, group_id: null },
    ]);
    for (const { created_at, updated_at } of components) {
      expect(updated_at.getTime() - created_at.getTime()).toBeGreaterThanOrEqual(0);
    }
  });

  it("unresolvedIncidents: the outage that lasts, with what was said of it, the newest first", async () => {
    const incidents = await listUnresolved();
    const [incident] = incidents;
    expect(incidents).toMatchObject([
      {
        name: "Website: major outage",
        status: "identified",
        impact: "critical",
        started_at: atSecond(BEGAN),
        created_at: atSecond(BEGAN),
        monitoring_at: null,
        resolved_at: null,
        components: [{ name: "Website", status: "major_outage" }],
        incident_updates: [
          { status: "identified", created_at: incident?.updated_at },
          { status: "identified", body: "The web server restarts.", created_at: atSecond(SAID) },
          { status: "investigating", body: expect.stringContaining("Website"), created_at: atSecond(BEGAN) },
        ],
      },
    ]);
    expect(incident?.updated_at.getTime()).toBeGreaterThan(SAID * 1000);
    for (const update of incident?.incident_updates ?? []) {
      expect(update).toMatchObject({ incident_id: incident?.id, updated_at: update.created_at });
    }
  });

  it("allIncidents: what is resolved as well, with the instant at which it was", async () => {
    const { incidents } = await client.allIncidents();
    expect(incidents).toHaveLength(2);
    expect(incidents).toEqual(expect.arrayContaining(await listUnresolved()));
    expect(incidents.find(({ status }) => status === "resolved")).toMatchObject({
      name: "Shop: major outage",
      started_at: atSecond(BEGAN),
      resolved_at: atSecond(RECOVERED),
      incident_updates: [
        { status: "resolved", created_at: atSecond(RECOVERED) },
        { status: "investigating", created_at: atSecond(BEGAN) },
      ],
    });
  });

  it("activeScheduledMaintenances: what is under way, and its window", async () => {
    expect(await listActive()).toMatchObject([
      {
        name: "Maintenance of Mail",
        status: "in_progress",
        started_at: atSecond(BEGAN),
        scheduled_for: atSecond(BEGAN),
        scheduled_until: atSecond(BEGAN + 7200),
        resolved_at: null,
        components: [{ name: "Mail" }],
      },
    ]);
  });

  it("upcomingScheduledMaintenances: what comes, announced when it was entered", async () => {
    expect(await listUpcoming()).toMatchObject([
      {
        name: "Maintenance of Mail",
        status: "scheduled",
        created_at: atSecond(BEGAN),
        scheduled_for: atSecond(UPCOMING),
        scheduled_until: atSecond(UPCOMING + 3600),
        incident_updates: [{ status: "scheduled", created_at: atSecond(BEGAN) }],
      },
    ]);
  });

  it("allScheduledMaintenances: the last to begin first, and what is over told in its order", async () => {
    const { scheduled_maintenances: all } = await client.allScheduledMaintenances();
    const [upcoming, lifted, active] = all;
    expect([[active], [upcoming]]).toEqual([await listActive(), await listUpcoming()]);
    expect(all).toHaveLength(3);
    expect(lifted).toMatchObject({
      name: "Maintenance of Files",
      status: "completed",
      started_at: atSecond(LIFTED.startsAt),
      resolved_at: lifted?.updated_at,
      updated_at: expect.any(Date),
      incident_updates: [
        { status: "completed", body: "Maintenance of Files is over before its announced end." },
        { status: "in_progress", body: expect.stringContaining("has begun"), created_at: atSecond(LIFTED.startsAt) },
      ],
    });
  });
});
