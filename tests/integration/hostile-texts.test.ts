import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crawlPublic, type PublicAnswer } from "@/lib/server/crawl-public";
import { HOSTILE, HOSTILE_HOST, HOSTILE_SERVICE, TRAP, writeHostileSite } from "@/tests/support/hostile-site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const LINK = "https://status.example.org";
const LOGIN = `Basic ${btoa("ops:s3cret-of-ops")}`;

const CONFIG = `
nagios:
  status_dat_path: FOLDER/status.dat
  object_cache_path: FOLDER/objects.cache
  services:
    - {host_name: ${JSON.stringify(HOSTILE_HOST)}, service_description: ${JSON.stringify(HOSTILE_SERVICE)}}
    - {host_name: ${JSON.stringify(HOSTILE_HOST)}, service_description: Mail}
public:
  plugin_output: true
  object_names: true
  embed_origins: ["https://www.example.com"]
polling:
  staleness_threshold_seconds: 3600
api:
  basic_auth_username: ops
  basic_auth_password: s3cret-of-ops
rss:
  link: ${LINK}
`;

let nagios: string;
let server: VitrineServer;
let answers: PublicAnswer[];

beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  writeHostileSite(nagios);
  server = await startVitrine({ config: CONFIG.replaceAll("FOLDER", nagios) });
  await waitUntil(async () => JSON.stringify(await server.json("/api/page")).includes(`${TRAP}(8)`));
  const comment = { author: HOSTILE.slice(0, 100), comment_text: HOSTILE };
  const said = await server.get("/api/incidents/1/comments", {
    method: "POST",
    headers: { Authorization: LOGIN, "Content-Type": "application/json" },
    body: JSON.stringify(comment),
  });
  expect(said.status).toBe(201);
  answers = [];
  await crawlPublic({ url: server.url, link: LINK, onAnswer: (answer) => answers.push(answer) });
});

afterAll(async () => {
  await server?.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

const headerOf = ({ headers }: PublicAnswer, name: string) => headers.find(([each]) => each === name)?.[1] ?? "";
const isType = (pattern: RegExp) => (answer: PublicAnswer) => pattern.test(headerOf(answer, "content-type"));
/** It has no body that anybody could show. */
const isRedirect = ({ status }: PublicAnswer) => status === 307 || status === 308;
const nameOf = ({ path, asked }: PublicAnswer) => `${path} ${asked ?? ""}`;

const TAG = /<([a-z][^\s/>]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const ADDRESSED = new Set(["href", "src", "action", "formaction", "data", "srcdoc", "xlink:href", "poster", "content"]);

/** Whatever in a markup would run, or lead to what runs. */
function findTraps(markup: string): string[] {
  // What stands in scripts is looked for by itself: there, an angle bracket would be one.
  const scripts = [...markup.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/gi)].map(([, text = ""]) => text);
  const found = scripts.filter((text) => text.startsWith(TRAP) || (text.includes(TRAP) && text.includes("<")));
  for (const [tag, , attributes = ""] of markup
    .replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/gi, "$1$2")
    .matchAll(TAG)) {
    for (const [, name = "", ...values] of attributes.matchAll(ATTRIBUTE)) {
      const value = (values.find((each) => each !== undefined) ?? "").replace(/[\s\p{Cc}]/gu, "");
      const leads = ADDRESSED.has(name.toLowerCase()) && /^(?:\d+;url=)?(?:javascript|vbscript|data:text)/i.test(value);
      if (/^on/i.test(name) || leads) found.push(tag);
    }
  }
  return found;
}

describe("the search itself", () => {
  it("finds what runs, and lets pass what is text", () => {
    for (const markup of [
      `<p><img src=x onerror=${TRAP}(1)>`,
      `<a title="x"onmouseover="${TRAP}()" href="/">`.replace('"onm', '" onm'),
      `<a href="java\nscript:${TRAP}()">`,
      `<svg/onload=${TRAP}()>`.replace("/", " "),
      `<script>${TRAP}(2)</script>`,
      `<script>x("<b>${TRAP}")</script>`,
    ]) {
      expect(findTraps(markup), markup).not.toEqual([]);
    }
    expect(findTraps(`<p title="&quot; onload=&quot;${TRAP}">&lt;img onerror=x&gt; javascript:x</p>`)).toEqual([]);
    expect(findTraps(`<script>x("\\u003cb>${TRAP}")</script>`)).toEqual([]);
  });
});

describe("words of Nagios' that are markup", () => {
  it("are told in every form that the page has", () => {
    expect(answers.filter(({ status }) => status === 429)).toEqual([]);
    const tells = (pattern: RegExp) => answers.filter(isType(pattern)).filter(({ body }) => body.includes(TRAP));
    for (const type of [/html/, /x-component/, /rss\+xml/, /atom\+xml/, /feed\+json/, /svg/, /calendar/, /markdown/]) {
      expect(tells(type), String(type)).not.toEqual([]);
    }
    expect(tells(/application\/json/).map(({ path }) => path)).toEqual(
      expect.arrayContaining(["/api/page", "/api/incidents/1", "/api/services", "/api/v2/summary.json"]),
    );
    expect(tells(/html/).some(({ body }) => /ld\+json[^<]*zqtrap/.test(body))).toBe(true);
  });

  it("are text in every page and every image", () => {
    const documents = answers.filter(isType(/html|svg/));
    expect(documents.length).toBeGreaterThan(20);
    for (const answer of documents) {
      expect(findTraps(answer.body), nameOf(answer)).toEqual([]);
      expect(answer.body, nameOf(answer)).not.toMatch(/<img src=x|<svg onload|<script>zqtrap/);
    }
  });

  it("are text in every feed, and in the texts that a reader shows as pages", () => {
    const parser = new XMLParser({ ignoreAttributes: false, processEntities: true, htmlEntities: true });
    const feeds = answers.filter(isType(/rss\+xml|atom\+xml/));
    expect(feeds.length).toBeGreaterThan(5);
    for (const answer of feeds) {
      expect(findTraps(answer.body.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "")), nameOf(answer)).toEqual([]);
      for (const shown of listShown(parser.parse(answer.body))) expect(findTraps(shown), nameOf(answer)).toEqual([]);
    }
    for (const answer of answers.filter(isType(/feed\+json/))) {
      const { items } = JSON.parse(answer.body) as { items: { content_html: string }[] };
      for (const { content_html } of items) expect(findTraps(content_html), nameOf(answer)).toEqual([]);
    }
  });

  it("are neither links nor elements in Markdown", () => {
    const told = answers.filter(isType(/markdown/));
    expect(told.length).toBeGreaterThan(1);
    for (const answer of told) {
      expect(answer.body, nameOf(answer)).not.toMatch(
        /(?<!\\)<(?!https?:)|(?<!\\)\]\((?!\/|https:\/\/status\.example\.org)/,
      );
    }
  });

  it("are for programs in what is for programs: no browser takes that for a page", () => {
    for (const answer of answers) {
      const type = headerOf(answer, "content-type");
      if (answer.body.includes(TRAP)) expect(type, nameOf(answer)).toMatch(/^(?:text|application|image)\/[\w.+-]+/);
      if (!isRedirect(answer)) expect(headerOf(answer, "x-content-type-options"), nameOf(answer)).toBe("nosniff");
    }
  });

  it("are no lines of their own in a calendar, and no formulas in a table", () => {
    for (const answer of answers.filter(isType(/calendar/))) {
      expect(answer.body.replace(/\r\n[ \t]/g, "")).not.toMatch(
        /^(?:ATTENDEE|ATTACH|ORGANIZER|URL[^:]*:(?!https:\/\/))/m,
      );
    }
    const tables = answers.filter(isType(/csv/));
    expect(tables.length).toBeGreaterThan(1);
    for (const answer of tables) expect(answer.body, nameOf(answer)).not.toMatch(/^[=+@\t]|,[=+@\t]/m);
  });
});

/** The texts of a feed that a reader shows: as markup, which they are after they were read once. */
function listShown(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    // A title of RSS is plain text, whatever it looks like; one of Atom says what it is.
    return name === "title" && typeof each === "string" ? [] : listShown(each);
  });
}

/** Whether other sites may show it, by the header that old browsers know or by the policy that overrules it. */
function isFramed(frameOptions: string, policy: string): boolean {
  const [, ancestors] = /frame-ancestors ([^;]*)/.exec(policy) ?? [];
  return ancestors === undefined ? frameOptions !== "DENY" : ancestors !== "'none'";
}

describe("frames of other sites", () => {
  it("show no answer but the small page that is made for them, to those that were chosen", () => {
    const framed = answers.filter((answer) => {
      return isFramed(headerOf(answer, "x-frame-options"), headerOf(answer, "content-security-policy"));
    });
    const shown = framed.filter((answer) => !isRedirect(answer));
    expect(new Set(shown.map(({ path }) => path.split("?", 1)[0]))).toEqual(new Set(["/embed"]));
    for (const answer of shown.filter(({ status }) => status === 200)) {
      expect(headerOf(answer, "content-security-policy")).toContain("frame-ancestors 'self' https://www.example.com");
    }
    for (const answer of answers.filter(isType(/html/))) {
      expect(headerOf(answer, "content-security-policy"), nameOf(answer)).toContain("frame-ancestors ");
    }
  });

  it.each([
    "/embed/x",
    "/embedded",
    "/Embed",
    "/embed%2f",
    "/embed.rsc",
    "/de/embed",
    "/admin",
    "/admin/runbook",
    "/history?x=/embed",
    "/offline",
    "/api/docs",
    "/nothing/embed",
    "/_next/embed",
    "/fonts/embed",
    "/embed/status.json",
  ])("show nothing of %s", async (path) => {
    const { headers } = await server.get(path, { headers: { Accept: "text/html" } });
    const policy = headers.get("content-security-policy") ?? "";
    expect(isFramed(headers.get("x-frame-options") ?? "", policy)).toBe(false);
  });
});
