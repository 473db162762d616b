// `npm run bench`: each measurement in a process of its own, all in one run, as a table and as JSON.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const out = join(root, "bench", "results");
const bundles = join(root, "node_modules", ".cache", "vitrine-bench");
const HISTORY = ["measure-log-scan", "measure-history", "measure-backfill"];
const names = [
  "prepare-site",
  "measure-parse",
  "measure-round",
  "measure-server",
  "measure-pages",
  "measure-answers",
  ...HISTORY,
];

await build({
  entryPoints: {
    ...Object.fromEntries(names.map((name) => [name, join(root, "bench", `${name}.ts`)])),
    "store-worker": join(root, "lib", "store", "sqlite", "store-worker.ts"),
  },
  outdir: bundles,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  alias: { "@": root },
  logLevel: "error",
});

function run(name, ...args) {
  const command = [join(bundles, `${name}.mjs`), ...args];
  const { status, stdout } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${name} failed`);
  return JSON.parse(stdout.toString() || "[]");
}

/**
 * `npm run bench -- 1000,10000` for other sizes; `-- history`, `-- pages`, `-- answers` or `-- server` for these alone.
 */
const LARGE = 50_000;
const [choice = "1000,10000,50000"] = process.argv.slice(2);
const SIZES = /^\d/.test(choice) ? choice.split(",").map(Number) : [];
const isMeant = (part) => SIZES.length > 0 || choice === part;
const folder = mkdtempSync(join(tmpdir(), "vitrine-bench-"));
const rows = [];
try {
  for (const services of SIZES) {
    const site = join(folder, String(services));
    console.error(`Preparing a site of ${services} services ...`);
    run("prepare-site", site, String(services));
    if (services === LARGE) rows.push(...run("measure-parse", site));
    rows.push(...run("measure-round", site, String(services)));
    if (services === LARGE) rows.push(...run("measure-server", site));
    rmSync(site, { recursive: true, force: true });
  }
  if (choice === "server") {
    run("prepare-site", join(folder, "site"), String(LARGE));
    rows.push(...run("measure-server", join(folder, "site")));
  }
  if (isMeant("pages")) rows.push(...run("measure-pages"));
  if (isMeant("answers")) rows.push(...run("measure-answers"));
  for (const name of isMeant("history") ? HISTORY : []) {
    console.error(`${name} ...`);
    rows.push(...run(name, join(folder, name)));
    rmSync(join(folder, name), { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

mkdirSync(out, { recursive: true });
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
writeFileSync(join(out, "latest.json"), JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2));
console.log(`\n${machine}\n`);
console.log("| What | Measured | Goal |\n|---|---|---|");
for (const { what, measured, goal } of rows) console.log(`| ${what} | ${measured} | ${goal ?? "–"} |`);
