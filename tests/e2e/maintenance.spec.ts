import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { nowSeconds, type Site, type SiteDowntime, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import { measureOverflow } from "./gallery";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const begunAt = nowSeconds();
/** GALLERY_DIR=folder keeps a picture of the page of a maintenance in it. */
const FOLDER = process.env.GALLERY_DIR;

const UNDER_WAY: SiteDowntime = {
  id: 11,
  host: "web1",
  service: "HTTP",
  author: "jdoe",
  text: "ticket 4711: swap the disks of web1",
  enteredAt: begunAt - HOUR,
  startsAt: begunAt - 30 * MINUTE,
  endsAt: begunAt + HOUR,
};
const SCHEDULED: SiteDowntime = {
  id: 12,
  host: "mail1",
  service: "SMTP",
  author: "jdoe",
  text: "#public Messages may arrive a few minutes late.",
  enteredAt: begunAt - HOUR,
  startsAt: begunAt + 48 * HOUR,
  endsAt: begunAt + 50 * HOUR,
};
const PRIVATE = /jdoe|ticket|4711|web1|mail1|#public/;

let nagios: string;
let server: VitrineServer;
let feeder: NodeJS.Timeout;
let downtimes: SiteDowntime[];

function site(): Site {
  const createdAt = nowSeconds();
  const web = { host: "web1", service: "HTTP", downtimeDepth: downtimes.includes(UNDER_WAY) ? 1 : 0 };
  const objects = [{ host: "web1" }, { host: "mail1" }, web, { host: "mail1", service: "SMTP" }];
  return { objects, createdAt, startedAt: begunAt - 24 * HOUR, downtimes };
}

test.beforeEach(async () => {
  nagios = mkdtempSync(join(tmpdir(), "vitrine-maintenance-"));
  downtimes = [UNDER_WAY, SCHEDULED];
  writeSite(nagios, site());
  feeder = setInterval(() => writeStatus(nagios, site()), 500);
  const config = [
    "nagios:",
    `  status_dat_path: ${nagios}/status.dat`,
    "page:",
    "  name: Example Organisation",
    "components:",
    "  - name: Website",
    "    services: [web1/HTTP]",
    "  - name: Mail",
    "    services: [mail1/SMTP]",
  ].join("\n");
  server = await startVitrine({ config });
  await waitUntil(async () => (await (await server.get("/")).text()).includes("Maintenance under way"));
});

test.afterEach(async () => {
  clearInterval(feeder);
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const cardOf = (page: Page, title: string) =>
  page.locator("#maintenance article").filter({ has: page.getByText(title, { exact: true }) });

test("downtimes are maintenance: under way with what is left, and to come with its day", async ({ page }) => {
  await page.goto(server.url);
  await expect(page.locator("h1")).toHaveText("Website is under maintenance");
  await expect(cardOf(page, "Maintenance under way")).toContainText(/\d+ minutes left/);
  const scheduled = cardOf(page, "Scheduled maintenance");
  await expect(scheduled).toContainText("Messages may arrive a few minutes late.");
  await expect(scheduled).toContainText(/In 1 day 23 h, for 2 h/);
  expect(await page.content()).not.toMatch(PRIVATE);
  await expectNoViolations(page);
});

test("the row of the service leads to its maintenance, which fits every width and tells nothing private", async ({
  page,
}) => {
  await page.goto(server.url);
  await page.locator("#services").getByRole("link", { name: "Under maintenance" }).click();
  await expect(page).toHaveURL(/\/maintenance\/\d+$/);
  await expect(page.getByRole("main")).toContainText("Maintenance under way");
  await expect(page.getByRole("link", { name: "Website" })).toHaveAttribute("href", "/components/website");
  for (const width of [320, 390, 864, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await measureOverflow(page), `sideways scroll at ${width} pixels`).toBe(0);
  }
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 390],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
    const name = `maintenance-page-${width}-${colorScheme}.png`;
    if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, name), fullPage: true });
  }
  expect(await page.content()).not.toMatch(PRIVATE);
  expect(await page.locator("main [style]").count(), "inline styles").toBe(0);
});

test("what somebody ends is told on its day, and what somebody cancels as cancelled", async ({ page }) => {
  await page.goto(server.url);
  await expect(page.locator("#maintenance")).toBeVisible();
  downtimes = [];
  await expect(page.locator("#past")).toContainText(/Maintenance completed after \d+ minutes/);
  await expect(page.locator("#past")).toContainText("Maintenance cancelled");
  await expect(page.locator("#maintenance")).toHaveCount(0);
  await page.goto(`${server.url}/history`);
  await expect(page.getByRole("main")).toContainText(/Maintenance completed after/);
  expect(await page.content()).not.toMatch(PRIVATE);
});

test("what does not exist is not found", async () => {
  for (const path of ["/maintenance/99", "/maintenance/0", "/maintenance/x", "/maintenance/1e3"]) {
    expect((await server.get(path)).status, path).toBe(404);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("everything is there", async ({ page }) => {
    await page.goto(server.url);
    await expect(cardOf(page, "Maintenance under way")).toContainText(/\d+ minutes left/);
    await page.locator("#maintenance article h3 a").first().click();
    await expect(page.getByRole("heading", { name: "Updates" })).toBeVisible();
  });
});
