import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nowSeconds, type Site, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const BEGAN = nowSeconds() - 900;
const HOUR = 3600;
const PUBLIC_LINK = "https://status.example.org";
const BRIEFLY = "public, max-age=60, s-maxage=10";

let nagios: string;
let server: VitrineServer;

function site(createdAt = nowSeconds()): Site {
  const planned = {
    author: "jo",
    text: "ticket 4711",
    enteredAt: BEGAN,
    startsAt: BEGAN + 48 * HOUR,
    endsAt: BEGAN + 50 * HOUR,
  };
  return {
    createdAt,
    objects: [
      { host: "web1" },
      { host: "db-secret" },
      { host: "web1", service: "HTTP" },
      { host: "web1", service: "Disk", state: 2, problemId: 42, changedAt: BEGAN, output: "DISK CRITICAL" },
      { host: "db-secret", service: "SQL", state: 2, problemId: 43, changedAt: BEGAN },
    ],
    downtimes: [{ ...planned, id: 5, host: "web1", service: "HTTP" }],
  };
}

const CONFIG = `
nagios:
  status_dat_path: STATUS
components:
  - name: Website
    group: Public services
    services: [web1/HTTP]
  - name: File store
    group: Public services
    services: [web1/Disk]
page:
  name: Example
public:
  embed_origins: ["https://www.example.com"]
rss:
  link: ${PUBLIC_LINK}
`;

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeSite(nagios, site());
  const polling = "polling:\n  staleness_threshold_seconds: 3600\n";
  server = await startVitrine({ config: CONFIG.replace("STATUS", `${nagios}/status.dat`) + polling });
  await waitUntil(async () => {
    writeStatus(nagios, site());
    return (await server.json<unknown[]>("/api/incidents")).length > 0;
  });
});

afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

async function get(path: string, type: string): Promise<string> {
  const response = await server.get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get("content-type"), path).toContain(type);
  return response.text();
}

function parse(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  const isArray = (name: string) => name === "item" || name === "entry";
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", isArray }).parse(xml);
}

/** Guids of a feed of RSS. */
async function guids(path: string): Promise<string[]> {
  const { item = [] } = parse(await get(path, "application/rss+xml")).rss.channel;
  return item.map(({ guid }: { guid: Record<string, string> }) => guid["#text"]);
}

describe("feeds", () => {
  it("in the predecessor's form tell of incidents only, unless maintenance is asked for", async () => {
    expect(await guids("/feed/rss.xml")).toEqual([`${PUBLIC_LINK}/incidents/1`]);
    expect(await guids("/feed/rss")).toEqual([`${PUBLIC_LINK}/incidents/1`]);
    expect((await guids("/feed/rss.xml?maintenance=1")).sort()).toEqual([
      `${PUBLIC_LINK}/incidents/1`,
      `${PUBLIC_LINK}/maintenance/1`,
    ]);
  });

  it("as Atom and as JSON tell of both", async () => {
    const { feed } = parse(await get("/feed/atom.xml", "application/atom+xml"));
    expect(feed.id).toBe("tag:status.example.org,2026:/feed/atom.xml");
    expect(feed.entry.map(({ id }: { id: string }) => id).sort()).toEqual([
      "tag:status.example.org,2026:/incidents/1",
      "tag:status.example.org,2026:/maintenance/1",
    ]);
    const json = JSON.parse(await get("/feed/feed.json", "application/feed+json"));
    expect(json.version).toBe("https://jsonfeed.org/version/1.1");
    expect(json.items.map(({ url }: { url: string }) => url).sort()).toEqual([
      `${PUBLIC_LINK}/incidents/1`,
      `${PUBLIC_LINK}/maintenance/1`,
    ]);
  });

  it("of a component or a group tell of what concerns it", async () => {
    expect(await guids("/feed/component/file-store/rss.xml")).toEqual([`${PUBLIC_LINK}/incidents/1`]);
    expect(await guids("/feed/component/website/rss.xml")).toEqual([`${PUBLIC_LINK}/maintenance/1`]);
    expect(await guids("/feed/group/public-services/rss.xml")).toHaveLength(2);
    expect(await guids("/feed/component/website/rss.xml?maintenance=0")).toEqual([]);
    const { feed } = parse(await get("/feed/component/website/atom.xml", "application/atom+xml"));
    expect(feed.title).toBe("System Status: Website");
    expect(JSON.parse(await get("/feed/group/public-services/feed.json", "application/feed+json")).items).toHaveLength(
      2,
    );
  });

  it("by update have an entry for each of them, whose guid is that of its place on the page", async () => {
    const [guid = ""] = await guids("/feed/component/file-store/rss.xml?per=update");
    const [path, fragment] = guid.slice(PUBLIC_LINK.length).split("#");
    expect(path).toBe("/incidents/1");
    expect(await (await server.get(path ?? "")).text()).toContain(`id="${fragment}"`);
  });

  it("repeat nothing of an address that they do not understand, and are not sent again to who has them", async () => {
    const first = await server.get("/feed/atom.xml");
    const other = await server.get("/feed/atom.xml?cb=1", { headers: { "X-Forwarded-Host": "evil.example" } });
    expect(await other.text()).toBe(await first.text());
    expect(first.headers.get("cache-control")).toBe(BRIEFLY);
    const headers = { "If-None-Match": first.headers.get("etag") ?? "" };
    expect((await server.get("/feed/atom.xml", { headers })).status).toBe(304);
  });

  it.each(["/feed/rss.xml?per=day", "/feed/atom.xml?maintenance=perhaps", "/feed/feed.json?hours=0"])(
    "%s is refused",
    async (path) => {
      expect((await server.get(path)).status).toBe(400);
    },
  );
});

describe("calendars", () => {
  async function events(path: string) {
    const calendar = new ICAL.Component(ICAL.parse(await get(path, "text/calendar")));
    return calendar.getAllSubcomponents("vevent").map((event) => ({
      uid: String(event.getFirstPropertyValue("uid")),
      start: String(event.getFirstPropertyValue("dtstart")),
      url: String(event.getFirstPropertyValue("url")),
    }));
  }

  it("hold the maintenance of everything, of a component, or one alone", async () => {
    const start = new Date((BEGAN + 48 * HOUR) * 1000).toISOString().replace(".000", "");
    const event = { uid: "maintenance-1@status.example.org", start, url: `${PUBLIC_LINK}/maintenance/1` };
    expect(await events("/calendar.ics")).toEqual([event]);
    expect(await events("/calendar/component/website.ics")).toEqual([event]);
    expect(await events("/calendar/component/file-store.ics")).toEqual([]);
    expect(await events("/maintenance/1/event.ics")).toEqual([event]);
    expect((await server.get("/calendar.ics")).headers.get("cache-control")).toBe(BRIEFLY);
  });

  it("leave the page of a maintenance where it was", async () => {
    expect(await get("/maintenance/1", "text/html")).toContain("Maintenance of Website");
  });
});

describe("badges", () => {
  it("say the state of a component and of the whole page", async () => {
    expect(await get("/badge/website.svg", "image/svg+xml")).toContain("<title>Website: operational</title>");
    expect(await get("/badge/status.svg?style=dot", "image/svg+xml")).toContain("<title>Example: major outage</title>");
    expect(JSON.parse(await get("/badge/file-store.json?label=Files", "application/json"))).toEqual({
      schemaVersion: 1,
      label: "Files",
      message: "major outage",
      color: "red",
    });
  });

  it("hold a label as text, and refuse one that is too long", async () => {
    const svg = await get(`/badge/website.svg?label=${encodeURIComponent("<svg onload=a>")}`, "image/svg+xml");
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect((await server.get(`/badge/website.svg?label=${"x".repeat(65)}`)).status).toBe(400);
    expect((await server.get("/badge/website.svg?style=round")).status).toBe(400);
  });

  it("may be shown anywhere and run nothing", async () => {
    const { headers } = await server.get("/badge/website.svg");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect((await server.get("/badge/website.json")).headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cache-control")).toBe(BRIEFLY);
  });
});

describe("embedding", () => {
  it("frames one small page without a script, on the chosen sites alone", async () => {
    const { headers } = await server.get("/embed");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self' https://www.example.com");
    expect(headers.get("x-frame-options")).toBeNull();
    const html = await get("/embed?component=file-store", "text/html");
    expect(html).toContain("<b>File store</b> Major outage");
    expect(html).not.toContain("<script");
    for (const path of ["/", "/embed/status.json", "/embedded", "/incidents/1"]) {
      expect((await server.get(path)).headers.get("x-frame-options"), path).toBe("DENY");
    }
    expect((await server.get("/")).headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it("lets a script of any site read the state, and gives it one", async () => {
    const response = await server.get("/embed/status.json", { headers: { Origin: "https://shop.example" } });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({ name: "Example", state: "major_outage", path: "/" });
    expect((await get("/embed.js", "javascript")).length).toBeLessThan(2048);
  });
});

describe("what is not on show", () => {
  it.each([
    ["/feed/component/NAME/rss.xml"],
    ["/feed/component/NAME/feed.json"],
    ["/feed/group/NAME/atom.xml"],
    ["/calendar/component/NAME.ics"],
    ["/badge/NAME.svg"],
    ["/badge/NAME.json"],
    ["/embed?component=NAME"],
    ["/embed/status.json?component=NAME"],
  ])("is answered by %s as what does not exist", async (pattern) => {
    const answer = async (name: string) => {
      const response = await server.get(pattern.replace("NAME", name));
      return [response.status, await response.text()];
    };
    const [status, text] = await answer("db-secret");
    expect(status).toBe(404);
    expect([status, text]).toEqual(await answer("nothing-at-all"));
  });

  it("is in no feed, calendar, badge or frame", async () => {
    const paths = ["/feed/atom.xml?per=update", "/feed/feed.json", "/calendar.ics", "/badge/status.svg", "/embed"];
    for (const path of paths) {
      expect(await (await server.get(path)).text(), path).not.toMatch(/db-secret|web1|SQL|DISK CRITICAL|4711|\bjo\b/);
    }
    expect((await server.get("/maintenance/99/event.ics")).status).toBe(404);
    expect((await server.get("/feed/component/website/rss.txt")).status).toBe(404);
  });
});

describe("every page", () => {
  it("tells programs what they may follow", async () => {
    const html = await get("/", "text/html");
    for (const path of ["/feed/rss.xml", "/feed/atom.xml", "/feed/feed.json", "/calendar.ics"]) {
      expect(html).toMatch(new RegExp(`<link rel="alternate"[^>]*href="${path}"`));
    }
  });
});

describe("when Nagios' data is too old", () => {
  it("nothing is green", async () => {
    writeStatus(nagios, site(nowSeconds() - 2 * HOUR));
    const stale = await startVitrine({ config: CONFIG.replace("STATUS", `${nagios}/status.dat`) });
    try {
      const json = (path: string) => stale.json(path);
      await waitUntil(async () => (await json("/badge/website.json")).isError === true);
      expect(await json("/badge/website.json")).toMatchObject({ message: "status unknown", color: "lightgrey" });
      expect(await json("/embed/status.json?component=website")).toMatchObject({ state: "unknown" });
      expect(await (await stale.get("/badge/website.svg?style=uptime")).text()).toContain("status unknown");
    } finally {
      await stale.dispose();
    }
  });
});
