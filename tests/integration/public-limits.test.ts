import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ATTACKED_LOGIN, type AttackedServer, INSIDE, startAttacked, timed } from "@/tests/support/attacked-server";

const HTML = { Accept: "text/html" };

let server: AttackedServer;

beforeAll(async () => {
  server = await startAttacked();
});

afterAll(() => server.dispose());

const headersOf = async (path: string, init?: RequestInit) => (await server.get(path, init)).headers;

describe("questions that cost", () => {
  it.each([
    ["/api/availability?days=true&from=1&to=9999999999", 400],
    ["/api/incidents?hours=99999999", 400],
    ["/api/incidents?hours=1e309", 400],
    ["/api/report?month=99999-01", 400],
    [`/api/availability?component=${"a".repeat(8000)}`, 404],
    [`/components/${"a".repeat(8000)}`, 404],
    [`/badge/website.svg?label=${"x".repeat(8000)}`, 400],
    [`/api/incidents?a[__proto__][admin]=1&__proto__=1&constructor=1`, 200],
  ])("are refused or answered at once: %s", async (path, status) => {
    const { result, ms } = await timed(() => server.get(path));
    expect(result.status).toBe(status);
    expect(await result.text()).not.toMatch(INSIDE);
    expect(ms).toBeLessThan(1000);
  });

  it("of one page under many addresses keep nothing and tell nothing new", async () => {
    const plain = await (await server.get("/api/page")).text();
    for (let index = 0; index < 200; index++) {
      const response = await server.get(`/api/page?cb=${index}`, { headers: { Accept: `x/${index}` } });
      expect(response.status).toBe(200);
      if (index === 199) expect(Object.keys((await response.json()) as object)).toEqual(Object.keys(JSON.parse(plain)));
      else await response.arrayBuffer();
    }
  });

  it("by the hundred at once leave the page fast", async () => {
    const many = Array.from({ length: 200 }, async () => (await server.get("/api/availability?days=true")).status);
    const { result, ms } = await timed(() => server.get("/api/livez"));
    expect(result.status).toBe(200);
    expect(ms).toBeLessThan(3000);
    expect(new Set(await Promise.all(many))).not.toContain(500);
  });
});

describe("who asks too often for what has to be worked out", () => {
  const behind = (address: string, more: Record<string, string> = {}) => ({
    headers: { "X-Forwarded-For": address, ...more },
  });
  const month = new Date().toISOString().slice(0, 7);
  const DEAR = ["/api/availability", "/api/report?format=csv", "/api/incidents?hours=24", `/report/${month}`].concat(
    `/history?month=${month}`,
    "/feed/rss.xml?per=update",
  );
  const FREE = ["/", "/history", "/incidents/1", "/api/page", "/api/page?cb=1", "/api/status", "/api/health"].concat([
    "/api/livez",
    "/api/readyz",
    "/api/up",
    "/metrics",
    "/feed/rss.xml",
    "/badge/website.svg?style=dot",
  ]);

  it("is told to wait, and everybody else is answered", async () => {
    const asked = Array.from({ length: 70 }, async (_, index) => {
      const response = await server.get(DEAR[index % DEAR.length] ?? "", behind("198.51.100.7"));
      await response.arrayBuffer();
      return response.status;
    });
    const statuses = await Promise.all(asked);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    for (const path of DEAR) {
      const refused = await server.get(path, behind("198.51.100.7, 198.51.100.7"));
      expect([path, refused.status]).toEqual([path, 429]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
      expect(await refused.json()).toMatchObject({ title: "Too Many Requests", status: 429 });
      expect((await server.get(path, behind("198.51.100.8"))).status).toBe(200);
      expect((await server.get(path)).status).toBe(200);
    }
    for (const path of FREE) {
      expect([path, (await server.get(path, behind("198.51.100.7"))).status]).not.toEqual([path, 429]);
    }
  });

  it("gets a page where a page was asked for, in any language and spelling of the address", async () => {
    for (let index = 0; index < 60; index++) await server.get("/api/report", behind("198.51.100.9"));
    for (const path of [
      `/history?month=${month}`,
      `/de/history?month=${month}`,
      `/report/${month}`,
      `/r%65port/${month}`,
    ]) {
      const refused = await server.get(path, behind("198.51.100.9", HTML));
      expect([path, refused.status]).toEqual([path, 429]);
      expect(await refused.text()).toContain("Too many questions");
      expect(refused.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });
});

describe("bodies of changes", () => {
  const post = (body: string) =>
    server.get("/api/incidents/1/comments", {
      method: "POST",
      headers: { Authorization: ATTACKED_LOGIN, "Content-Type": "application/json" },
      body,
    });

  it("bring no prototype with them", async () => {
    const polluted = await post('{"__proto__":{"admin":1},"constructor":{"prototype":{"admin":1}},"author":"a"}');
    expect(polluted.status).toBe(400);
    expect(await server.json("/api/status")).not.toHaveProperty("admin");
  });

  it("that are all brackets cost nothing", async () => {
    const nested = JSON.stringify({ author: "a", comment_text: "[".repeat(20_000) });
    for (const body of ["[".repeat(60_000), nested]) {
      const { result, ms } = await timed(() => post(body));
      expect(result.status).toBeLessThan(500);
      expect(ms).toBeLessThan(2000);
    }
    const { ms } = await timed(async () => (await server.get("/incidents/1", { headers: HTML })).text());
    expect(ms).toBeLessThan(2000);
  });
});

describe("requests that two programs would read differently", () => {
  it.each([
    "POST /api/poll HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /a HTTP/1.1\r\n\r\n",
    "POST /api/poll HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "POST /api/poll HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA\rB: c\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
  ])("are refused: %j", async (request) => {
    const answers = (await server.sendRaw(request)).match(/^HTTP\/1\.1 \d+/gm) ?? [];
    expect(answers.length).toBeLessThanOrEqual(1);
    for (const answer of answers) expect(answer).toMatch(/ 4\d\d$/);
  });
});

describe("other methods", () => {
  it.each(["PUT", "DELETE", "PATCH", "PROPFIND"])(
    "%s changes nothing, also by a header that asks for it",
    async (method) => {
      for (const path of ["/api/page", "/api/incidents", "/feed/rss.xml", "/badge/website.svg"]) {
        expect([400, 405], path).toContain((await server.get(path, { method })).status);
      }
      const asked = await server.get("/api/incidents/1", { headers: { "X-HTTP-Method-Override": method } });
      expect(asked.status).toBe(200);
      expect(
        await server.sendRaw("TRACE / HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\nConnection: close\r\n\r\n"),
      ).not.toContain("a=b");
    },
  );
});

describe("scripts of other sites", () => {
  const headers = { Origin: "https://evil.example" };

  it("read what is meant for everybody, without credentials, and nothing of the operator's", async () => {
    for (const path of ["/badge/website.json", "/api/v2/summary.json", "/embed/status.json"]) {
      const given = await headersOf(path, { headers });
      expect(given.get("access-control-allow-origin"), path).toBe("*");
      expect(given.get("access-control-allow-credentials"), path).toBeNull();
    }
    for (const path of ["/admin", "/api/admin/health", "/api/health", "/metrics"]) {
      expect((await headersOf(path, { headers })).get("access-control-allow-origin"), path).toBeNull();
    }
  });
});

describe("what every answer says of itself", () => {
  it("a page allows no script but its own and no frame", async () => {
    for (const path of ["/", "/history", "/incidents/1", "/nothing-is-here"]) {
      const policy = (await headersOf(path, { headers: HTML })).get("content-security-policy") ?? "";
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
      expect(scripts, path).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
      for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(rule);
    }
  });

  it("nothing of the inside: no program, no map of sources, no stack", async () => {
    const page = await server.get("/", { headers: HTML });
    expect(page.headers.get("x-powered-by")).toBeNull();
    expect(page.headers.get("server")).toBeNull();
    const scripts = [...(await page.text()).matchAll(/\/_next\/static\/[\w./~-]+\.js/g)].map(([path]) => path);
    expect(scripts.length).toBeGreaterThan(0);
    for (const path of new Set(scripts)) expect((await server.get(`${path}.map`)).status, path).toBe(404);
    for (const path of ["/api/nothing", "/api/incidents/x", "/%E0%A4%A", "/feed/host/%E0%A4%A/rss.xml"]) {
      expect(await (await server.get(path)).text(), path).not.toMatch(INSIDE);
    }
    const health = await server.get("/api/health", { headers: { "X-Forwarded-For": "203.0.113.7" } });
    expect(await health.json()).not.toHaveProperty("reasons");
  });

  it("a badge holds a label as text, and no more than 64 signs of it", async () => {
    const label = encodeURIComponent('"><svg onload=alert(1)>&');
    const svg = await (await server.get(`/badge/website.svg?label=${label}`)).text();
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect(svg).not.toContain("onload=alert(1)>");
    expect((await server.get(`/badge/website.svg?label=${"x".repeat(65)}`)).status).toBe(400);
  });
});
