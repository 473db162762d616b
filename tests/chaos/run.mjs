// `npm run chaos [-- --quick]`: injects every fault of the matrix against the built server and prints what was seen.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";

const isQuick = process.argv.includes("--quick");
const results = "test-results/chaos.jsonl";
rmSync(results, { force: true });

const run = (command, args) =>
  spawnSync(command, args, { stdio: "inherit", env: { ...process.env, CHAOS_RESULTS: results } });
if (run(process.execPath, ["bin/vitrine.mjs", "build"]).status !== 0) process.exit(1);
const { status } = run("npx", ["vitest", "run", "--project", "chaos", ...(isQuick ? ["tests/chaos/quick"] : [])]);

const matrix = "node_modules/.cache/vitrine-chaos/matrix.mjs";
await build({ entryPoints: ["tests/chaos/matrix.ts"], outfile: matrix, format: "esm", logLevel: "error" });
const { listRows, NOT_RUN } = await import(`${process.cwd()}/${matrix}`);

const rows = existsSync(results)
  ? readFileSync(results, "utf8")
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
const order = listRows();
rows.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const span = (ms) => (ms === null ? "–" : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

console.log("\n| Row | Fault | Expected | Observed | Well again after |\n|---|---|---|---|---|");
for (const { id, variant, fault, expected, observed, recoveredMs } of rows) {
  const what = variant === undefined ? fault : `${fault} (${variant})`;
  console.log(`| ${[id, what, expected, observed, span(recoveredMs)].map(cell).join(" | ")} |`);
}
const seen = new Set(rows.map(({ id }) => id));
const unseen = order.filter((id) => !seen.has(id));
if (unseen.length > 0) {
  console.log("\nNot run:");
  for (const id of unseen) {
    const reason = NOT_RUN[id] ?? (isQuick ? "belongs to the long half" : "its test failed or is missing");
    console.log(`  ${id}: ${reason}`);
  }
}
console.log(`\n${seen.size} of ${order.length} rows seen.`);
process.exit(status ?? 1);
