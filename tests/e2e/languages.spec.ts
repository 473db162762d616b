import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { LANGUAGES, type Language } from "@/lib/domain/words";
import { EN } from "@/lib/view/words/interface/en";
import { RIGHT_TO_LEFT } from "@/lib/view/words/locales";
import { makePageViews } from "@/tests/fixtures/page-views";
import type { VitrineServer } from "@/tests/support/vitrine-server";
import { measureOverflow } from "./gallery";
import { startShowing } from "./shown-site";

const HOUR_MS = 3_600_000;
const MONTH = new Date().toISOString().slice(0, 7);
const PAGES = ["", "/history", "/incidents/1", "/components/patient-portal", `/report/${MONTH}`, "/subscribe", "/lost"];

/** Sentences of ours that no name and no text of a person holds. */
const SENTENCES = Object.values<string | Record<string, string>>(EN.texts)
  .flatMap((text) => (typeof text === "string" ? [text] : Object.values(text)))
  .filter((text) => !text.includes("{") && text.split(" ").length > 2);

let server: VitrineServer;

test.beforeAll(async () => {
  const now = Date.now();
  const past = [{ slug: "patient-portal", startedAt: now - 30 * HOUR_MS, endedAt: now - 28 * HOUR_MS }];
  server = await startShowing({
    view: makePageViews(now).major,
    past,
    env: { RSS_LINK: "https://status.example.com" },
  });
});

test.afterAll(() => server.dispose());

function listComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

for (const language of LANGUAGES) {
  test(`every page speaks ${language}, on every screen`, async ({ page }) => {
    const complaints = listComplaints(page);
    for (const path of PAGES) {
      const address = `/${language}${path}`;
      await page.goto(server.url + address);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("html")).toHaveAttribute("dir", RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");
      const text = await page.locator("body").innerText();
      if (language !== "en") {
        expect(
          SENTENCES.filter((sentence) => text.includes(sentence)),
          address,
        ).toEqual([]);
      }
      expect(text, address).not.toMatch(/\{\w+\}|undefined|NaN/);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await measureOverflow(page), `${address}: sideways scroll at ${width} pixels`).toBe(0);
      }
    }
    expect(complaints).toEqual([]);
  });
}

for (const language of ["ar", "ja"] satisfies Language[]) {
  test(`axe finds nothing in ${language}`, async ({ page }) => {
    for (const path of PAGES) {
      await page.goto(`${server.url}/${language}${path}`);
      const { violations } = await new AxeBuilder({ page }).disableRules(["meta-refresh"]).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        path,
      ).toEqual([]);
    }
  });
}

test("the language is the browser's where the address names none, and that of the address after a choice", async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: "de-AT", javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.locator("footer summary").click();
  await page.getByRole("link", { name: "Français" }).click();
  await expect(page).toHaveURL(`${server.url}/fr`);
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page.locator("header nav a[href='/fr/history']").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await context.close();
});

test("search engines are told of every language", async ({ page }) => {
  await page.goto(`${server.url}/it/history`);
  const links = page.locator("link[rel=alternate][hreflang]");
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute("hreflang")));
  expect(found.sort()).toEqual([...LANGUAGES, "x-default"].sort());
  await expect(page.locator("link[rel=alternate][hreflang=pl]")).toHaveAttribute(
    "href",
    "https://status.example.com/pl/history",
  );
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", "https://status.example.com/it/history");
});

test("a page refreshes itself in its own language", async ({ page }) => {
  const asked = page.waitForRequest("**/he/api/page");
  await page.goto(`${server.url}/he`);
  const answer = await (await asked).response();
  expect(answer?.status()).toBe(200);
});

test("times are the visitor's, and the page's or UTC at one click, for the next visit too", async ({ browser }) => {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Asia/Kolkata" });
  const page = await context.newPage();
  await page.goto(`${server.url}/incidents/1`);
  const first = page.locator("main time").first();
  await expect(first).toContainText("IST");
  const zones = page.getByRole("list", { name: "Time zone" });
  await expect(zones.getByRole("button", { name: /Yours/ })).toHaveAttribute("aria-pressed", "true");
  await zones.getByRole("button", { name: "UTC" }).click();
  await expect(first).toContainText("UTC");
  await expect(page.locator("footer")).toContainText("Times are Coordinated Universal Time (UTC).");
  await page.goto(server.url);
  await expect(page.locator("main time").first()).toContainText("UTC");
  await page.getByRole("button", { name: /This page’s|This page's/ }).click();
  await expect(page.locator("main time").first()).toContainText(/CES?T/);
  await context.close();
});
