import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { readWallTime } from "@/lib/view/wall-time";
import { makeLargeView, makePageViews } from "@/tests/fixtures/page-views";
import { nowSeconds, writeSite, writeStatus } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import { measureOverflow, showView } from "./gallery";
import { startShowing } from "./shown-site";

const DAY = 86_400;
const FOLDER = process.env.GALLERY_DIR;

/** The bar of a service, whose link says what it shows. */
function barOf(page: Page, name: string): Locator {
  return page.locator(".bar").filter({ has: page.getByRole("link", { name: new RegExp(`^${name}, last 90 days`) }) });
}

/** Presses a key in a bar until a day is told: the first time may come before the page's script does. */
async function pressIn(page: Page, bar: Locator, key: string, told: string | RegExp): Promise<void> {
  await expect(async () => {
    await bar.getByRole("link").first().focus();
    await page.keyboard.press(key);
    await expect(page.locator(":focus")).toContainText(told, { timeout: 1000 });
  }).toPass();
}

/** Brings the pointer to a day of a bar, counted back from today, and answers the text that it shows. */
async function pointAt(page: Page, bar: Locator, daysAgo: number): Promise<Locator> {
  await bar.scrollIntoViewIfNeeded();
  const box = await bar.boundingBox();
  if (box === null) throw new Error("the bar is there");
  const text = bar.locator("b");
  // A hand moves again and again; the first movement may come before the page's script does.
  await expect(async () => {
    await page.mouse.move(box.x + (box.width * (89.5 - daysAgo)) / 90, box.y + box.height - 4, { steps: 2 });
    await expect(text).toBeVisible({ timeout: 500 });
  }).toPass();
  return text;
}

/** How much of a picture is rather red than green or blue, as all colours of trouble are. */
function measureRed(page: Page, base64: string): Promise<number> {
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    let red = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      if ((pixels[at] ?? 0) > 1.2 * Math.max(pixels[at + 1] ?? 0, pixels[at + 2] ?? 0)) red += 4;
    }
    return red / pixels.length;
  }, base64);
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test.describe("with a past that Nagios' log tells", () => {
  let nagios: string;
  let server: VitrineServer;
  let feeder: NodeJS.Timeout;
  /** The outage of the log: 18 minutes, 20 days ago at noon. */
  const failedAt = Math.floor(nowSeconds() / DAY - 20) * DAY + DAY / 2;
  const date = new Date(failedAt * 1000).toISOString().slice(0, 10);
  const month = date.slice(0, 7);

  function site() {
    const web = { host: "web1", service: "HTTP", changedAt: failedAt + 1080 };
    return {
      objects: [{ host: "web1" }, { host: "mail1" }, web, { host: "mail1", service: "SMTP" }],
      createdAt: nowSeconds(),
    };
  }

  test.beforeAll(async () => {
    nagios = mkdtempSync(join(tmpdir(), "vitrine-history-"));
    const begin = nowSeconds() - 60 * DAY;
    const lines = [
      [begin, "Nagios 4.4.6 starting... (PID=1)"],
      [begin, "LOG VERSION: 2.0"],
      ...["web1", "mail1"].map((host) => [begin, `CURRENT HOST STATE: ${host};UP;HARD;1;fine`]),
      ...["web1;HTTP", "mail1;SMTP"].map((key) => [begin, `CURRENT SERVICE STATE: ${key};OK;HARD;1;fine`]),
      [failedAt, "SERVICE ALERT: web1;HTTP;CRITICAL;HARD;3;secret output"],
      [failedAt + 1080, "SERVICE ALERT: web1;HTTP;OK;HARD;3;fine"],
    ];
    writeFileSync(join(nagios, "nagios.log"), lines.map(([at, text]) => `[${at}] ${text}\n`).join(""));
    writeSite(nagios, site());
    feeder = setInterval(() => writeStatus(nagios, site()), 500);
    const config = [
      "nagios:",
      `  status_dat_path: ${nagios}/status.dat`,
      `  log_path: ${nagios}/nagios.log`,
      "page:",
      "  name: Example Organisation",
      "components:",
      "  - name: Website",
      "    group: Public",
      "    description: Opening hours and news",
      "    sla: 99.9",
      "    services: [web1/HTTP]",
      "  - name: Mail",
      "    group: Public",
      "    services: [mail1/SMTP]",
    ].join("\n");
    server = await startVitrine({ config });
    await waitUntil(async () => /18.min major outage/.test(await (await server.get("/")).text()), 30_000);
  });

  test.afterAll(async () => {
    clearInterval(feeder);
    await server.dispose();
    rmSync(nagios, { recursive: true, force: true });
  });

  test("the page shows the day, and says what came before is not known", async ({ page }) => {
    await page.goto(server.url);
    await expect(page.getByRole("link", { name: /^Website, last 90 days: 1 day with a disruption/ })).toBeVisible();
    const text = await pointAt(page, barOf(page, "Website"), 20);
    await expect(text).toHaveText(/: 98\.75.%, 18.min major outage, 1.disruption$/);
    await expect(page.getByRole("main")).toContainText("History since");
    await expect(page.getByRole("main")).toContainText(/time that is not known is left out/i);
  });

  test("a day leads to its service, with its figures, its month, its incident and its rule", async ({ page }) => {
    await page.goto(server.url);
    const text = await pointAt(page, barOf(page, "Website"), 20);
    await expect(text).toContainText(/18.min major outage/);
    await page.mouse.down();
    await page.mouse.up();
    await expect(page).toHaveURL(new RegExp(`/components/website\\?month=${month}#day-${date}$`));
    await expect(page.locator("h1")).toHaveText("Website");
    await expect(page).toHaveTitle("Website — Operational · Example Organisation");
    const told = page.locator(`#day-${date}`);
    await expect(told).toContainText(/18.min major outage/);
    await expect(told.getByRole("link", { name: "Website: major outage" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("One thing is watched for it");
    await expect(page.getByRole("main")).toContainText("99.9 % of each month");
    expect(await page.content()).not.toMatch(/web1|HTTP;|secret output/);
    await expectNoViolations(page);
  });

  test("the page of a service turns grey by itself when its server is gone, and calls no present day calm", async ({
    page,
  }) => {
    await page.route("**/api/page", (route) => route.abort());
    await page.goto(`${server.url}/components/website`);
    await expect(page).toHaveTitle(/^Website — Unknown/);
    await expect(page.getByRole("main")).toContainText("last known: operational");
    await expect(await pointAt(page, barOf(page, "Website"), 0)).toContainText("so far: unknown");
    await expect(page.locator(".calendar-today .calendar-calm")).toHaveCount(0);
  });

  test("of today only what has passed is told", async ({ page }) => {
    await page.goto(`${server.url}/components/website`);
    await expect(page.locator(".calendar-today")).toContainText(/so far: 100.%, no disruption/);
  });

  test("history tells the month, and of one service alone", async ({ page }) => {
    await page.goto(`${server.url}/history?month=${month}`);
    await expect(page.getByRole("link", { name: "Website: major outage" })).toBeVisible();
    await page.getByLabel("Service").selectOption("Mail");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/component=mail/);
    await expect(page.getByRole("main")).toContainText("Every incident of Mail");
    await expect(page.getByRole("link", { name: "Website: major outage" })).toHaveCount(0);
    await expectNoViolations(page);
  });

  test("the report holds the month against what was promised", async ({ page }) => {
    await page.goto(`${server.url}/report/${month}`);
    const row = page.getByRole("row", { name: /^Website/ });
    await expect(row).toContainText("99.9 %");
    await expect(row).toContainText("18 minutes");
    await expect(page.getByRole("link", { name: "Download as CSV" })).toHaveAttribute("href", /format=csv/);
    await expectNoViolations(page);
  });

  for (const path of [
    "/components/website",
    `/components/website?month=${month}`,
    `/history?month=${month}`,
    `/report/${month}`,
  ]) {
    test(`${path.replace(month, "MONTH")} fits every width, in light and dark, and is kept by no cache`, async ({
      page,
    }) => {
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      const response = await page.goto(server.url + path);
      expect(response?.headers()["cache-control"]).toMatch(/no-store|no-cache|max-age=0/);
      for (const width of [320, 390, 864, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await measureOverflow(page), `sideways scroll at ${width} pixels`).toBe(0);
      }
      await page.setViewportSize({ width: 390, height: 900 });
      await page.emulateMedia({ colorScheme: "dark" });
      await expectNoViolations(page);
      const name = path.replaceAll(/\W+/g, "-");
      if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, `history${name}.png`), fullPage: true });
      expect(await page.locator("main [style]").count(), "inline styles").toBe(0);
      expect(complaints).toEqual([]);
    });
  }

  test("what is not on show is not found", async () => {
    const paths = ["/components/web1", "/components/website?month=2026-13", "/components/website?month=9999-01"];
    for (const path of [
      ...paths,
      "/history?month=nonsense",
      "/history?component=web1",
      "/report/2026",
      "/report/9999-01",
    ]) {
      expect((await server.get(path)).status, path).toBe(404);
    }
  });
});

test.describe("the bars", () => {
  let server: VitrineServer;

  test.beforeAll(async () => {
    server = await startShowing({ view: makePageViews(Date.now()).major });
  });

  test.afterAll(() => server.dispose());

  const portal = (page: Page) => barOf(page, "Patient portal");

  test("are one stop each; arrow keys move over all days, and Escape closes the text", async ({ page }) => {
    await showView(page, server.url, (at) => makePageViews(at).major);
    await pressIn(page, portal(page), "ArrowLeft", "so far");
    await page.keyboard.press("Home");
    await expect(page.locator(":focus")).toContainText(/^\d+ [A-Z][a-z]{2}: /);
    const first = await page.locator(":focus").textContent();
    await page.keyboard.press("ArrowRight");
    await expect(page.locator(":focus")).not.toHaveText(first ?? "");
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator(":focus")).toHaveText(first ?? "");
    await page.keyboard.press("End");
    await page.keyboard.press("Escape");
    await expect(page.locator(":focus b")).toBeHidden();
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator(":focus b")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/components\/patient-portal\?month=/);
  });

  test("tell a day on the first tap, and lead to it on the second", async ({ browser }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 900 } });
    const page = await context.newPage();
    await showView(page, server.url, (at) => makePageViews(at).major);
    await portal(page).scrollIntoViewIfNeeded();
    const box = await portal(page).boundingBox();
    if (box === null) throw new Error("the bar is there");
    const tap = () => page.touchscreen.tap(box.x + box.width - 4, box.y + box.height - 4);
    await tap();
    await expect(portal(page).locator("b")).toContainText("so far");
    expect(await measureOverflow(page)).toBe(0);
    await tap();
    await expect(page).toHaveURL(/\/components\/patient-portal\?month=.*#day-/);
    await context.close();
  });

  test("the pointer finds quiet days as well, and may rest on the text", async ({ page }) => {
    await showView(page, server.url, (at) => makePageViews(at).major);
    const text = await pointAt(page, portal(page), 54);
    await expect(text).toContainText("no disruption");
    const tip = await text.boundingBox();
    if (tip === null) throw new Error("the text is there");
    await page.mouse.move(tip.x + tip.width / 2, tip.y + tip.height + 4, { steps: 5 });
    await page.mouse.move(tip.x + tip.width / 2, tip.y + tip.height / 2, { steps: 5 });
    await expect(text).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(text).toBeHidden();
  });

  test("a group's bar tells its days to the pointer alone", async ({ page }) => {
    await showView(page, server.url, (at) => makePageViews(at).major);
    const group = page.locator(".ledger-group > summary").first();
    const bar = group.locator(".bar");
    await expect(bar.locator("b")).toHaveCount(0);
    // An open group shows the bars of its services instead.
    await group.locator(".ledger-heading").click();
    await expect(await pointAt(page, bar, 0)).toContainText("major outage");
  });

  test("a phone shows thirty days, and the keys reach no other", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 900 });
    await showView(page, server.url, (at) => makePageViews(at).major);
    const { timeZone } = makePageViews(Date.now()).major;
    const { day } = readWallTime(Date.now() - 29 * DAY * 1000, timeZone);
    await pressIn(page, portal(page), "Home", new RegExp(`^${day} `));
    expect(await measureOverflow(page)).toBe(0);
  });

  test("are not drawn anew by a refresh that brings nothing new", async ({ page }) => {
    const view = makePageViews(Date.now()).major;
    const { asOf, freshUntil } = view;
    await showView(page, server.url, (at) => ({ ...view, refreshMs: 300, asOf: at, freshUntil, checkedAt: asOf }));
    await page.waitForTimeout(500);
    const changes = await page.evaluate(async () => {
      let seen = 0;
      const watcher = new MutationObserver((records) => {
        seen += records.length;
      });
      for (const bar of document.querySelectorAll(".bar, .figures")) {
        watcher.observe(bar, { subtree: true, childList: true, attributes: true, characterData: true });
      }
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return seen;
    });
    expect(changes).toBe(0);
  });

  test("keep their shapes in forced colours", async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await showView(page, server.url, (at) => makePageViews(at).major);
    await expect(portal(page).locator(".rise-x")).toHaveCSS("stroke", "rgb(193, 18, 31)");
    await expect(portal(page).locator(".run")).toHaveCSS("stroke", "rgb(76, 156, 114)");
  });

  test("are painted over their whole width, whatever their pattern", async ({ browser }) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 4 });
    const view = makePageViews(Date.now()).operational;
    await showView(page, server.url, (at) => makePageViews(at).operational);
    await portal(page).scrollIntoViewIfNeeded();
    const box = await portal(page).boundingBox();
    const marks = view.groups[0]?.components[0]?.bars?.marks ?? "";
    expect([...marks].filter((letter) => "dpx".includes(letter))).toHaveLength(3);
    for (const [index, letter] of [...marks].entries()) {
      if (box === null || !"dpx".includes(letter)) continue;
      const pitch = box.width / 90;
      const left = box.x + (index + 0.2) * pitch;
      for (const half of [left, left + 0.3 * pitch]) {
        const clip = { x: half, y: box.y + box.height - 14, width: 0.3 * pitch, height: 8 };
        const picture = (await page.screenshot({ clip })).toString("base64");
        expect(await measureRed(page, picture), `day ${index}, ${letter}`).toBeGreaterThan(0.4);
      }
    }
    await page.close();
  });

  test("run from the right where the page is read from there", async ({ page }) => {
    await showView(page, server.url, (at) => makePageViews(at).major);
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    const box = await portal(page).boundingBox();
    await portal(page).getByRole("link").first().focus();
    await page.keyboard.press("End");
    const today = await page.locator(":focus").boundingBox();
    expect((today?.x ?? 0) - (box?.x ?? 0)).toBeLessThan(10);
    expect(await measureOverflow(page)).toBe(0);
  });
});

test("on a large page the days of a folded group come when it is opened, and on paper", async ({ page }) => {
  const server = await startShowing({ view: makeLargeView(Date.now()) });
  try {
    await showView(page, server.url, (at) => makeLargeView(at));
    // Nothing is wrong in it, in others there is.
    const well = page.locator("details.ledger-group", { hasText: "Site 3" });
    await expect(well).not.toHaveAttribute("open", "");
    await expect(well.locator("li .bar")).toHaveCount(0);
    await expect(well.getByRole("link", { name: "Service 101", exact: true })).toHaveCount(0);
    await well.locator("summary").first().click();
    await expect(well.locator("li .bar")).toHaveCount(50);
    await expect(await pointAt(page, barOf(page, "Service 101"), 0)).toContainText("so far");
    await well.getByText("The same figures as a table").click();
    await expect(well.getByRole("row", { name: /^Service 101 / })).toContainText("100 %");

    const drawn = () => page.locator("#services .ledger li > .bar").count();
    expect(await drawn()).toBeLessThan(100);
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect(await drawn()).toBe(500);
  } finally {
    await server.dispose();
  }
});

test.describe("without JavaScript", () => {
  async function openBare(browser: Browser, url: string, width: number): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  test("days, figures and tables are there", async ({ browser }) => {
    const server = await startShowing({ view: makePageViews(Date.now()).major });
    try {
      const page = await openBare(browser, server.url, 1280);
      await expect(barOf(page, "Patient portal").locator(".rise-x")).toHaveCount(1);
      await expect(page.getByRole("link", { name: /^Patient portal, last 90 days/ })).toHaveAttribute(
        "href",
        "/components/patient-portal#days",
      );
      await page.getByText("The same figures as a table").first().click();
      await expect(page.getByRole("row", { name: /^Patient portal/ })).toContainText(/42.min partial outage/);
      await page.emulateMedia({ media: "print" });
      for (const name of ["Library catalogue", "Remote access"]) {
        await expect(page.getByRole("row", { name: new RegExp(`^${name}`) })).toBeVisible();
      }
      expect(await measureOverflow(page)).toBe(0);
      await page.context().close();
    } finally {
      await server.dispose();
    }
  });

  for (const { count, most, mostPacked } of [
    { count: 60, most: 60_000, mostPacked: 10_000 },
    { count: 500, most: 250_000, mostPacked: 20_000 },
  ]) {
    test(`${count} services with ninety days each stay below ${most / 1000} kB of HTML`, async () => {
      const server = await startShowing({ view: makeLargeView(Date.now(), count / 10) });
      try {
        const answer = await fetch(server.url, { headers: { accept: "text/html", "accept-encoding": "br" } });
        const html = await answer.text();
        expect(html).toContain(`Service ${count}`);
        expect(Buffer.byteLength(html)).toBeLessThan(most);
        expect(Number(answer.headers.get("content-length"))).toBeLessThan(mostPacked);
      } finally {
        await server.dispose();
      }
    });
  }
});
