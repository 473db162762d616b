import { afterAll, beforeAll, describe, expect, it } from "vitest";
import lock from "@/package-lock.json";
import { type AttackedServer, INSIDE, startAttacked, timed } from "@/tests/support/attacked-server";

const HTML = { Accept: "text/html" };

let server: AttackedServer;

beforeAll(async () => {
  server = await startAttacked();
});

afterAll(() => server.dispose());

describe("server actions and their serialisation", () => {
  const flight = (parts: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(parts)) form.set(name, value);
    return form;
  };
  const PAYLOADS = [
    {
      "0": '{"then":"$1:__proto__:then","status":"resolved_model","value":"{}","_response":{"_prefix":"x"}}',
      "1": '"$@0"',
    },
    { "0": '["$1"]', "1": '["$0"]' },
    { "0": '"$F1"', "1": '{"id":"x","bound":"$@0"}' },
  ];

  it.each(["/", "/history", "/incidents/1", "/admin", "/api/page"])(
    "do not exist at %s, and cost nothing",
    async (path) => {
      for (const parts of PAYLOADS) {
        const init = { method: "POST", headers: { "Next-Action": "x", Origin: server.url }, body: flight(parts) };
        const { result, ms } = await timed(() => server.get(path, init));
        expect([400, 401, 403, 404, 405]).toContain(result.status);
        expect(await result.text()).not.toMatch(INSIDE);
        expect(ms).toBeLessThan(1000);
      }
      expect((await server.get("/api/livez")).status).toBe(200);
    },
  );

  it("come with versions that are mended", () => {
    const isAtLeast = (name: "next" | "react" | "react-dom", least: number[]) => {
      const parts = lock.packages[`node_modules/${name}`].version.split(".").map(Number);
      const place = parts.findIndex((part, index) => part !== least[index]);
      return place === -1 || (parts[place] ?? 0) > (least[place] ?? 0);
    };
    expect(isAtLeast("next", [16, 2, 6])).toBe(true);
    expect(isAtLeast("react", [19, 2, 6])).toBe(true);
    expect(isAtLeast("react-dom", [19, 2, 6])).toBe(true);
  });
});

describe("other ways to one page", () => {
  const WAYS: Record<string, string>[] = [
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { RSC: "1", "Next-Router-Segment-Prefetch": "/_tree" },
    { RSC: "1", "Next-Router-State-Tree": "%5B%22%22%2C%7B%7D%5D" },
    { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-nextjs-data": "1" },
    { "X-Vitrine-Peer": "x direct 127.0.0.1", "X-Forwarded-For": "127.0.0.1" },
    HTML,
  ];

  it.each(["/admin", "/admin.rsc", "/admin?_rsc=x", "/admin/", "/admin?nxtPslug=x", "/admin/runbook", "//admin"])(
    "lead nobody into %s",
    async (path) => {
      for (const headers of WAYS) {
        const response = await server.get(path, { headers });
        expect([301, 307, 308, 400, 401, 403, 404], JSON.stringify(headers)).toContain(response.status);
        expect(await response.text()).not.toMatch(/web1|db-secret|status\.db|Poll now/);
      }
    },
  );

  it("are told apart by caches, so that none gets another's answer", async () => {
    // Without Next's own mark in the address it is a redirection without a lifetime, which nobody may keep (RFC 9111).
    const unmarked = await server.get("/history", { headers: { RSC: "1" } });
    expect([unmarked.status, unmarked.headers.get("cache-control")]).toEqual([307, null]);
    const data = await server.get("/history?_rsc", { headers: { RSC: "1", ...HTML } });
    expect(data.headers.get("cache-control")).toContain("no-store");
    expect(data.headers.get("content-type")).toContain("text/x-component");
    const page = await server.get("/", { headers: HTML });
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("vary")?.toLowerCase()).toMatch(/rsc/);
  });
});

describe("requests that mean another machine", () => {
  it.each([
    "GET http://169.254.169.254/latest HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 169.254.169.254\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    "CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n",
  ])("are passed on nowhere: %j", async (request) => {
    const { result, ms } = await timed(() => server.sendRaw(request));
    expect(result).not.toMatch(/^HTTP\/1\.1 (?:101|502|504)/);
    expect(ms).toBeLessThan(5000);
  });

  it.each(["//127.0.0.1/x", "http%3A%2F%2F169.254.169.254%2F", "%2Ffonts%2Finter.woff2"])(
    "find no maker of images: %s",
    async (url) => {
      expect([400, 404]).toContain((await server.get(`/_next/image?url=${url}&w=640&q=75`)).status);
    },
  );
});

describe("a host that is not ours", () => {
  it.each([
    "/feed/rss.xml",
    "/feed/atom.xml",
    "/feed/feed.json",
    "/calendar.ics",
    "/api/v2/summary.json",
    "/api/incidents",
    "/",
  ])("is in no link of %s", async (path) => {
    const answer = await server.sendRaw(
      `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: gopher\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (?:200|421)/);
    expect(answer).not.toMatch(/evil\.example|gopher/);
  });
});

describe("paths that climb", () => {
  it.each([
    "/incidents/..%2f..%2fetc%2fpasswd",
    "/components/%252e%252e%252fetc",
    "/components/a%00b",
    "/_next/static/..%2f..%2f..%2fpackage.json",
    "/_next/static/%2e%2e/%2e%2e/%2e%2e/package.json",
    "/feed/host/..%2f..%2fetc%2fpasswd/rss.xml",
    "/badge/..%2f..%2fpackage.json",
    "/calendar/component/..%2f..%2fetc%2fpasswd.ics",
    "/report/..%2f2026",
    "/fonts/..%2f..%2fconfig.yaml",
  ])("%s leads to no file", async (path) => {
    const answer = await server.sendRaw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|404|308)/);
    expect(answer).not.toMatch(/root:x:|"dependencies"|status_dat_path/);
  });
});

describe("redirections", () => {
  const ELSEWHERE = [
    "//evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "/\\/evil.example/",
    "\\\\evil.example/",
    "/%5cevil.example/",
    "/%5c%5cevil.example/",
    "/%2fevil.example/",
    "/%2f%2fevil.example/",
    "/.//evil.example/",
    "/..//evil.example/",
    "/%2e%2e//evil.example/",
    "/%09/evil.example/",
    "/\t//evil.example/",
    "/;@evil.example/",
    "/@evil.example/",
    "/https:evil.example/",
    "/https://evil.example/",
    "/javascript:alert(1)/",
    "http://evil.example/history/",
    "http:evil.example/",
    "/de//evil.example/",
    "/de/\\evil.example/",
    "/de/%2fevil.example/",
    "/history//evil.example/",
    "/history/?next=//evil.example",
    "/?next=https://evil.example&url=//evil.example&return_to=/\\evil.example",
    "/incidents/01/",
    "/incidents//evil.example/",
    "/embed//evil.example/",
    "/feed//evil.example/rss.xml/",
    "/admin//evil.example/",
    "/%0d%0aLocation:%20https://evil.example/",
    "/history/%0d%0aLocation:%20https://evil.example/",
    "/history/%E5%98%8A%E5%98%8DLocation:evil.example/",
  ];
  const ASKED: Record<string, string>[] = [
    {},
    { Accept: "text/html" },
    { RSC: "1" },
    { "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Original-URL": "//evil.example" },
  ];

  it.each(ELSEWHERE)("lead nobody elsewhere: %j", async (path) => {
    for (const headers of ASKED) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const answer = await server.sendRaw(
        `GET ${path} HTTP/1.1\r\nHost: status.example\r\n${lines.join("")}Connection: close\r\n\r\n`,
      );
      const [head = ""] = answer.split("\r\n\r\n", 1);
      const targets = [...head.matchAll(/^(?:location|refresh|content-location|link): *(.*)$/gim)].map(([, to]) => to);
      for (const to of targets) {
        // As a browser understands it: backslashes are slashes, and what is no path is another place.
        const { origin } = new URL((to ?? "").replace(/^\d+; *url=/i, ""), "https://status.example/");
        expect([`https://status.example`, "http://status.example"], `${path} ${to}`).toContain(origin);
      }
      expect(targets.length).toBeLessThanOrEqual(2);
      expect(head).toMatch(/^HTTP\/1\.1 (?:200|307|308|400|401|403|404)/);
    }
  });
});
