#!/usr/bin/env node
// The vitrine command. It bundles its TypeScript (a few milliseconds) and hands over to lib/server/command.ts.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Vitrine needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, ".next", "vitrine", "command.mjs");

try {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "lib", "server", "command.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    logLevel: "silent",
  });
} catch (error) {
  // An installation that may not be written to uses what was bundled when it was built.
  if (!existsSync(bundle)) throw error;
}

const { runCommand } = await import(pathToFileURL(bundle).href);
process.exitCode = await runCommand(process.argv.slice(2), root);
