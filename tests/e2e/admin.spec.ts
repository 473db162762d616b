import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { describeOperation } from "@/lib/view/operator-view";
import { makeOperatorFacts, type OperatorState } from "@/tests/fixtures/operator-facts";
import { nowSeconds, type Site, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineOptions, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import { measureOverflow } from "./gallery";

const USERNAME = "operator";
const PASSWORD = "velvet-anchor-7319";
const TOKEN = "token-velvet-anchor-7319";
const LOGIN = { username: USERNAME, password: PASSWORD };
const LOOKS = [
  ["light", 320],
  ["dark", 390],
  ["light", 700],
  ["light", 1280],
  ["dark", 1280],
] as const;
const STATES: OperatorState[] = ["healthy", "degraded", "critical", "bootFailed", "databaseDown"];
/** GALLERY_DIR=folder keeps a picture of every state in it. */
const FOLDER = process.env.GALLERY_DIR;

let nagios: string;
let server: VitrineServer;
let feeder: NodeJS.Timeout;
/** Servers of single tests, ended even when their test fails. */
const others: VitrineServer[] = [];

const site = (): Site => ({
  objects: [{ host: "web1" }, { host: "web1", service: "HTTP" }],
  createdAt: nowSeconds(),
});

const config = (more = "") => `
nagios:
  status_dat_path: ${nagios}/status.dat
polling:
  staleness_threshold_seconds: 8
page:
  name: Example Organisation
components:
  - name: Website
    services: [web1/HTTP]
${more}`;

const CREDENTIALS = `
api:
  basic_auth_username: ${USERNAME}
  basic_auth_password: ${PASSWORD}
health:
  token: ${TOKEN}
`;

const authorization = (password = PASSWORD) => `Basic ${Buffer.from(`${USERNAME}:${password}`).toString("base64")}`;
const asOperator = () => ({ headers: { authorization: authorization() } });

function feed(): void {
  feeder = setInterval(() => writeStatus(nagios, site()), 500);
}

test.beforeAll(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-admin-"));
  writeSite(nagios, site());
  feed();
  server = await startVitrine({ config: config(CREDENTIALS) });
  await waitUntil(async () => (await (await server.get("/")).text()).includes("Website is operational"));
});

test.afterEach(async () => {
  for (const other of others.splice(0)) await other.dispose();
});

test.afterAll(async () => {
  clearInterval(feeder);
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

async function startOther(options: VitrineOptions): Promise<VitrineServer> {
  const other = await startVitrine(options);
  others.push(other);
  return other;
}

/** A page of somebody who has given the name and the password. */
async function openAsOperator(browser: Browser, path = "/admin", more: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ httpCredentials: LOGIN, ...more });
  const page = await context.newPage();
  await page.goto(server.url + path);
  return page;
}

/** A page whose refreshes are answered with an invented state. */
async function openState(browser: Browser, state: OperatorState, more: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ httpCredentials: LOGIN, ...more });
  const page = await context.newPage();
  await page.route("**/api/admin/health", (route) =>
    route.fulfill({ json: describeOperation(makeOperatorFacts(Date.now())[state]) }),
  );
  await page.goto(`${server.url}/admin`);
  const { headline } = describeOperation(makeOperatorFacts(Date.now())[state]);
  await expect(page.locator("h1")).toHaveText(headline);
  return page;
}

test.describe("who may see it", () => {
  test("asks for a name and a password, and says nothing before", async () => {
    for (const path of ["/admin", "/admin/runbook", "/api/admin/health"]) {
      for (const init of [{}, { headers: { authorization: authorization("wrong") } }]) {
        const answer = await server.get(path, init);
        expect(answer.status, path).toBe(401);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Basic realm="/);
        const text = await answer.text();
        // The page's name is public; what the operator sees is not.
        expect(text).not.toContain("Poll now");
        expect(text).not.toContain("status.dat");
        expect(text).not.toContain("needsPerson");
      }
    }
  });

  test("a browser asks its visitor, and shows the dashboard to who knows the password", async ({ browser }) => {
    const stranger = await browser.newPage();
    // Without anybody to ask, the browser gives up at its own prompt.
    await expect(stranger.goto(`${server.url}/admin`)).rejects.toThrow(/ERR_INVALID_AUTH_CREDENTIALS/);
    const page = await openAsOperator(browser);
    await expect(page.locator("h1")).toHaveText("The page is current. Nothing needs a person.");
  });

  test("is kept by nobody, framed by nobody, and read by no other site", async () => {
    for (const path of ["/admin", "/admin/runbook", "/api/admin/health"]) {
      const { headers, status } = await server.get(path, asOperator());
      expect(status).toBe(200);
      expect(headers.get("cache-control"), path).toBe("private, no-store");
      expect(headers.get("x-robots-tag"), path).toMatch(/noindex/);
      expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
      expect(headers.get("access-control-allow-origin"), path).toBeNull();
    }
    const { headers } = await server.get("/admin", asOperator());
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("no secret is in any byte of it", async () => {
    for (const path of ["/admin", "/admin/runbook", "/api/admin/health"]) {
      const text = await (await server.get(path, asOperator())).text();
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(TOKEN);
      expect(text).not.toContain(authorization());
    }
  });

  test("nothing is done without the password, or for another site's page", async () => {
    for (const action of ["poll", "restart-scheduler", "backup"]) {
      expect((await server.get(`/api/admin/${action}`, { method: "POST" })).status).toBe(401);
      const headers = { ...asOperator().headers, origin: "https://elsewhere.example" };
      expect((await server.get(`/api/admin/${action}`, { method: "POST", headers })).status).toBe(403);
      expect((await server.get(`/api/admin/${action}`, asOperator())).status).toBe(405);
    }
  });

  test("while no password is configured, it says how to set one and nothing else", async ({ browser }) => {
    const open = await startOther({ config: config() });
    const page = await browser.newPage();
    const answer = await page.goto(`${open.url}/admin`);
    expect(answer?.status()).toBe(403);
    await expect(page.locator("h1")).toHaveText("The operator's view is closed");
    await expect(page.locator("main")).toContainText("basic_auth_password");
    expect(await page.content()).not.toContain("Poll now");
    const health = await open.get("/api/admin/health");
    expect(health.status).toBe(403);
    expect(await health.text()).not.toContain("status.dat");
    expect((await open.get("/api/admin/poll", { method: "POST" })).status).toBe(403);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await measureOverflow(page)).toBe(0);
      if (FOLDER)
        await page.screenshot({ caret: "initial", path: join(FOLDER, `admin-closed-${width}.png`), fullPage: true });
    }
  });
});

test.describe("the living dashboard", () => {
  test("turns with the service, without a reload", async ({ browser }) => {
    const page = await openAsOperator(browser);
    await expect(page.locator("h1")).toHaveText(/^The page is current\. /);
    clearInterval(feeder);
    await expect(page.locator("h1")).toHaveText(/^The page is grey: /, { timeout: 30_000 });
    await expect(page.getByRole("listitem").filter({ hasText: "Nagios" }).first()).not.toContainText("Writing");
    feed();
    await expect(page.locator("h1")).toHaveText(/^The page is current\. /, { timeout: 30_000 });
  });

  test("the buttons act on the running service, and say what came of it", async ({ browser }) => {
    const page = await openAsOperator(browser);
    const result = page.getByRole("status");
    for (const [button, words] of [
      ["Poll now", /Poll now: done\..*Poll complete/],
      ["Restart scheduler", /Restart scheduler: done\./],
      ["Back up now", /Back up now: done\..*Backup/],
    ] as const) {
      await page.getByRole("button", { name: button }).click();
      await expect(result).toHaveText(words);
    }
    await expect(page.getByRole("region", { name: "What it mended by itself" })).toContainText("Poll by the operator");
  });

  test("says when the server is gone and since when, and that nothing is known any more", async ({ browser }) => {
    const page = await openAsOperator(browser);
    await expect(page.getByText("Writing", { exact: true })).toBeVisible();
    await page.route("**/api/admin/health", (route) => route.abort());
    await expect(page.locator("h1")).toHaveText(/^Connection lost since \d\d:\d\d:\d\d\. /, { timeout: 30_000 });
    await expect(page.getByText("Was: Writing")).toBeVisible();
    await expect(page).toHaveTitle(/^Connection lost/);
    await page.unroute("**/api/admin/health");
    await expect(page.locator("h1")).toHaveText(/^The page is current\. /, { timeout: 30_000 });
  });

  test("asks nothing while nobody looks at it", async ({ browser }) => {
    const page = await openAsOperator(browser);
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.waitForTimeout(1000);
    let asked = 0;
    page.on("request", (request) => {
      if (request.url().endsWith("/api/admin/health")) asked += 1;
    });
    await page.waitForTimeout(11_000);
    expect(asked).toBe(0);
  });

  test("every reason of the runbook is within reach of its link", async ({ browser }) => {
    const page = await openState(browser, "critical");
    await page
      .getByRole("link", { name: /source_stale/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/admin\/runbook#source_stale$/);
    await expect(page.getByRole("heading", { name: /Nagios does not write any more/ })).toBeInViewport();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await measureOverflow(page)).toBe(0);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, "admin-runbook-1280.png") });
  });
});

test.describe("every state of the dashboard", () => {
  for (const state of STATES) {
    test(`${state} fits every width, and axe finds nothing in light or dark`, async ({ browser }) => {
      test.setTimeout(120_000);
      const page = await openState(browser, state);
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      for (const [colorScheme, width] of LOOKS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        expect(await measureOverflow(page), `sideways scroll at ${width} pixels`).toBe(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        const path = join(FOLDER ?? "", `admin-${state}-${width}-${colorScheme}.png`);
        if (FOLDER) await page.screenshot({ path, fullPage: true });
      }
      expect(await page.locator("main [style]").count(), "inline styles").toBe(0);
      expect(complaints).toEqual([]);
    });
  }

  test("tables open within 320 pixels, and everything is drawn in forced colours", async ({ browser }) => {
    const page = await openState(browser, "healthy", { forcedColors: "active", viewport: { width: 320, height: 700 } });
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await measureOverflow(page)).toBe(0);
    if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, "admin-forced-320.png"), fullPage: true });
  });
});

test.describe("while the service cannot start", () => {
  test("the dashboard says why, and the buttons say that nothing was done", async ({ browser }) => {
    const folder = mkdtempSync(join(tmpdir(), "vitrine-broken-"));
    const env = { API_BASIC_AUTH_USERNAME: USERNAME, API_BASIC_AUTH_PASSWORD: PASSWORD };
    const broken = await startOther({ config: "polling:\n  max_consecutive_failures: often\n", env, folder });
    const context = await browser.newContext({ httpCredentials: LOGIN });
    const page = await context.newPage();
    await page.goto(`${broken.url}/admin`);
    await expect(page.locator("h1")).toHaveText(/the service cannot start\. .*a person\.$/);
    await expect(page.getByRole("region", { name: "Needs a person" })).toContainText("max_consecutive_failures");
    await expect(page.getByText("Current", { exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Poll now" }).click();
    await expect(page.getByRole("status")).toHaveText(/Poll now: not done\. The service cannot start/);
    const answer = await broken.get("/api/admin/backup", { method: "POST", ...asOperator() });
    expect(answer.status).toBe(503);
    if (FOLDER)
      await page.screenshot({ caret: "initial", path: join(FOLDER, "admin-really-broken.png"), fullPage: true });
    writeFileSync(join(folder, "config.yaml"), config());
    await expect(page.locator("h1")).toHaveText("The page is current. Nothing needs a person.", { timeout: 60_000 });
  });
});

test.describe("while the database is down", () => {
  test("the dashboard is there, and says so beside a page that is current", async ({ browser }) => {
    const folder = mkdtempSync(join(tmpdir(), "vitrine-no-database-"));
    mkdirSync(join(folder, "status.db"));
    const other = await startOther({ config: config(CREDENTIALS), folder });
    const context = await browser.newContext({ httpCredentials: LOGIN });
    const page = await context.newPage();
    await page.goto(`${other.url}/admin`);
    await expect(page.locator("h1")).toHaveText("The page is current. One thing needs a person.", { timeout: 30_000 });
    await expect(page.getByRole("region", { name: "Needs a person" })).toContainText("status.db");
    await page.getByRole("button", { name: "Poll now" }).click();
    await expect(page.getByRole("status")).toHaveText(/Poll now: /);
    await page.getByRole("button", { name: "Back up now" }).click();
    await expect(page.getByRole("status")).toHaveText(/Back up now: not done\. .*status\.db/);
    if (FOLDER)
      await page.screenshot({ caret: "initial", path: join(FOLDER, "admin-really-no-database.png"), fullPage: true });
  });
});

test.describe("without JavaScript", () => {
  test("the dashboard is there, drawn by the server", async ({ browser }) => {
    const page = await openAsOperator(browser, "/admin", { javaScriptEnabled: false });
    await expect(page.locator("h1")).toHaveText(/^The page is current\. /);
    await expect(page.getByRole("img", { name: /^Last 24 hours/ }).first()).toBeVisible();
    await page.getByRole("button", { name: "Poll now" }).click();
    await expect(page.locator("body")).toContainText('"ok":true');
  });
});
