import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** For tests of real processes against real clocks. Who needed it is said in the closing account of `npm test`. */
const SECOND_ATTEMPT = { retry: 1 };

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    // The default leaves every second core idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Property tests take seconds on a machine that is busy with something else.
          testTimeout: 60_000,
          include: [
            "lib/**/*.test.{ts,tsx}",
            "app/**/*.test.{ts,tsx}",
            "bench/**/*.test.ts",
            "tests/unit/**/*.test.ts",
          ],
          // They start processes and threads, and end them: they belong to the longer half.
          exclude: ["lib/**/*.process.test.ts"],
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
