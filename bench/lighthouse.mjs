// `npm run lighthouse`: what Lighthouse says of the built pages with the demonstration's data, as a table. Lighthouse
// itself is fetched when this is run, and no part of the project; CHROME_PATH names the browser.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const LIGHTHOUSE = "lighthouse@12.8.2";
const PATHS = ["/", "/history", "/incidents/1", "/subscribe", "/ar"];
const DEVICES = { desktop: ["--preset=desktop"], mobile: [] };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const PATIENCE_MS = 90_000;

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "vitrine-lighthouse-"));
const port = await findPort();
const url = `http://127.0.0.1:${port}`;
writeFileSync(join(folder, "config.yaml"), `rss:\n  link: ${url}\n`);
const server = spawn(process.execPath, [join(root, "bin", "server.mjs")], {
  cwd: root,
  env: {
    ...process.env,
    CONFIG_PATH: join(folder, "config.yaml"),
    DATABASE_PATH: join(folder, "status.db"),
    API_HOST: "127.0.0.1",
    API_PORT: String(port),
  },
  stdio: ["ignore", "ignore", "inherit"],
});
try {
  await waitForAnswer();
  console.log(
    "| Page | | Performance | Accessibility | Best practices | SEO | First paint | Layout shift | Blocked | Scripts |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  for (const path of PATHS) {
    for (const [device, flags] of Object.entries(DEVICES)) console.log(await measure(path, device, flags));
  }
} finally {
  server.kill();
  await once(server, "exit");
  rmSync(folder, { recursive: true, force: true });
}

async function measure(path, device, flags) {
  const report = join(folder, "report.json");
  const chrome = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage";
  const output = ["--output=json", `--output-path=${report}`, "--quiet", `--only-categories=${CATEGORIES}`];
  await promisify(execFile)("npx", ["--yes", LIGHTHOUSE, url + path, ...output, chrome, ...flags], {
    env: { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? BROWSERS.find(existsSync) },
  });
  const result = JSON.parse(readFileSync(report, "utf8"));
  const scores = CATEGORIES.map((name) => Math.round(result.categories[name].score * 100));
  const told = ["first-contentful-paint", "cumulative-layout-shift", "total-blocking-time"];
  const times = told.map((name) => result.audits[name].displayValue.replaceAll("\u00a0", " "));
  const requests = result.audits["network-requests"].details.items;
  const scripts = requests.filter(({ resourceType }) => resourceType === "Script");
  const fetched = `${Math.round(scripts.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000)} kB`;
  return `| \`${path}\` | ${device} | ${[...scores, ...times, fetched].join(" | ")} |`;
}

async function waitForAnswer() {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await new Promise((next) => setTimeout(next, 500))) {
    if ((await fetch(url).catch(() => null))?.ok) return;
  }
  throw new Error(`The server did not answer at ${url}`);
}

async function findPort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port: free } = probe.address();
  probe.close();
  await once(probe, "close");
  return free;
}
