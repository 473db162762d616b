import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { nowSeconds, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

let nagios: string;
let server: VitrineServer;
/** A site of somebody else, which trusts nobody but the status page. */
let shop: Server;
let shopUrl: string;

test.beforeAll(async () => {
  shop = createServer((request, response) => {
    const policy = `default-src 'none'; script-src ${server.url}; connect-src ${server.url}; frame-src ${server.url}`;
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy });
    response.end(request.url === "/frames" ? frames() : widgets());
  });
  await new Promise<void>((done) => shop.listen(0, "127.0.0.1", done));
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  nagios = mkdtempSync(join(tmpdir(), "vitrine-nagios-"));
  const objects = [{ host: "web1" }, { host: "web1", service: "HTTP" }, { host: "web1", service: "Mail", state: 2 }];
  writeSite(nagios, { createdAt: nowSeconds(), objects });
  server = await startVitrine({
    config: `
nagios: {status_dat_path: ${nagios}/status.dat}
polling: {staleness_threshold_seconds: 3600}
components:
  - {name: Website, services: [web1/HTTP]}
  - {name: Mail, services: [web1/Mail]}
page: {name: Example}
public: {embed_origins: ["${shopUrl}"]}
`,
  });
  await waitUntil(async () => (await server.json("/embed/status.json")).state === "major_outage");
});

test.afterAll(async () => {
  shop.close();
  await server.dispose();
  rmSync(nagios, { recursive: true, force: true });
});

function widgets(): string {
  return `<!doctype html><title>Shop</title><script src="${server.url}/embed.js"></script>
<div data-vitrine id="all"></div><div data-vitrine data-component="website" id="one"></div>`;
}

function frames(): string {
  return `<!doctype html><title>Shop</title><iframe src="${server.url}/embed?component=mail"></iframe>
<iframe src="${server.url}/"></iframe>`;
}

test("the script puts the state into a page of another site, whatever that guards itself with", async ({ page }) => {
  const faults = listFaults(page);
  await page.goto(shopUrl);
  const link = page.locator("#all a");
  await expect(link).toHaveText("Example: Mail has a major outage");
  await expect(link).toHaveAttribute("href", `${server.url}/`);
  await expect(page.locator("#one a")).toHaveText("Website: Operational");
  await expect(page.locator("#one a")).toHaveAttribute("href", `${server.url}/components/website`);
  await expect(page.locator("#one i")).toHaveCSS("background-color", "rgb(26, 127, 75)");
  expect(faults).toEqual([]);
});

test("the frame opens where the operator allows it, and no other page does", async ({ page }) => {
  await page.goto(`${shopUrl}/frames`);
  await expect(page.frameLocator("iframe").first().locator("a")).toHaveText("Mail Major outage");
  await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
});

test("the frame is readable in light and dark", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${server.url}/embed`);
    const { violations } = await new AxeBuilder({ page })
      .disableRules(["page-has-heading-one", "region", "landmark-one-main", "meta-refresh"])
      .analyze();
    expect(violations).toEqual([]);
  }
});

test("what a page of another site shows turns grey when the status page is out of reach", async ({ page }) => {
  await page.goto(shopUrl);
  await expect(page.locator("#one a")).toHaveText("Website: Operational");
  await server.stop();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator("#one a")).toHaveText("Website: status unknown");
  await expect(page.locator("#one i")).toHaveClass("unknown");
});

function listFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  return faults;
}
