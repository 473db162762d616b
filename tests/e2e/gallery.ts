import { expect, type Page } from "@playwright/test";
import { judgePage } from "@/lib/view/judge";
import type { PageView } from "@/lib/view/page-view";
import { ENGLISH } from "@/lib/view/words/words-of";

/** Makes the page's data for an instant. */
export type MakeView = (at: number) => PageView;

/** Answers the page's refreshes with a view of our own, true now by the server's clock, as a server would. */
export async function answerWith(page: Page, makeView: MakeView): Promise<void> {
  await page.unroute("**/api/page");
  await page.route("**/api/page", (route) => {
    // The Date header has no fractions of seconds.
    const at = Math.floor(Date.now() / 1000) * 1000;
    return route.fulfill({ json: makeView(at), headers: { date: new Date(at).toUTCString() } });
  });
}

/** A hand at the mouse: the page's scripts come for it. */
export async function wake(page: Page): Promise<void> {
  await page.mouse.move(1, 1, { steps: 2 });
  await expect(page.locator("html")).toHaveAttribute("data-awake");
}

/** Opens the page and waits until it shows the view. */
export async function showView(page: Page, url: string, makeView: MakeView): Promise<void> {
  await answerWith(page, makeView);
  await page.goto(url);
  const refreshed = page.waitForResponse(/\/api\/page$/);
  await wake(page);
  await refreshed;
  const at = Date.now();
  await expect(page.locator("h1")).toHaveText(judgePage(makeView(at), at, ENGLISH).sentence);
}

/** How far the page reaches beyond the window, in pixels; 0 when nobody has to scroll sideways. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
