import base from "@/playwright.config";

/** `npm run screenshots`: pictures of every page and state, for docs/screenshots. */
export default {
  ...base,
  testDir: import.meta.dirname,
  timeout: 600_000,
  retries: 0,
  outputDir: "../../test-results/screenshots",
  reporter: "list",
};
