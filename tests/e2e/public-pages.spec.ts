import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { makePageViews } from "@/tests/fixtures/page-views";
import type { VitrineServer } from "@/tests/support/vitrine-server";
import { measureOverflow } from "./gallery";
import { startShowing } from "./shown-site";

/** Where pictures of the pages are kept for people to look at. */
const FOLDER = process.env.SCREENSHOTS;
const LINK = "https://status.example.com";
const FRESH = { accept: "text/html,application/xhtml+xml" };

let server: VitrineServer;

test.beforeAll(async () => {
  server = await startShowing({ view: makePageViews(Date.now()).major, env: { RSS_LINK: LINK } });
});

test.afterAll(() => server.dispose());

/** What the browser complains of: scripts and styles that its policy stops among it. A page that is not there is no fault. */
function listComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

const PAGES: [path: string, heading: string][] = [
  ["/subscribe", "Hear from us when something changes"],
  ["/subscribe?component=patient-portal", "Hear from us when something changes"],
  ["/nothing-here", "This page is not on show"],
  ["/incidents/999999", "This incident is not on show"],
  ["/components/nothing", "This service is not on show"],
  ["/maintenance/999999", "This maintenance is not on show"],
];

for (const [path, heading] of PAGES) {
  test(`${path} is readable for everybody, on every screen`, async ({ page }) => {
    const complaints = listComplaints(page);
    await page.goto(server.url + path);
    await expect(page.locator("h1")).toHaveText(heading);
    for (const width of [320, 390, 864, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await measureOverflow(page), `sideways scroll at ${width} pixels`).toBe(0);
      if (width === 320 || width === 864) continue;
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).disableRules(["meta-refresh"]).analyze();
        expect(violations).toEqual([]);
        const name = `public${path.replaceAll(/\W+/g, "-")}-${width}-${colorScheme}.png`;
        if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, name), fullPage: true });
      }
    }
    expect(complaints).toEqual([]);
  });
}

test("every feed and badge that the page of addresses names is there", async ({ page }) => {
  await page.goto(`${server.url}/subscribe`);
  const hrefs = await page
    .locator("main a[href^='/feed/']")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  expect(hrefs.length).toBeGreaterThan(80);
  for (const href of [...hrefs.slice(0, 6), hrefs.at(-1)])
    expect((await server.get(String(href))).status, String(href)).toBe(200);
  await expect(page.getByRole("link", { name: "Calendar of Everything" })).toHaveAttribute(
    "href",
    "webcal://status.example.com/calendar.ics",
  );
  expect((await server.get("/badge/status.svg")).status).toBe(200);
});

test("snippets are of the service that was chosen, without a script too", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/subscribe`);
  await page.getByLabel("Service").selectOption("Patient portal");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.locator("main")).toContainText(`${LINK}/badge/patient-portal.svg`);
  await expect(page.locator("main")).toContainText('data-component="patient-portal"');
  await expect(page.getByRole("button", { name: /Copy/ })).toHaveCount(0);
  await context.close();
});

test("a snippet is copied by its button", async ({ browser }) => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${server.url}/subscribe`);
  const button = page.getByRole("button", { name: "Copy: Markdown of the badge" });
  await button.click();
  await expect(page.getByRole("button", { name: "Copied: Markdown of the badge" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`(${LINK}/badge/status.svg)`);
  await context.close();
});

test("what is not on show has its status, and a way back", async ({ page }) => {
  for (const path of ["/nothing-here", "/incidents/999999", "/components/nothing"]) {
    expect((await server.get(path, { headers: FRESH })).status, path).toBe(404);
  }
  await page.goto(`${server.url}/incidents/999999`);
  await page.getByRole("link", { name: "See the status of all services" }).click();
  await expect(page).toHaveURL(`${server.url}/`);
});

test("a terminal gets a text at the address of the page, and a browser the page", async () => {
  const ask = async (headers: Record<string, string>, path = "/") => {
    const answer = await server.get(path, { headers });
    return {
      type: answer.headers.get("content-type"),
      caching: answer.headers.get("cache-control"),
      text: await answer.text(),
    };
  };
  for (const agent of ["curl/8.5.0", "Wget/1.21.4", "HTTPie/3.2.2"]) {
    const { type, caching, text } = await ask({ "user-agent": agent, accept: "*/*" });
    expect(type, agent).toBe("text/plain; charset=utf-8");
    expect(caching, "no cache gives it to a browser").toBe("private, no-cache");
    expect(text).toContain("■ ");
  }
  expect((await ask({ accept: "text/plain" })).type).toContain("text/plain");
  expect((await ask({ accept: "text/markdown, text/html, */*" })).type).toContain("text/markdown");
  expect((await ask({ ...FRESH, "user-agent": "curl/8.5.0" })).type).toContain("text/html");
  expect((await ask({ accept: "text/html, text/plain" })).type).toContain("text/html");
  expect((await ask({ accept: "*/*", "user-agent": "Mozilla/5.0" })).type).toContain("text/html");
  expect((await ask({ accept: "*/*" }, "/status.txt")).caching).toMatch(/^public, max-age=\d+/);
});

test("programs that show an address find its words, its picture and what it is", async ({ page }) => {
  const complaints = listComplaints(page);
  await page.goto(server.url);
  const meta = (name: string) => page.locator(`meta[property="${name}"]`).getAttribute("content");
  expect(await meta("og:description")).toContain("True at");
  expect(await meta("og:url")).toBe(`${LINK}/`);
  const image = new URL((await meta("og:image")) ?? "");
  const picture = await server.get(image.pathname + image.search);
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")).toMatchObject({ "@type": "WebPage", url: `${LINK}/` });
  expect(await (await server.get("/robots.txt")).text()).toContain(`Sitemap: ${LINK}/sitemap.xml`);
  expect(await (await server.get("/sitemap.xml")).text()).toContain(`<loc>${LINK}/components/patient-portal</loc>`);
  expect(complaints).toEqual([]);
});
