import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import autocannon from "autocannon";
import { findPort, waitUntil } from "@/tests/support/vitrine-server";
import { startSite } from "./start-site";
import { median, type Row } from "./statistics";

/**
 * What everybody asks for, on a page of 60 components with 90 days: our server beside a bare `node:http` server and nginx
 * that send the same bytes. In turn, for so short that a noisy machine is the same for all three; of each turn's share of
 * bare Node the middle counts.
 */
const CONNECTIONS = 50;
const SECONDS = 2;
const TURNS = 8;
const HOLD_SECONDS = 4;
const COMPONENTS = 60;
const PATHS = ["/", "/api/v2/summary.json", "/feed/rss.xml", "/badge/status.svg"];
const HEADERS = { accept: "text/html,*/*", "accept-encoding": "br" };

const folder = mkdtempSync(join(tmpdir(), "vitrine-bench-answers-"));
// nginx reads as another user.
chmodSync(folder, 0o755);
const vitrine = await startSite(folder, COMPONENTS);

const answers = new Map<string, { body: Buffer; headers: IncomingHttpHeaders }>();
for (const path of PATHS) answers.set(path, await fetchBytes(vitrine.url + path));

/** The bytes as they are sent: packed. */
async function fetchBytes(url: string): Promise<{ body: Buffer; headers: IncomingHttpHeaders }> {
  const [response] = (await once(get(url, { headers: HEADERS }), "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url} answers ${response.statusCode}`);
  const { date: _, connection: __, "keep-alive": ___, ...headers } = response.headers;
  return { body: Buffer.concat(await response.toArray()), headers };
}

type Servers = Record<"ours" | "bare" | "nginx", { url: string; pid: number }>;

const children: ChildProcess[] = [];
const rows: Row[] = [];
try {
  const servers: Servers = {
    ours: { url: vitrine.url, pid: vitrine.pid },
    bare: await startBare(),
    nginx: await startNginx(),
  };
  for (const path of PATHS) rows.push(await compare(path, servers));
  rows.push(await holdMany());
} finally {
  for (const child of children) child.kill();
  await vitrine.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(rows));

/** Processor time of a process so far, all of its threads, in microseconds (`proc(5)`; a tick is 10 ms). */
function readWork(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function compare(path: string, servers: Servers): Promise<Row> {
  const results: Record<string, { rate: number; p99: number; work: number }[]> = { ours: [], bare: [], nginx: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const [name, { url, pid }] of Object.entries(servers)) {
      const before = readWork(pid);
      const { requests, latency, non2xx, errors } = await load(url + path, CONNECTIONS, SECONDS);
      const work = (readWork(pid) - before) / requests.total;
      if (non2xx > 0 || errors > 0) throw new Error(`${name} ${path}: ${non2xx} not 2xx, ${errors} errors`);
      results[name]?.push({ rate: requests.average, p99: latency.p99, work });
    }
  }
  const rate = (name: string) => median((results[name] ?? []).map((each) => each.rate));
  const shares = (results.ours ?? []).map((each, turn) => each.rate / (results.bare?.[turn]?.rate ?? Number.NaN));
  const work = (name: string) => median((results[name] ?? []).map((each) => each.work)).toFixed(0);
  const p99 = (name: string) => median((results[name] ?? []).map((each) => each.p99));
  const bytes = answers.get(path)?.body.length ?? 0;
  const say = (name: string, word: string) => `${word} ${Math.round(rate(name))} req/s (p99 ${p99(name)} ms)`;
  return {
    what: `\`${path}\`, ${bytes} bytes packed, ${CONNECTIONS} connections`,
    measured:
      `${say("ours", "")}, ${median(shares).toFixed(2)} of ${say("bare", "bare Node")}; ${say("nginx", "nginx")}; processor time a request ${work("ours")} and ${work("bare")} µs`.trim(),
    goal: "0.9 of bare Node, p99 20 ms",
  };
}

async function holdMany(): Promise<Row> {
  const { requests, latency, non2xx, errors } = await load(`${vitrine.url}/`, 2000, HOLD_SECONDS);
  return {
    what: "`/` with 2,000 connections held",
    measured: `${Math.round(requests.average)} req/s, p99 ${latency.p99} ms, ${non2xx + errors} failed`,
    goal: "held",
  };
}

function load(url: string, connections: number, duration: number) {
  return autocannon({ url, connections, duration, headers: HEADERS });
}

async function startBare(): Promise<{ url: string; pid: number }> {
  const port = await findPort();
  const path = join(folder, "bare.mjs");
  const list = [...answers].map(([name, { body, headers }]) => [name, body.toString("base64"), headers]);
  writeFileSync(
    path,
    `import { createServer } from "node:http";
const answers = new Map(${JSON.stringify(list)}.map(([name, body, headers]) => [name, { body: Buffer.from(body, "base64"), headers }]));
createServer((request, response) => {
  const { body, headers } = answers.get(request.url);
  response.writeHead(200, { ...headers, "content-length": body.length });
  response.end(body);
}).listen(${port}, "127.0.0.1");`,
  );
  return awaitAnswer(spawn(process.execPath, [path], { stdio: ["ignore", "ignore", "inherit"] }), port);
}

async function startNginx(): Promise<{ url: string; pid: number }> {
  const port = await findPort();
  const root = join(folder, "www");
  for (const [path, { body }] of answers) {
    const file = join(root, path === "/" ? "index.html" : path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  const conf = join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/nginx-${name};`)
    .join(" ");
  writeFileSync(
    conf,
    `daemon off; pid ${folder}/nginx.pid; worker_processes 1; error_log stderr;
events { worker_connections 4096; }
http { access_log off; sendfile on; open_file_cache max=100; keepalive_requests 1000000000; ${temporary}
  server { listen 127.0.0.1:${port}; root ${root}; } }`,
  );
  const child = spawn("nginx", ["-c", conf, "-e", "stderr"], { stdio: ["ignore", "ignore", "ignore"] });
  return awaitAnswer(child, port);
}

async function awaitAnswer(child: ChildProcess, port: number): Promise<{ url: string; pid: number }> {
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(async () => (await fetch(url).catch(() => null))?.ok === true);
  return { url, pid: child.pid ?? 0 };
}
