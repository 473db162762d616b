// `npm run soak [-- SECONDS]`: see soak.ts.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";

const outfile = "node_modules/.cache/vitrine-chaos/soak.mjs";
await build({
  entryPoints: ["tests/chaos/soak.ts"],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  alias: { "@": process.cwd() },
  logLevel: "error",
});
const run = (...args) => spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
const built = run("bin/vitrine.mjs", "build");
process.exit(built === 0 ? run(outfile, process.argv[2] ?? "3600") : built);
