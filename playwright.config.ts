import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { chromium, defineConfig } from "@playwright/test";

/** PLAYWRIGHT_CHROMIUM, else Playwright's own browser, else the system's. */
function findChromium(): string {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return named;
  const own = chromium.executablePath();
  return existsSync(own) ? own : "/usr/bin/chromium";
}

export default defineConfig({
  testDir: "tests/e2e",
  fullyParallel: false,
  // A browser and its server keep two cores busy.
  workers: Math.max(1, Math.floor(availableParallelism() / 2)),
  timeout: 90_000,
  // Who needed it is said in the closing account of `npm test`.
  retries: 1,
  expect: { timeout: 15_000 },
  // Emptied at each start: the other suites write their results beside it.
  outputDir: "test-results/e2e",
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    // That of the pages that tests show: times are written in the visitor's zone.
    timezoneId: "Europe/Berlin",
    // Tests stand between the page and the server; what stands there itself would hide the one from them.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: findChromium(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
    },
  },
});
