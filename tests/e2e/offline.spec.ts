import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { makePageViews } from "@/tests/fixtures/page-views";
import type { VitrineServer } from "@/tests/support/vitrine-server";
import { answerWith, measureOverflow } from "./gallery";
import { startShowing } from "./shown-site";

/** Where pictures of the pages are kept for people to look at. */
const FOLDER = process.env.SCREENSHOTS;

let server: VitrineServer;

test.beforeEach(async () => {
  server = await startShowing({ view: makePageViews(Date.now()).operational });
});

test.afterEach(() => server.dispose());

test("a page that cannot be reached is grey, with what was known last and its age", async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(async () => (await caches.match("/offline")) !== undefined)).toBe(true);
  await server.stop();
  for (const path of ["/", "/history", "/components/e-mail"]) {
    await page.goto(server.url + path);
    await expect(page.locator("h1")).toHaveText("We cannot confirm the status right now");
    await expect(page.locator("body")).toContainText(/Last true at \d\d:\d\d CET, .* · \d+ seconds? ago/);
    await expect(page.locator("body")).toContainText("last known: operational");
    expect(await page.locator(".operational").count(), "nothing green").toBe(0);
  }
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1280, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    expect(await measureOverflow(page)).toBe(0);
    const { violations } = await new AxeBuilder({ page }).disableRules(["meta-refresh"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    if (FOLDER)
      await page.screenshot({
        caret: "initial",
        path: join(FOLDER, `offline-${width}-${colorScheme}.png`),
        fullPage: true,
      });
  }
  await context.close();
});

test("a page that cannot be reached speaks the language in which it was read", async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto(`${server.url}/de`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(async () => (await caches.match("/de/offline")) !== undefined)).toBe(true);
  await server.stop();
  await page.goto(`${server.url}/de/history`);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("body")).toContainText(/vor \d+ Sekunden?/);
  await expect(page.locator("body")).toContainText("Patient portal");
  expect(await page.locator(".operational").count(), "nothing green").toBe(0);
  await context.close();
});

test("the page can be put on a home screen", async ({ page }) => {
  await page.goto(server.url);
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = await server.json<{ name: string; icons: { src: string }[] }>(href ?? "");
  expect(manifest.name).toBe("Example University Hospital");
  for (const { src } of manifest.icons) expect((await server.get(src)).headers.get("content-type")).toBe("image/png");
  expect((await server.get("/sw.js")).headers.get("cache-control")).toBe("no-cache");
});

test("what was typed before the script came is searched for", async ({ page }) => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    await opened;
    await route.continue();
  });
  await page.goto(server.url, { waitUntil: "domcontentloaded" });
  await page.getByLabel("Find a service").fill("wi-fi");
  open();
  await expect(page.locator("#services .ledger li > div > a:first-child")).toHaveText([
    "Visitor Wi-Fi",
    "Clinical Wi-Fi",
  ]);
  await expect(page.getByLabel("Find a service")).toHaveValue("wi-fi");
});

test("services are found among many, by name and by trouble", async ({ page }) => {
  await answerWith(page, (at) => makePageViews(at).major);
  await page.goto(server.url);
  const rows = page.locator("#services .ledger li > div > a:first-child");
  const all = await rows.count();
  await page.getByLabel("Find a service").fill("wi-fi");
  await expect(rows).toHaveText(["Visitor Wi-Fi", "Clinical Wi-Fi"]);
  await expect(rows.last()).toBeVisible();
  await expect(page.locator("#services").getByRole("status")).toHaveText(`2 of ${all} services`);
  if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, "filter-1280-light.png"), fullPage: true });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.getByLabel("Find a service").fill("nothing of that name");
  await page.getByRole("button", { name: "Show all services" }).click();
  await expect(rows).toHaveCount(all);
  await page.getByLabel("Only problems").check();
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await expect(rows.first()).toBeVisible();
});
