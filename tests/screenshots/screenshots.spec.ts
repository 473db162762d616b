import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Page, test } from "@playwright/test";
import type { Language } from "@/lib/domain/words";
import type { PageView } from "@/lib/view/page-view";
import { answerWith, wake } from "@/tests/e2e/gallery";
import { startShowing } from "@/tests/e2e/shown-site";
import { makePageViews } from "@/tests/fixtures/page-views";
import { nowSeconds, type Site, writeSite } from "@/tests/support/site";
import { startVitrine, type VitrineServer, waitUntil } from "@/tests/support/vitrine-server";

const FOLDER = join("docs", "screenshots");
const HOUR_MS = 3_600_000;

type State = keyof ReturnType<typeof makePageViews>;
const STATES = Object.keys(makePageViews(0)) as State[];
/** Of languages other than English these states are enough to see how they look. */
const TOLD: State[] = ["operational", "major", "maintenance", "stale"].filter((state): state is State =>
  STATES.includes(state as State),
);
const LANGUAGES: Language[] = ["en", "de", "ar"];

const PAGES = {
  history: "/history",
  component: "/components/patient-portal",
  incident: "/incidents/1",
  subscribe: "/subscribe",
  report: "/report/",
  "not-found": "/nothing-here",
} as const;

/** As a desktop by day and a phone by night see it. */
const SCREENS = [
  { name: "desktop-light", width: 1280, colorScheme: "light" },
  { name: "phone-dark", width: 390, colorScheme: "dark" },
] as const;
/** What lies below is alike on all pictures, and would make them heavy to clone. */
const MOST_HEIGHT = 1800;

const taken: { language: Language; page: string }[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(() => {
  for (const language of LANGUAGES) {
    rmSync(join(FOLDER, language), { recursive: true, force: true });
    mkdirSync(join(FOLDER, language), { recursive: true });
  }
});

test.afterAll(() => writeFileSync(join(FOLDER, "README.md"), listPictures()));

for (const language of LANGUAGES) {
  test(`the states of the page in ${language}`, async ({ page }) => {
    const server = await startShowing({ view: makePageViews(Date.now()).operational });
    try {
      for (const state of language === "en" ? STATES : TOLD) {
        await answerWith(page, (at) => makePageViews(at)[state]);
        await page.goto(`${server.url}/${language}`);
        await take(page, language, `page-${state}`);
      }
    } finally {
      await server.dispose();
    }
  });

  test(`the other pages in ${language}`, async ({ page }) => {
    const server = await startWithPast();
    try {
      for (const [name, path] of Object.entries(PAGES)) {
        const month = name === "report" ? new Date().toISOString().slice(0, 7) : "";
        await page.goto(`${server.url}/${language}${path}${month}`);
        await take(page, language, name);
      }
    } finally {
      await server.dispose();
    }
  });
}

for (const language of LANGUAGES) {
  test(`the page of a maintenance in ${language}`, async ({ page }) => {
    const nagios = mkdtempSync(join(tmpdir(), "vitrine-pictures-"));
    writeSite(nagios, siteWithDowntime());
    const config = `nagios:\n  status_dat_path: ${nagios}/status.dat\npolling:\n  staleness_threshold_seconds: 3600\npage:\n  name: Example University Hospital\n  time_zone: Europe/Berlin\ncomponents:\n  - name: Imaging archive\n    services: [pacs/Archive]\n`;
    const server = await startVitrine({ config });
    try {
      await waitUntil(async () => (await server.get("/maintenance/1")).status === 200);
      await page.goto(`${server.url}/${language}/maintenance/1`);
      await take(page, language, "maintenance");
    } finally {
      await server.dispose();
      rmSync(nagios, { recursive: true });
    }
  });
}

function siteWithDowntime(): Site {
  const now = nowSeconds();
  const downtime = {
    id: 1,
    host: "pacs",
    service: "Archive",
    author: "operator",
    text: "#public The archive moves to new storage. Images may open slowly.",
    enteredAt: now - 7200,
    startsAt: now - 1800,
    endsAt: now + 3600,
  };
  const objects = [{ host: "pacs" }, { host: "pacs", service: "Archive", downtimeDepth: 1 }];
  return { objects, createdAt: now, downtimes: [downtime] };
}

async function startWithPast(): Promise<VitrineServer> {
  const now = Date.now();
  const view: PageView = makePageViews(now).major;
  const past = [
    { slug: "patient-portal", startedAt: now - 30 * HOUR_MS, endedAt: now - 28 * HOUR_MS },
    { slug: "e-mail", startedAt: now - 80 * HOUR_MS, endedAt: now - 79 * HOUR_MS },
  ];
  const server = await startShowing({ view, past, env: { RSS_LINK: "https://status.example.com" } });
  // The first page is there before the database is.
  await waitUntil(async () => (await server.get("/api/incidents")).status === 200);
  return server;
}

async function take(page: Page, language: Language, name: string): Promise<void> {
  await wake(page);
  await page.waitForLoadState("networkidle");
  for (const { name: screen, width, colorScheme } of SCREENS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    const path = join(FOLDER, language, `${name}-${screen}.jpg`);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(height, MOST_HEIGHT) };
    await page.screenshot({ caret: "initial", path, fullPage: true, clip, type: "jpeg", quality: 50 });
  }
  taken.push({ language, page: name });
}

function listPictures(): string {
  const rows = taken.map(({ language, page }) => {
    const links = SCREENS.map(({ name }) => `[${name.replace("-", ", ")}](${language}/${page}-${name}.jpg)`);
    return `| ${language} | ${page} | ${links.join(" · ")} |`;
  });
  return [
    "# Pictures of every page",
    "",
    "Taken by `npm run screenshots` from the built program, of an organisation that does not exist.",
    "",
    "| language | page | pictures |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
