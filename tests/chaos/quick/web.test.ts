import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { type Stage, setStage, TROUBLED_SITE } from "@/tests/chaos/stage";
import { waitUntil } from "@/tests/support/vitrine-server";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ objects: TROUBLED_SITE, config: "public:\n  object_names: true\n" });
  await waitUntil(async () => (await stage.incidents()).length === 1);
});

afterAll(() => stage.dispose());

describe("caches between us and the visitor", () => {
  chaosRow(
    {
      id: "W3",
      fault: "a proxy or CDN that keeps what it may",
      expected: "no page or answer may be kept for more than ten seconds unasked; each carries the instant of its data",
    },
    async () => {
      const [incident] = await stage.incidents();
      const routes = [
        ...[
          "/",
          `/incidents/${incident?.id}`,
          "/admin",
          "/history",
          "/no-such-page",
          "/metrics",
          "/api/page",
          "/api/status",
        ],
        ...["/api/hosts", "/api/services", "/api/incidents", `/api/incidents/${incident?.id}`, "/api/health"],
        ...["/api/livez", "/api/readyz", "/api/docs", "/feed/rss", "/feed/rss.xml", "/api/no-such-route"],
      ];
      const seen: Record<string, string> = {};
      for (const route of routes) {
        const response = await stage.server.get(route);
        await response.arrayBuffer();
        const rule = response.headers.get("cache-control") ?? "";
        seen[route] = rule;
        expect(response.status, route).toBeLessThan(500);
        expect(rule, route).toMatch(/no-store|no-cache|max-age=/);
        for (const [, name, seconds] of rule.matchAll(/(s-maxage|max-age|stale-[a-z-]+)=(\d+)/g)) {
          expect(Number(seconds), `${route}: ${name}`).toBeLessThanOrEqual(name === "s-maxage" ? 10 : 60);
        }
      }
      const { asOf, freshUntil } = await stage.server.json<{ asOf: number; freshUntil: number }>("/api/page");
      expect(freshUntil - asOf).toBeLessThanOrEqual(4000);
      return {
        observed: `${routes.length} routes: ${[...new Set(Object.values(seen))].join("; ")}`,
        recoveredMs: null,
      };
    },
  );
});

describe("what cannot be drawn", () => {
  chaosRow(
    {
      id: "W4",
      fault: "a row of the database that cannot be drawn: instants beyond all dates, states and components of no sense",
      expected: "the page lives and says the present state; never a 500",
    },
    async () => {
      const spoil = (folder: string) => {
        const database = new Database(join(folder, "status.db"));
        database.exec(
          "update incidents set started_at = 9e15, impact = 'weird'; update incident_problems set state = 'weird'",
        );
        database.close();
      };
      await stage.restart({}, spoil);
      await waitUntil(async () => (await stage.health()).scheduler_status.is_running);
      await waitUntil(async () => (await stage.page()).includes("Mail has a major outage"));
      const statuses: string[] = [];
      for (const route of [
        "/",
        "/history",
        "/api/page",
        "/api/incidents",
        "/feed/rss",
        "/incidents/1",
        "/api/incidents/1",
      ]) {
        const response = await stage.server.get(route);
        await response.arrayBuffer();
        statuses.push(`${route} ${response.status}`);
        expect(response.status, route).toBeLessThan(500);
      }
      return { observed: `present state shown; ${statuses.join(", ")}`, recoveredMs: null };
    },
  );
});

const browserPath = [process.env.PLAYWRIGHT_CHROMIUM, chromium.executablePath(), "/usr/bin/chromium"].find(
  (path) => path !== undefined && existsSync(path),
);

describe.runIf(browserPath !== undefined)("a tab that stays open", () => {
  chaosRow(
    {
      id: "W2",
      fault: "the server dies under a page that is open in a browser",
      expected: "the page says so by itself and calls nothing operational, at the bound at the latest",
    },
    async () => {
      const own = await setStage();
      const browser = await chromium.launch({
        executablePath: browserPath ?? "",
        args: ["--no-sandbox", "--disable-gpu"],
      });
      try {
        const page = await browser.newPage();
        await page.goto(own.server.url);
        await page.waitForFunction(() => /operational/i.test(document.querySelector("h1")?.textContent ?? ""));
        // Without its script it would ask again after a minute, and find nobody.
        await page.waitForSelector("html[data-awake]");
        await own.server.stop("SIGKILL");
        const startedAt = performance.now();
        const isGrey = () => /cannot confirm/i.test(document.querySelector("h1")?.textContent ?? "");
        await page.waitForFunction(isGrey, undefined, { timeout: 30_000 });
        const greyMs = performance.now() - startedAt;
        expect(await page.getByRole("main").getByText("Operational", { exact: true }).count()).toBe(0);
        const words = await page.locator("h1").textContent();
        return { observed: `“${words}” after ${(greyMs / 1000).toFixed(1)} s`, recoveredMs: null };
      } finally {
        await browser.close();
        await own.dispose();
      }
    },
  );
});

if (browserPath === undefined) it.skip("W2 a tab that stays open: there is no Chromium", () => undefined);
