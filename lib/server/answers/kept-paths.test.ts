import { expect, it } from "vitest";
import { dropIdleQuery, findKeepRule } from "./kept-paths";

it.each(["/", "/history", "/incidents/7", "/maintenance/12", "/components/mail"])("%s is kept as a document", (url) => {
  expect(findKeepRule(url)).toEqual({ isDocument: true, needsLink: false });
});

it("the page of addresses is a document that names its own", () => {
  expect(findKeepRule("/subscribe")).toEqual({ isDocument: true, needsLink: true });
});

it.each(["/api/page", "/badge/mail.svg", "/status.txt", "/index.md", "/llms.txt", "/incidents/7.md", "/og.png"])(
  "%s is kept as it is",
  (url) => {
    expect(findKeepRule(url)).toEqual({ isDocument: false, needsLink: false });
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
  expect(findKeepRule(url)).toEqual({ isDocument: false, needsLink: true });
});

it.each([
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
