// Everything that `npm test` runs, in order, with what was fetched for it, and a closing account of what was skipped.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { chromium } from "@playwright/test";

const isStrict = process.env.CI === "true";
const results = "test-results";
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const steps = [];
const skipped = [];

function run(name, command, args, env = {}) {
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  steps.push({ name, ok: status === 0, seconds: Math.round((Date.now() - startedAt) / 1000) });
  return status === 0;
}

const projects = [];

function vitestArgs(project, files = []) {
  const out = `${results}/${project}.json`;
  projects.push(out);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${out}`];
  return ["vitest", "run", "--project", project, ...reporters, ...files];
}

function vitest(project, { env, files } = {}) {
  run(project, "npx", vitestArgs(project, files), env);
}

/** Begins a project beside what follows, which must not mind; what it prints is shown when it is awaited. */
function begin(project) {
  const path = `${results}/${project}.log`;
  const out = openSync(path, "w");
  const startedAt = Date.now();
  const child = spawn("npx", vitestArgs(project), { stdio: ["ignore", out, out] });
  const ended = once(child, "exit");
  return async () => {
    const [status] = await ended;
    console.log(`\n── ${project}\n${readFileSync(path, "utf8")}`);
    steps.push({ name: project, ok: status === 0, seconds: Math.round((Date.now() - startedAt) / 1000) });
  };
}

/** The path of a Chromium, fetched when there is none; null when none can be had. */
function findChromium() {
  const places = [process.env.PLAYWRIGHT_CHROMIUM, chromium.executablePath(), "/usr/bin/chromium"];
  const find = () => places.find((path) => path && existsSync(path)) ?? null;
  if (find() !== null) return find();
  console.log("No Chromium here: fetching one ...");
  if (spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "ignore", timeout: 300_000 }).status === 0)
    return find();
  const apt = (...args) =>
    spawnSync("apt-get", args, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium");
  return find();
}

run("lint and import rules", "npx", ["biome", "ci", "."]);
run("types", "npx", ["tsc", "--noEmit"]);
run("unused code", "npx", ["knip"]);
vitest("unit");
vitest("long");
vitest("simulation", { env: isStrict ? { SIMULATION_SEEDS: "10000" } : {} });
const isBuilt = run("build", process.execPath, ["bin/vitrine.mjs", "build"]);
if (isBuilt) {
  vitest("integration");
  const browser = findChromium();
  // A real Nagios takes its time, most of which it waits.
  const endLive = begin("live");
  if (browser === null)
    skipped.push("end to end: no Chromium could be fetched (install one, or name it in PLAYWRIGHT_CHROMIUM)");
  else run("end to end", "npx", ["playwright", "test"], { PLAYWRIGHT_CHROMIUM: browser });
  await endLive();
  vitest("chaos", { files: ["tests/chaos/quick"] });
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const secondAttempts = [];
for (const file of projects) {
  if (!existsSync(file)) continue;
  const report = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
  counts.skipped += report.numPendingTests + report.numTodoTests;
  for (const { assertionResults } of report.testResults) {
    for (const { status, fullName, failureMessages } of assertionResults) {
      const why = failureMessages[0]?.split("\n    at ")[0];
      if (status === "skipped" || status === "pending") skipped.push(fullName);
      else if (status === "failed") failures.push(`${fullName}: ${why}`);
      else if (why !== undefined) secondAttempts.push(`${fullName}: at first ${why}`);
    }
  }
}
const firstLine = (text = "") => text.split("\n")[0];

/** Playwright's suites lie in one another. */
function noteSpecs({ suites = [], specs = [] }) {
  for (const suite of suites) noteSpecs(suite);
  for (const { title, tests } of specs) {
    for (const { status, results: attempts } of tests) {
      const why = firstLine(attempts[0]?.error?.message);
      if (status === "unexpected") failures.push(`${title}: ${why}`);
      if (status === "flaky") secondAttempts.push(`${title}: at first ${why}`);
    }
  }
}

if (existsSync(`${results}/e2e.json`)) {
  const { stats, ...report } = JSON.parse(readFileSync(`${results}/e2e.json`, "utf8"));
  noteSpecs(report);
  counts.passed += stats.expected + stats.flaky;
  counts.failed += stats.unexpected;
  counts.skipped += stats.skipped;
}

const listLines = (lines) => lines.map((line) => `  - ${line}`).join("\n");

console.log("\n── Result");
for (const { name, ok, seconds } of steps) console.log(`${ok ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
if (failures.length > 0) console.log(`Failed:\n${listLines(failures)}`);
if (secondAttempts.length > 0) console.log(`Passed at the second attempt:\n${listLines(secondAttempts)}`);
console.log(skipped.length === 0 ? "Nothing was skipped." : `Skipped:\n${listLines(skipped)}`);
if (isStrict && skipped.length > 0) console.log("With CI=true nothing may be skipped.");
const isGood = steps.every(({ ok }) => ok) && counts.failed === 0 && !(isStrict && skipped.length > 0);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(isGood ? 0 : 1);
