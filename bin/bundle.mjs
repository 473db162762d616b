// Bundles the TypeScript of the command, the server process, its door and the database's worker: a few milliseconds each.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process, { argv } from "node:process";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, ".next", "vitrine");

const ENTRIES = {
  command: join(root, "lib", "server", "command.ts"),
  "front-door": join(root, "lib", "server", "front-door.ts"),
  "door-thread": join(root, "lib", "server", "door", "door-thread.ts"),
  "store-worker": join(root, "lib", "store", "sqlite", "store-worker.ts"),
};

/** Where a bundle is, by the name of its entry. */
export function bundlePath(name) {
  return join(folder, `${name}.mjs`);
}

/** In one step: a server that starts beside this one reads the former or the new. */
function place(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const made = `${path}.${process.pid}`;
  writeFileSync(made, contents);
  renameSync(made, path);
}

/** Bundles them all. An installation that may not be written to uses what was bundled when it was built. */
export async function bundleAll() {
  const entryPoints = Object.fromEntries(Object.entries(ENTRIES).filter(([, path]) => existsSync(path)));
  try {
    const { build, stop } = await import("esbuild");
    const { outputFiles } = await build({
      entryPoints,
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      alias: { "@": root },
      logLevel: "silent",
      write: false,
    });
    mkdirSync(folder, { recursive: true });
    for (const { path, contents } of outputFiles) place(path, contents);
    // Else its process stays as long as ours.
    await stop();
  } catch (error) {
    if (Object.keys(entryPoints).some((name) => !existsSync(bundlePath(name)))) throw error;
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await bundleAll();
