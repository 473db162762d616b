import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { createQueryLimit, isWorkedOut, MOST_QUESTIONS } from "./limit-queries";

interface Asked {
  from?: string;
  headers?: Record<string, string>;
  method?: string;
}

function open() {
  let now = 0;
  let noted = 0;
  const refuseQuery = createQueryLimit(
    () => now,
    () => (noted += 1),
  );
  const ask = (url: string, { from = "198.51.100.7", headers = {}, method = "GET" }: Asked = {}) => {
    const sent = { status: 200, headers: {} as Record<string, unknown>, body: undefined as string | undefined };
    const response = {
      writeHead: (status: number, given: object) => Object.assign(sent, { status, headers: given }),
      end: (body?: string) => Object.assign(sent, { body }),
    };
    const request = { method, headers, socket: { remoteAddress: from } };
    const before = noted;
    const isRefused = refuseQuery(request as unknown as IncomingMessage, response as unknown as ServerResponse, url);
    expect(isRefused).toBe(sent.status === 429);
    expect(noted - before).toBe(isRefused ? 1 : 0);
    return sent;
  };
  const askOften = (times: number, url: string, asked: Asked = {}) => {
    return Array.from({ length: times }, () => ask(url, asked).status).filter((status) => status === 429).length;
  };
  return { ask, askOften, pass: (ms: number) => (now += ms) };
}

it.each([
  "/api/availability",
  "/api/availability/",
  "/api/availability?days=true",
  "//api/availability",
  "/api/%61vailability",
  "/x/../api/availability",
  "\\api\\availability",
  "http://status.example/api/report",
  "/api/report?month=2026-10",
  "/report/2026-10",
  "/report/2026-10.rsc",
  "/api/incidents?hours=5",
  "/history?month=2026-10",
  "/history?month=2026-10&_rsc=x",
  "/components/mail?month=2026-10",
  "/feed/rss.xml?hours=87600",
])("%s is worked out", (url) => {
  expect(isWorkedOut(url)).toBe(true);
});

it.each([
  "/",
  "/?utm_source=mail",
  "/api/page",
  "/api/page?cb=1",
  "/api/health?x=1",
  "/api/livez?x=1",
  "/api/readyz?x=1",
  "/api/up?component=mail",
  "/metrics?x=1",
  "/api/incidents",
  "/api/incidents/7?x=1",
  "/history",
  "/history?_rsc=x",
  "/components/mail",
  "/feed/rss.xml",
  "/feed/host/web1/rss.xml",
  "/badge/mail.svg?style=dot",
  "/embed?component=mail",
  "/reports",
  "//",
  "http://",
  "",
])("%j is not limited", (url) => {
  expect(isWorkedOut(url)).toBe(false);
});

it("a visitor is answered sixty questions a minute, and told when to ask again", () => {
  const { ask, askOften, pass } = open();
  expect(askOften(MOST_QUESTIONS.one, "/api/availability?days=true")).toBe(0);
  pass(14_500);
  const refused = ask("/api/report");
  expect(refused.status).toBe(429);
  expect(refused.headers).toMatchObject({ "Content-Type": "application/problem+json", "Retry-After": 46 });
  expect(JSON.parse(refused.body ?? "")).toMatchObject({
    type: "about:blank",
    title: "Too Many Requests",
    status: 429,
  });
  expect(ask("/api/page?cb=1").status).toBe(200);
  expect(ask("/api/report", { method: "POST" }).status).toBe(200);
  expect(ask("/api/report", { from: "198.51.100.8" }).status).toBe(200);
  expect(ask("/api/report", { method: "HEAD" })).toMatchObject({ status: 429, body: undefined });
  pass(45_500);
  expect(ask("/api/report").status).toBe(200);
});

it("a person gets a page that leads to the present status, tries again by itself and may not be framed", () => {
  const { ask, askOften } = open();
  const headers = { accept: "text/html,*/*" };
  askOften(MOST_QUESTIONS.one, "/history?month=2026-10", { headers });
  const { headers: sent, body } = ask("/history?month=2026-10", { headers });
  expect(sent).toMatchObject({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  expect(sent["Content-Security-Policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(body).toContain('<a href="/">');
  expect(body).toContain('http-equiv="refresh" content="60"');
  expect(ask("/api/report", { headers }).headers["Content-Type"]).toBe("application/problem+json");
});

it("one visitor behind a proxy uses up nobody else's questions", () => {
  for (const from of ["127.0.0.1", "192.0.2.1"]) {
    const { ask, askOften } = open();
    const behind = (address: string) => ({ from, headers: { "x-forwarded-for": address } });
    expect(askOften(5000, "/api/report", behind("203.0.113.7"))).toBe(5000 - MOST_QUESTIONS.one);
    expect(ask("/api/report", behind("203.0.113.8")).status).toBe(200);
  }
});

it("who writes the header of a proxy from outside gets no more than all behind one", () => {
  const { askOften } = open();
  let refused = 0;
  for (let index = 0; index < 1000; index++) {
    refused += askOften(1, "/api/report", {
      from: "192.0.2.1",
      headers: { "x-forwarded-for": `203.0.113.${index % 250}` },
    });
  }
  expect(refused).toBe(1000 - MOST_QUESTIONS.many);
  expect(askOften(1, "/api/report", { from: "192.0.2.2" })).toBe(0);
});

it("behind an address that says nothing of whom it speaks for, all together may ask ten times as much", () => {
  const { askOften } = open();
  expect(askOften(700, "/api/report", { from: "172.17.0.1" })).toBe(100);
});
