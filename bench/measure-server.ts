import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { startVitrine } from "@/tests/support/vitrine-server";
import type { Row } from "./statistics";

/** The built server under 50 connections while rounds over 50,000 services run, one after the other. */
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

/** Lets each round find a new file: another instant of the last change is one to the reader. */
const turn = setInterval(() => utimesSync(statusPath, new Date(), new Date()), 500);

const rows: Row[] = [];
for (const path of ["/api/status", "/api/page", "/"]) {
  const before = countRounds();
  const headers = { accept: "text/html,*/*" };
  const result = await autocannon({ url: server.url + path, connections: CONNECTIONS, duration: SECONDS, headers });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} not 2xx, ${result.errors} errors`);
  const { p50, p99 } = result.latency;
  const rounds = countRounds() - before;
  rows.push({
    what: `${path} under ${CONNECTIONS} connections during ${rounds} rounds of 50,000 services`,
    measured: `p50 ${p50} ms, p99 ${p99} ms, ${Math.round(result.requests.average)} req/s`,
  });
}

function countRounds(): number {
  return server.output().split("Poll complete").length - 1;
}

clearInterval(turn);
await server.stop();
rmSync(data, { recursive: true, force: true });
console.log(JSON.stringify(rows));
