import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { makePageViews } from "@/tests/fixtures/page-views";
import { type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";
import { answerWith, measureOverflow } from "./gallery";
import { startShowing } from "./shown-site";

/** Where pictures of the pages are kept for people to look at. */
const FOLDER = process.env.SCREENSHOTS;

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 32"><script>window.ran = true</script>
<rect width="96" height="32" rx="6" fill="#0a5c36"/><circle cx="16" cy="16" r="9" fill="#fff"/></svg>`;

const PAGE = `  logo: LOGO
  style: STYLE
  accent: "#0a5c36"
  accent_dark: "#7ee2a8"
  about: |
    We are the **IT department**.

    Call [555 0100](tel:5550100). <script>window.ran = true</script>
  header_links:
    - {label: Help, url: "https://www.example.com/help"}
  footer_links:
    - {label: Imprint, url: "https://www.example.com/imprint"}
`;

let folder: string;
let server: VitrineServer;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-branding-"));
  writeFileSync(join(folder, "logo.svg"), LOGO);
  writeFileSync(join(folder, "page.css"), "h1 { letter-spacing: 0.04em; }");
  const page = PAGE.replace("LOGO", join(folder, "logo.svg")).replace("STYLE", join(folder, "page.css"));
  server = await startShowing({ view: makePageViews(Date.now()).operational, page });
  // The page that was kept is shown before the configuration is in force.
  await waitUntil(async () => (await server.get("/about")).status === 200);
});

test.afterAll(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test("the operator's logo, colour, style and links stand on the page, readable in light and dark", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await answerWith(page, (at) => makePageViews(at).operational);
  for (const path of ["/", "/about", "/subscribe"]) {
    await page.goto(server.url + path);
    await expect(page.locator("header img")).toHaveJSProperty("complete", true);
    expect(
      await page.locator("header img").evaluate((img: HTMLImageElement) => [img.naturalWidth > 0, img.clientWidth]),
    ).toEqual([true, 96]);
    await expect(page.locator("h1")).toHaveCSS("letter-spacing", /^(?:1|2)(?:\.\d+)?px$/);
    await expect(page.getByRole("link", { name: "Imprint" })).toHaveAttribute(
      "href",
      "https://www.example.com/imprint",
    );
    for (const [width, colorScheme] of [
      [390, "dark"],
      [1280, "light"],
      [320, "light"],
      [1280, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect(await measureOverflow(page), `sideways scroll at ${width} pixels`).toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const name = `branding${path.replaceAll(/\W+/g, "-")}-${width}-${colorScheme}.png`;
      if (FOLDER) await page.screenshot({ caret: "initial", path: join(FOLDER, name), fullPage: true });
    }
  }
  expect(complaints).toEqual([]);
});

test("links have the operator's colour", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${server.url}/subscribe`);
  await expect(page.getByRole("link", { name: "RSS of Everything" })).toHaveCSS("color", "rgb(10, 92, 54)");
});

test("nothing in a logo or in words of the operator's runs", async ({ page }) => {
  const logo = await server.get("/logo/light");
  expect(logo.headers.get("content-security-policy")).toContain("sandbox");
  expect(logo.headers.get("x-content-type-options")).toBe("nosniff");
  expect(logo.headers.get("content-type")).toBe("image/svg+xml");
  expect((await server.get("/logo/other")).status).toBe(404);
  for (const path of ["/logo/light", "/about"]) {
    await page.goto(server.url + path);
    expect(await page.evaluate(() => "ran" in window), path).toBe(false);
  }
  await expect(page.getByRole("main")).toContainText("<script>window.ran = true</script>");
});

test("the tab shows the state, and turns grey when nothing is confirmed any more", async ({ page }) => {
  const icon = async () => decodeURIComponent((await page.locator('link[rel="icon"]').getAttribute("href")) ?? "");
  await answerWith(page, (at) => makePageViews(at).operational);
  await page.goto(server.url);
  expect(await page.locator('link[rel="icon"]').count()).toBe(1);
  expect(await icon()).toBe("/favicon.svg?state=operational");
  await answerWith(page, (at) => makePageViews(at).stale);
  await expect.poll(icon, { timeout: 40_000 }).toContain("--gem:#57606a");
  expect(await (await server.get("/favicon.svg?state=operational")).text()).toContain("--gem:#1a7f4b");
  await page.goto(`${server.url}/history`);
  expect(await icon()).toBe("/favicon.svg?state=none");
});
