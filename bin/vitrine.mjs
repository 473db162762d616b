#!/usr/bin/env node
// The vitrine command. It bundles its TypeScript and hands over to lib/server/command.ts.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Vitrine needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const { bundleAll, bundlePath } = await import("./bundle.mjs");
await bundleAll();
const { runCommand } = await import(pathToFileURL(bundlePath("command")).href);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.exitCode = await runCommand(process.argv.slice(2), root);
// A build of the pages sweeps the bundles away; who may not write here later needs them.
if (!existsSync(bundlePath("command"))) await bundleAll();
// Whatever still runs has had its second.
setTimeout(() => process.exit(), 1_000).unref();
