import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PageView } from "@/lib/view/page-view";
import { makePageViews } from "@/tests/fixtures/page-views";
import { answerStandIn, type StandInRequest } from "./stand-in-answer";

const AT = Date.UTC(2026, 10, 23, 13, 32);
const PAGE = makePageViews(AT).operational;
const ask = (url: string, more: Partial<StandInRequest> = {}, page: PageView | null = PAGE) =>
  answerStandIn({ method: "GET", accept: "*/*", languages: undefined, ...more, url }, { page, at: AT, usual: "en" });

describe("in the server's place", () => {
  it.each([
    ["/", 200],
    ["/?from=mail", 200],
    ["/api/livez", 200],
    ["/api/health", 200],
    ["/api/readyz", 503],
    ["/de", 200],
    ["/de/api/page", 503],
    ["/api/page", 503],
    ["/api/status", 503],
    ["/feed/rss.xml", 503],
    ["/metrics", 503],
    ["/_next/static/chunks/a.js", 503],
    ["/incidents/5", 503],
  ])("%s is answered with %i", (url, status) => {
    expect(ask(url).status).toBe(status);
  });

  it("a browser that opens another page sees the page too, and tries again", () => {
    const answer = ask("/incidents/5", { accept: "text/html,*/*;q=0.8" });
    expect(answer.status).toBe(503);
    expect(answer.headers["Content-Type"]).toContain("text/html");
    expect(answer.body).toContain("All services are operational");
  });

  it("programs get JSON, and nobody is told that something was written", () => {
    for (const method of ["POST", "PATCH", "PUT", "DELETE"]) {
      const answer = ask("/api/health", { method });
      expect(answer.status).toBe(503);
      expect(JSON.parse(answer.body)).toHaveProperty("detail");
    }
  });

  it("health is told in the form that was asked for", () => {
    expect(JSON.parse(ask("/api/health").body)).toMatchObject({ status: "stale" });
    const standard = ask("/api/health", { accept: "application/health+json" });
    expect(JSON.parse(standard.body)).toMatchObject({ status: "fail" });
    expect(standard.headers["Content-Type"]).toBe("application/health+json");
  });

  it("the policy names the page's one style sheet by its hash", () => {
    const { body, headers } = ask("/");
    const style = body.match(/<style>([\s\S]*)<\/style>/)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers["Content-Security-Policy"]).toContain(`style-src 'sha256-${hash}'`);
    expect(headers["Content-Security-Policy"]).toContain("default-src 'none'");
  });

  it.each(["/embed", "/embed?component=mail", "/embed/x", "/de/embed"])(
    "%s may be framed, says that the status is unknown, and tries again",
    (url) => {
      const { status, headers, body } = ask(url, { accept: "text/html" });
      expect(status).toBe(503);
      expect(headers).not.toHaveProperty("X-Frame-Options");
      expect(headers).toMatchObject({ Refresh: "5", "Retry-After": "5", "Content-Type": "text/html; charset=utf-8" });
      const style = body.match(/<style>([\s\S]*)<\/style>/)?.[1] ?? "";
      const hash = createHash("sha256").update(style).digest("base64");
      expect(headers["Content-Security-Policy"]).toContain(`style-src 'sha256-${hash}'`);
      expect(headers["Content-Security-Policy"]).toMatch(/frame-ancestors \*$/);
      expect(body).toContain(PAGE.name);
      expect(body).toContain('<i class="unknown">');
      expect(body).not.toContain("operational</");
    },
  );

  it("nothing else may be framed", () => {
    for (const url of ["/", "/embed.js", "/embedded", "/incidents/5", "/api/health", "/api/embed"]) {
      const { headers } = ask(url, { accept: "text/html" });
      expect(headers["X-Frame-Options"], url).toBe("DENY");
      expect(headers["Content-Security-Policy"] ?? "frame-ancestors 'none'").toContain("frame-ancestors 'none'");
    }
    expect(ask("/embed", { method: "POST" }).headers["X-Frame-Options"]).toBe("DENY");
  });

  it("speaks as its address says, else as the browser likes it, else as the operator", () => {
    const languageOf = ({ body }: { body: string }) => /<html lang="(\w+)"/.exec(body)?.[1];
    expect(languageOf(ask("/ar", { languages: "de" }))).toBe("ar");
    expect(languageOf(ask("/", { languages: "de-AT, en;q=0.5" }))).toBe("de");
    expect(languageOf(ask("/", { languages: "tlh" }))).toBe("en");
    const request = { method: "GET", url: "/", accept: "*/*", languages: undefined };
    expect(languageOf(answerStandIn(request, { page: null, at: AT, usual: "fr" }))).toBe("fr");
    expect(ask("/de").body).toContain('<a href="/de">');
    expect(ask("/", { languages: "de" }).body).toContain('<a href="/">');
  });

  it("a kept page that cannot be drawn is as good as none", () => {
    const broken = { ...PAGE, groups: [null] } as unknown as PageView;
    expect(ask("/", {}, broken).body).toContain("We cannot confirm the status right now");
  });

  it("no answer is kept by anybody, and every refusal says when to come back", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom("GET", "HEAD", "POST", "OPTIONS"),
        fc.string(),
        (url, method, accept) => {
          const { status, headers } = ask(url, { method, accept });
          expect(headers).toMatchObject({
            "Cache-Control": "no-store",
            Connection: "close",
            "X-Content-Type-Options": "nosniff",
          });
          if (status === 503) expect(headers["Retry-After"]).toBe("5");
        },
      ),
    );
  });
});
