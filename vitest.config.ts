import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** For tests of real processes against real clocks. Who needed it is said in the closing account of `npm test`. */
const SECOND_ATTEMPT = { retry: 1 };

const UNIT_TESTS = [
  "lib/**/*.test.{ts,tsx}",
  "app/**/*.test.{ts,tsx}",
  "bench/**/*.test.ts",
  "tests/unit/**/*.test.ts",
];
/** Take seconds each, or measure or limit the process that they run in, which is theirs alone. */
const LONG_TESTS = "{lib,app,bench,tests}/**/*.long.test.{ts,tsx}";

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    // The default leaves every second core idle.
    maxWorkers: "100%",
    // What was compiled is kept (in node_modules) by its text.
    experimental: { fsModuleCache: true },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // One process for many files: loading everything anew for each takes longer than all tests.
          pool: "forks",
          isolate: false,
          setupFiles: ["tests/support/forget-shared.ts"],
          // Property tests take seconds on a machine that is busy with something else.
          testTimeout: 60_000,
          include: UNIT_TESTS,
          // They start processes and threads, and end them, or take long: they belong to the longer half.
          exclude: ["**/*.process.test.ts", LONG_TESTS],
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          testTimeout: 120_000,
          include: [LONG_TESTS],
          exclude: ["**/node_modules/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts", "lib/**/*.process.test.ts"],
          ...SECOND_ATTEMPT,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "chaos",
          include: ["tests/chaos/{quick,long}/**/*.test.ts"],
          ...SECOND_ATTEMPT,
          testTimeout: 600_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "simulation",
          include: ["tests/{simulation,replay}/**/*.test.ts"],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        extends: true,
        test: {
          name: "live",
          include: ["tests/live/**/*.test.ts"],
          ...SECOND_ATTEMPT,
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
