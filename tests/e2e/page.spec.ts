import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { nowSeconds, type Site, type SiteObject, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const STALE_AFTER = 8;
const WEB: SiteObject = { host: "web1", service: "HTTP" };
const MAIL: SiteObject = { host: "mail1", service: "SMTP" };

let nagios: string;
let server: VitrineServer;
let present: SiteObject[] = [];
let feeder: NodeJS.Timeout | null = null;

function site(): Site {
  return { objects: [{ host: "web1" }, { host: "mail1" }, ...present], createdAt: nowSeconds() };
}

/** Shows a state of things and goes on writing it, as a living Nagios does. */
function show(objects: SiteObject[]): void {
  present = objects;
  writeStatus(nagios, site());
  feeder ??= setInterval(() => writeStatus(nagios, site()), 500);
}

function stopNagios(): void {
  if (feeder !== null) clearInterval(feeder);
  feeder = null;
}

const CONFIG = () => `
nagios:
  status_dat_path: ${nagios}/status.dat
polling:
  staleness_threshold_seconds: ${STALE_AFTER}
page:
  name: Example Organisation
components:
  - name: Website
    group: Public
    services: [web1/HTTP]
  - name: Mail
    group: Public
    services: [mail1/SMTP]
`;

test.beforeEach(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-e2e-"));
  present = [WEB, MAIL];
  writeSite(nagios, site());
  show([WEB, MAIL]);
  server = await startVitrine({ config: CONFIG() });
  await waitUntil(async () => (await (await server.get("/")).text()).includes("All services are operational"));
});

test.afterEach(async () => {
  stopNagios();
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

const heading = "h1";

test("an outage appears by itself, and so does its end", async ({ page }) => {
  await page.goto(server.url);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  show([{ ...WEB, state: 2, problemId: 5, changedAt: nowSeconds() - 60 }, MAIL]);
  await expect(page.locator(heading)).toHaveText(/Website has a major outage/);
  await expect(page.getByRole("main")).toContainText("We noticed a problem with Website");
  await page
    .getByRole("link", { name: /Website: major outage/ })
    .first()
    .click();
  await expect(page.locator(heading)).toContainText("Website");
  await page.goBack();
  show([{ ...WEB, changedAt: nowSeconds() }, MAIL]);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  await expect(page.getByRole("main")).toContainText("Website: major outage");
  await expect(page.getByText("Monitoring", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText("The problem with Website is over.");
});

test("an incident that is called resolved moves to its day", async ({ page }) => {
  await server.dispose();
  server = await startVitrine({ config: `${CONFIG()}\nincidents:\n  monitoring_seconds: 0\n` });
  await page.goto(server.url);
  show([{ ...WEB, state: 2, problemId: 5, changedAt: nowSeconds() - 60 }, MAIL]);
  await expect(page.locator(heading)).toHaveText(/Website has a major outage/);
  show([{ ...WEB, changedAt: nowSeconds() }, MAIL]);
  await expect(page.locator("#past")).toContainText("Website: major outage");
  await expect(page.locator("#past")).toContainText("Resolved after");
});

test("degraded, maintenance and unknown are said in words", async ({ page }) => {
  await page.goto(server.url);
  for (const [objects, words] of [
    [[{ ...WEB, state: 1 }, MAIL], /Website is degraded/],
    [[{ ...WEB, downtimeDepth: 1 }, MAIL], /Website is under maintenance/],
    [[{ ...WEB, pending: true }, MAIL], /cannot confirm the status of Website/],
  ] as const) {
    show([...objects]);
    await expect(page.locator(heading)).toHaveText(words);
  }
});

test("the page turns grey when Nagios stops, and recovers with it", async ({ page }) => {
  await page.goto(server.url);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  await expect(page.getByRole("contentinfo")).toContainText("This page works as it should.");
  stopNagios();
  await expect(page.locator(heading)).toHaveText(/We cannot confirm the status right now/);
  await expect(page.getByRole("main")).toContainText(/last known/i);
  await expect(page.getByRole("contentinfo")).toContainText(
    "This page has trouble of its own; what it shows may be incomplete.",
  );
  show([WEB, MAIL]);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
});

test("the page turns grey by itself when the server is gone", async ({ page }) => {
  await page.goto(server.url);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  await expect(page.locator("html")).toHaveAttribute("data-awake");
  await server.stop("SIGKILL");
  await expect(page.locator(heading)).toHaveText(/Connection lost|We cannot confirm the status right now/, {
    timeout: 30_000,
  });
  await expect(page.getByRole("main").getByText("Operational", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("contentinfo")).toContainText("This page hears nothing from its server at the moment.");
});

test("a page fetches its scripts when somebody touches it, else after a while", async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: "block", timezoneId: "UTC" });
  const page = await context.newPage();
  const scripts: string[] = [];
  context.on("request", (request) => {
    if (request.url().includes("/_next/static/chunks/") && request.url().endsWith(".js")) scripts.push(request.url());
  });
  await page.goto(server.url);
  await page.waitForLoadState("networkidle");
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  expect(scripts).toEqual([]);
  await page.mouse.move(1, 1, { steps: 2 });
  await expect(page.locator("html")).toHaveAttribute("data-awake", "", { timeout: 4000 });
  expect(scripts.length).toBeGreaterThan(5);

  const untouched = await context.newPage();
  await untouched.goto(server.url);
  await expect(untouched.locator("html")).toHaveAttribute("data-awake", "");
  await context.close();
});

test("a page whose server is gone before its scripts came calls nothing current, until the server is back", async ({
  page,
}) => {
  await page.route(/\/_next\/static\/chunks\/.*\.js$|\/api\//, (route) => route.abort());
  await page.goto(server.url);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  const main = page.getByRole("main");
  await expect(main).toContainText("We cannot confirm the status right now", { timeout: 20_000 });
  await expect(main).toContainText("This page cannot reach its server and tries again by itself.");
  await expect(main).not.toContainText("perational");
  await expect(page.getByRole("contentinfo")).not.toContainText("works as it should");
  await expect(page).toHaveTitle("We cannot confirm the status right now");
  await expect(page.locator("link[rel=icon]")).toHaveAttribute("href", "data:,");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.unrouteAll();
  await expect(page.locator(heading)).toHaveText(/All services are operational/, { timeout: 20_000 });
});

test("a page whose scripts do not come is asked for anew each minute", async ({ page }) => {
  await page.clock.install();
  await page.route("**/_next/static/chunks/*.js", (route) => route.abort());
  let asked = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest()) asked += 1;
  });
  await page.goto(server.url);
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  for (let seconds = 10; seconds <= 60; seconds += 10) {
    expect(asked).toBe(1);
    const looked = page.waitForResponse(/\/api\/livez$/);
    await page.clock.runFor(10_000);
    await looked;
  }
  await expect.poll(() => asked).toBe(2);
});

test("a page whose language does not come stays as the server drew it", async ({ page }) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  const chunks = new Set<string>();
  page.on("request", (request) => void chunks.add(request.url()));
  await page.goto(server.url);
  await expect(page.locator("html")).toHaveAttribute("data-awake");
  const inDocument = await (await fetch(server.url, { headers: { accept: "text/html" } })).text();
  const late = [...chunks].filter((url) => {
    const [, name] = /\/chunks\/(.+)\.js$/.exec(url) ?? [];
    return name !== undefined && !inDocument.includes(`"${name}"`);
  });
  expect(late.length).toBeLessThan(chunks.size / 2);
  expect(late.length).toBeGreaterThan(0);
  await page.route(
    (url) => late.includes(url.href),
    (route) => route.abort(),
  );
  await page.reload();
  await page.waitForLoadState("networkidle");
  await expect(page.locator(heading)).toHaveText(/All services are operational/);
  await expect(page.locator("html")).not.toHaveAttribute("data-awake");
  expect(faults).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("everything is there", async ({ page }) => {
    show([{ ...WEB, state: 2, problemId: 5, changedAt: nowSeconds() - 60 }, MAIL]);
    await waitUntil(async () => (await (await server.get("/")).text()).includes("Website has a major outage"));
    await page.goto(server.url);
    await expect(page.locator(heading)).toHaveText(/Website has a major outage/);
    for (const text of [
      "Example Organisation",
      "Mail",
      "Operational",
      "Major outage",
      "We noticed a problem with Website",
    ]) {
      await expect(page.getByText(text).first()).toBeVisible();
    }
    await page
      .getByRole("link", { name: /Website: major outage/ })
      .first()
      .click();
    await expect(page.getByText("We noticed a problem with Website").first()).toBeVisible();
  });
});

test("nothing is asked of anybody else, nothing is wrong in the console, and axe finds nothing", async ({ page }) => {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url)) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  for (const objects of [
    [WEB, MAIL],
    [
      { ...WEB, state: 2, problemId: 5, changedAt: nowSeconds() - 60 },
      { ...MAIL, downtimeDepth: 1 },
    ],
  ]) {
    show(objects);
    await page.goto(server.url);
    await page.waitForTimeout(1500);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});

test("fits 320 pixels without sideways scroll", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(server.url);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});
