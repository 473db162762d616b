import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { makePageViews } from "@/tests/fixtures/page-views";
import { nowSeconds, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer } from "@/tests/support/vitrine-server";
import { answerWith, measureOverflow, showView } from "./gallery";

const WIDTHS = [320, 390, 864, 1280, 1920];
const STATES = Object.keys(makePageViews(0)) as (keyof ReturnType<typeof makePageViews>)[];

/** GALLERY_DIR=folder keeps a picture of every state in it. */
const FOLDER = process.env.GALLERY_DIR;

let nagios: string;
let server: VitrineServer;

test.beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-gallery-"));
  writeSite(nagios, { objects: [{ host: "web1" }, { host: "web1", service: "HTTP" }], createdAt: nowSeconds() });
  const config = `nagios:\n  status_dat_path: ${nagios}/status.dat\ncomponents:\n  - name: Website\n    services: [web1/HTTP]\n`;
  server = await startVitrine({ config });
});

test.afterAll(async () => {
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

test.describe("every state of the page", () => {
  for (const state of STATES) {
    test(`${state} fits every width, and axe finds nothing in light or dark`, async ({ page }) => {
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await showView(page, server.url, (at) => makePageViews(at)[state]);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        expect(await measureOverflow(page), `sideways scroll at ${width} pixels`).toBe(0);
      }
      for (const [colorScheme, width] of [
        ["light", 1280],
        ["dark", 390],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        if (FOLDER)
          await page.screenshot({
            caret: "initial",
            path: join(FOLDER, `${state}-${width}-${colorScheme}.png`),
            fullPage: true,
          });
      }
      expect(await page.locator("main [style]").count(), "inline styles").toBe(0);
      expect(complaints).toEqual([]);
    });
  }
});

test.describe("the living page", () => {
  const quick = (at: number) => ({ ...makePageViews(at).operational, refreshMs: 500 });

  test("says after two failed refreshes that the connection is lost, and takes it back", async ({ page }) => {
    await showView(page, server.url, quick);
    await page.unroute("**/api/page");
    await page.route("**/api/page", (route) => route.abort());
    await expect(page.getByText("Connection lost")).toBeVisible();
    await expect(page.locator("h1")).toHaveText("We cannot confirm the status right now");
    await expect(page.getByText("last known: operational").first()).toBeVisible();
    await expect(page).toHaveTitle(/^Connection lost/);
    await answerWith(page, quick);
    await expect(page.locator("h1")).toHaveText("All services are operational");
    await expect(page).toHaveTitle(/^All operational/);
  });

  test("does not believe an answer that is no page", async ({ page }) => {
    await showView(page, server.url, quick);
    await page.unroute("**/api/page");
    await page.route("**/api/page", (route) => route.fulfill({ body: "<h1>Sign in to this network</h1>" }));
    await expect(page.getByText("Connection lost")).toBeVisible();
  });

  test("turns grey when its data expires between two refreshes", async ({ page }) => {
    await showView(page, server.url, (at) => ({ ...quick(at), refreshMs: 600_000, freshUntil: at + 3000 }));
    await expect(page.locator("h1")).toHaveText("We cannot confirm the status right now", { timeout: 8000 });
    await expect(page.getByText("Unknown", { exact: true }).first()).toBeVisible();
  });

  for (const hours of [-2, 2]) {
    test(`is right although the visitor's clock is ${hours} hours off`, async ({ page }) => {
      await page.addInitScript((offsetMs) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + offsetMs;
      }, hours * 3_600_000);
      await showView(page, server.url, (at) => ({ ...quick(at), refreshMs: 600_000, freshUntil: at + 5000 }));
      await expect(page.getByText(/^2\d seconds old$/)).toBeVisible();
      await expect(page.locator("h1")).toHaveText("We cannot confirm the status right now", { timeout: 9000 });
    });
  }

  test("opens a folded group when trouble begins in it, and tells a screen reader the new headline", async ({
    page,
  }) => {
    let isTroubled = false;
    await showView(page, server.url, (at) => {
      const { calm, large } = makePageViews(at);
      const groups = large.groups.map((group) => ({
        ...group,
        components: group.components.map((component) => ({
          ...component,
          state: isTroubled && component.name === "Service 78" ? ("major_outage" as const) : ("operational" as const),
        })),
      }));
      return { ...calm, groups, refreshMs: 500 };
    });
    const service = page.getByRole("link", { name: "Service 78", exact: true });
    await expect(service).toBeHidden();
    isTroubled = true;
    await expect(service).toBeVisible();
    await expect(page.locator("[aria-live=polite]")).toHaveText("Service 78 has a major outage");
  });
});
