import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { startVitrine } from "@/tests/support/vitrine-server";
import type { Row } from "./statistics";

/**
 * The built server under 50 connections, at rest and while rounds over 50,000 services run, one after the other: another
 * instant of the file's last change is another file to the reader.
 */
const [folder = ""] = process.argv.slice(2);
const CONNECTIONS = 50;
const SECONDS = 12;
const data = mkdtempSync(join(tmpdir(), "vitrine-bench-server-"));
const statusPath = join(folder, "status.dat");
const config = `
nagios:
  status_dat_path: ${statusPath}
polling:
  staleness_threshold_seconds: 86400
components:
${Array.from({ length: 10 }, (_, digit) => `  - {name: Part ${digit}, services: [{host_name: "*-????${digit}.*", service_description: "*"}]}`).join("\n")}
`;
const server = await startVitrine({ config, folder: data, env: { POLL_INTERVAL_SECONDS: "2" } });

const rows: Row[] = [];
for (const path of ["/api/status", "/api/page", "/"]) {
  const calm = await ask(path);
  const before = countRounds();
  const turn = setInterval(() => utimesSync(statusPath, new Date(), new Date()), 500);
  const busy = await ask(path);
  clearInterval(turn);
  rows.push({
    what: `${path} under ${CONNECTIONS} connections, at rest and during ${countRounds() - before} rounds of 50,000 services`,
    measured: `p99 ${calm.p99} and ${busy.p99} ms, p50 ${calm.p50} and ${busy.p50} ms, ${calm.rate} and ${busy.rate} req/s`,
    goal: "p99 doubles at most",
  });
}

async function ask(path: string) {
  const headers = { accept: "text/html,*/*", "accept-encoding": "br" };
  const result = await autocannon({ url: server.url + path, connections: CONNECTIONS, duration: SECONDS, headers });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} not 2xx, ${result.errors} errors`);
  const { p50, p99 } = result.latency;
  return { p50, p99, rate: Math.round(result.requests.average) };
}

function countRounds(): number {
  return server.output().split("Poll complete").length - 1;
}

await server.stop();
rmSync(data, { recursive: true, force: true });
console.log(JSON.stringify(rows));
