import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

/**
 * The worker as it is bundled for use, below the project so that it finds its packages. `before`: what else runs in
 * it, first.
 */
export function bundleWorker(before = ""): { workerPath: string; dispose: () => void } {
  const cache = resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "store-worker-"));
  const workerPath = join(folder, "store-worker.mjs");
  buildSync({
    stdin: {
      contents: `${before}\nimport "@/lib/store/sqlite/store-worker";`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    outfile: workerPath,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // A worker that need not look for packages starts in a third of the time, and here many are started.
    external: ["better-sqlite3"],
    alias: { "@": process.cwd() },
    logLevel: "silent",
  });
  return { workerPath, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
