import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { PollAnswer } from "@/lib/server/commands";
import { readStatus } from "@/lib/server/publication";
import { API_ROUTES, STATUS_MEANINGS } from "./api-reference";
import { renderApiDocs } from "./api-reference-html";
import { describeApi } from "./api-reference-markdown";
import type { PageView } from "./page-view";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const REFERENCE = `${ROOT}docs/api.md`;

/** Handlers that another route's entry describes, or that describe the others. */
const SPOKEN_FOR = new Set(["GET /feed/rss", "GET /api/docs", "GET /api/v2/[[...path]]"]);

/** Where `app` holds routes for programs. */
const FOLDERS = [
  "api",
  "badge",
  "calendar",
  "calendar.ics",
  "embed",
  "feed",
  "incidents",
  "index.md",
  "llms.txt",
  "maintenance",
  "metrics",
  "og.png",
  "robots.txt",
  "sitemap.xml",
  "status.txt",
];

async function listHandlers(folder: string): Promise<string[]> {
  const files = await readdir(`${ROOT}app/${folder}`, { recursive: true });
  const handlers: string[] = [];
  for (const file of files.filter((name) => name.endsWith("route.ts"))) {
    const source = await readFile(`${ROOT}app/${folder}/${file}`, "utf8");
    const path = `/${folder}/${file.slice(0, -"route.ts".length)}`.replace(/\/$/, "");
    for (const [, method] of source.matchAll(
      /export (?:const|async function|function) (GET|POST|PATCH|PUT|DELETE)\b/g,
    )) {
      handlers.push(`${method} ${path}`);
    }
  }
  return handlers.filter((handler) => !SPOKEN_FOR.has(handler));
}

/** The path as the folders of `app` spell it. */
function toFolder(path: string): string {
  return path
    .replace(/^(\/feed\/(?:host|service))\/.*$/, "$1/[...path]")
    .replace(/\{slug\}\.\w+$/, "[file]")
    .replace(/^\/incidents\/\{id\}\.md$/, "/incidents/[id]/incident.md")
    .replaceAll(/\{(\w+)\}/g, "[$1]");
}

function exampleOf(path: string): unknown {
  return API_ROUTES.find((route) => route.path === path)?.example;
}

describe("the reference", () => {
  it("names every route that there is, and no other", async () => {
    const folders = await Promise.all(FOLDERS.map(listHandlers));
    const handlers = folders.flat();
    const described = new Set(API_ROUTES.map(({ method, path }) => `${method} ${toFolder(path)}`));
    expect([...described].sort()).toEqual(handlers.sort());
  });

  it("says what each of its status codes means", () => {
    for (const { statuses } of API_ROUTES) for (const code of statuses) expect(STATUS_MEANINGS[code]).toBeDefined();
  });

  it("asks for a login exactly where something is written, and where the operator looks", () => {
    for (const { method, path, needsLogin } of API_ROUTES) {
      expect(needsLogin, path).toBe(method !== "GET" || path.startsWith("/api/admin/"));
    }
  });

  it("shows answers with the fields that are sent", () => {
    expect(Object.keys(exampleOf("/api/status") as object)).toEqual(Object.keys(readStatus()));
    const fields: (keyof PollAnswer["results"])[] = [
      "timestamp",
      "hosts_processed",
      "services_processed",
      "incidents_created",
      "incidents_updated",
      "incidents_closed",
      "comments_processed",
      "errors",
    ];
    expect(Object.keys((exampleOf("/api/poll") as PollAnswer).results)).toEqual(fields);
    const page: (keyof PageView)[] = [
      "name",
      "demo",
      "timeZone",
      "publishes",
      "asOf",
      "freshUntil",
      "checkedAt",
      "refreshMs",
      "groups",
      "history",
      "metrics",
      "activeIncidents",
      "maintenances",
      "moreMaintenances",
      "pastDays",
    ];
    expect(Object.keys(exampleOf("/api/page") as object)).toEqual(page);
  });
});

describe("docs/api.md", () => {
  it("says what the reference says (UPDATE_DOCS=1 writes it)", async () => {
    if (process.env.UPDATE_DOCS === "1") await writeFile(REFERENCE, describeApi());
    expect(await readFile(REFERENCE, "utf8")).toBe(describeApi());
  });
});

describe("the page of the reference", () => {
  it("has one section per route, with a name of its own, and no script", () => {
    const html = renderApiDocs();
    const ids = [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(API_ROUTES.length);
    expect(html).not.toMatch(/<script|javascript:|https?:\/\/(?!status\.example\.com|example\.com)/);
  });

  it("writes examples out as text", () => {
    expect(renderApiDocs()).toContain("&#60;rss version=&#34;2.0&#34;");
  });
});
