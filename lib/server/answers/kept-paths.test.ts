import { expect, it } from "vitest";
import { dropIdleQuery, findKeepRule } from "./kept-paths";

it.each(["/", "/history", "/incidents/7", "/maintenance/12", "/components/mail"])("%s is kept as a document", (url) => {
  expect(findKeepRule(url)).toEqual({ isDocument: true, needsLink: false, isLasting: false });
});

it("the page of addresses is a document that names its own", () => {
  expect(findKeepRule("/subscribe")).toEqual({ isDocument: true, needsLink: true, isLasting: false });
});

it.each(["/api/page", "/badge/mail.svg", "/status.txt", "/index.md", "/llms.txt", "/incidents/7.md", "/og.png"])(
  "%s is kept as it is",
  (url) => {
    expect(findKeepRule(url)).toEqual({ isDocument: false, needsLink: false, isLasting: false });
  },
);

it.each([
  "/api/v2/summary.json",
  "/api/v2/incidents/unresolved.json",
  "/feed/rss.xml",
  "/feed/component/mail/atom.xml",
  "/calendar.ics",
  "/sitemap.xml",
])("%s names its own address", (url) => {
  expect(findKeepRule(url)).toEqual({ isDocument: false, needsLink: true, isLasting: false });
});

it.each(["/watch.js", "/_next/static/chunks/0abc-7_x~.js", "/_next/static/css/a.css", "/fonts/inter-latin.woff2"])(
  "%s is a file that lasts",
  (url) => {
    expect(findKeepRule(url)).toEqual({ isDocument: false, needsLink: false, isLasting: true });
  },
);

it.each([
  "/_next/static/../server/app.js",
  "/_next/static/%2e%2e/x.js",
  "/_next/static/chunks/.hidden",
  "/_next/static/chunks/a.js?v=1",
  "/_next/image",
  "/fonts/",
  "/?a=1",
  "/api/page?cb=1",
  "//",
  "/admin",
  "/api/health",
  "/metrics",
  "/api/incidents/1/comments",
  "/incidents/0",
  "/incidents/1e3",
  "/incidents/12345678901234567890",
  "/components/../admin",
  "/components/%2e%2e",
  "/feed/host/web1/rss.xml",
  "/badge/mail.svg?label=x",
  "/status.txt?x=1",
  "/incidents/7/incident.md",
  "/API/page",
])("%s is not kept", (url) => {
  expect(findKeepRule(url)).toBeNull();
});

it.each([
  ["/?utm_source=mail", "/"],
  ["/incidents/7?from=feed", "/incidents/7"],
  ["/history?month=2026-10", "/history?month=2026-10"],
  ["/components/mail?month=2026-10", "/components/mail?month=2026-10"],
  ["/api/page?cb=1", "/api/page?cb=1"],
  ["/incidents/x?y", "/incidents/x?y"],
  ["/", "/"],
])("%s asks for %s", (url, meant) => {
  expect(dropIdleQuery(url)).toBe(meant);
});
