import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { makePageViews } from "@/tests/fixtures/page-views";
import type { VitrineServer } from "@/tests/support/vitrine-server";
import { measureOverflow } from "./gallery";
import { startShowing } from "./shown-site";

const HOUR_MS = 3_600_000;
const MONTH = new Date().toISOString().slice(0, 7);
const PAGES = [
  "/",
  "/history",
  "/incidents/1",
  "/components/patient-portal",
  `/report/${MONTH}`,
  "/subscribe",
  "/lost",
];

/** A window of 1280 pixels, as it is when somebody has enlarged it (WCAG 2.2, 1.4.4 and 1.4.10). */
const ZOOMS = [
  { percent: 200, width: 640 },
  { percent: 400, width: 320 },
];

let server: VitrineServer;

test.beforeAll(async () => {
  const now = Date.now();
  const past = [{ slug: "patient-portal", startedAt: now - 30 * HOUR_MS, endedAt: now - 28 * HOUR_MS }];
  server = await startShowing({ view: makePageViews(now).major, past });
});

test.afterAll(() => server.dispose());

/** Texts that are cut off: wider than what holds them, which hides the rest. */
function listCut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("h1, h2, h3, p, a, span, th, td, summary, button")]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        const isMeantToHide = element.classList.contains("sr-only") || textOverflow === "ellipsis";
        const isHiding = overflowX === "hidden" || overflowX === "clip";
        return !isMeantToHide && isHiding && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** Signs without a shape, or in the colour of the ground. */
function listUnseenSigns(): string[] {
  const groundOf = (element: Element | null): string => {
    if (element === null) return "none";
    const { backgroundColor } = getComputedStyle(element);
    return /^rgba\(.*, 0\)$/.test(backgroundColor) ? groundOf(element.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll(".sign, .state, .board-signs > i")]
    .filter((element) => {
      const { backgroundColor, maskImage } = getComputedStyle(element, element.matches(".state") ? "::before" : null);
      return backgroundColor === groundOf(element.parentElement) || !maskImage.startsWith('url("data:image/svg+xml');
    })
    .map((element) => element.outerHTML);
}

test("each state has a sign of its own, on a screen, on paper and in forced colours", async ({ page }) => {
  await page.goto(server.url);
  for (const media of [{}, { media: "print" }, { media: "screen", forcedColors: "active" }] as const) {
    await page.emulateMedia(media);
    const masks = await page.evaluate((states) => {
      const signs = states.map((state) => Object.assign(document.createElement("i"), { className: `sign ${state}` }));
      document.body.append(...signs);
      return signs.map((sign) => getComputedStyle(sign).maskImage);
    }, PUBLIC_STATES);
    expect(new Set(masks).size).toBe(PUBLIC_STATES.length);
    expect(await page.evaluate(listUnseenSigns)).toEqual([]);
  }
});

for (const path of PAGES) {
  test(`${path} can be read at 200 % and 400 %, and with text of twice the size`, async ({ page }) => {
    await page.goto(server.url + path);
    for (const { percent, width } of ZOOMS) {
      await page.setViewportSize({ width, height: 450 });
      expect(await measureOverflow(page), `sideways scroll at ${percent} %`).toBe(0);
      expect(await listCut(page), `cut off at ${percent} %`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    expect(await measureOverflow(page), "sideways scroll with large text").toBe(0);
    expect(await listCut(page), "cut off with large text").toEqual([]);
  });

  test(`${path} is whole in forced colours`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await page.goto(server.url + path);
    const { violations } = await new AxeBuilder({ page }).disableRules(["meta-refresh"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(listUnseenSigns), "signs in the colour of the ground").toEqual([]);
  });
}
