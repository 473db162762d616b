import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { shortenError, unpackPackage } from "./debian-package";
import { findPort, waitUntil } from "./vitrine-server";

const run = promisify(execFile);

/** Where to find the programs, or why there are none, as one sentence. */
export type PrometheusPrograms =
  | { kind: "found"; prometheus: string; promtool: string }
  | { kind: "unavailable"; reason: string };

/** Finds Debian's Prometheus: unpacked by an earlier run, installed on this machine, or fetched now with apt-get. */
export async function fetchPrometheus(
  cacheFolder = resolve("node_modules", ".cache", "vitrine-prometheus"),
): Promise<PrometheusPrograms> {
  const places = [join(cacheFolder, "usr", "bin"), "/usr/bin"];
  const found = await findPrograms(places);
  if (found !== null) return found;
  try {
    await unpackPackage("prometheus", cacheFolder);
  } catch (error) {
    return { kind: "unavailable", reason: `Prometheus cannot be fetched with apt-get: ${shortenError(error)}` };
  }
  const reason = "the Prometheus of Debian's package does not run on this machine";
  return (await findPrograms(places)) ?? { kind: "unavailable", reason };
}

async function findPrograms(folders: readonly string[]): Promise<PrometheusPrograms | null> {
  for (const folder of folders) {
    const [prometheus, promtool] = [join(folder, "prometheus"), join(folder, "promtool")];
    const answers = [prometheus, promtool].map((path) => run(path, ["--version"], { timeout: 20_000 }));
    const works = await Promise.all(answers).then(
      () => true,
      () => false,
    );
    if (works) return { kind: "found", prometheus, promtool };
  }
  return null;
}

export interface PrometheusServer {
  url: string;
  /** The values of an expression now, each by its labels as JSON. Throws what Prometheus objects to. */
  query(expression: string): Promise<{ labels: Record<string, string>; value: number }[]>;
  /** Names of the alerts that fire. */
  firing(): Promise<string[]>;
  /** Everything that it printed. */
  output(): string;
  stop(): Promise<void>;
}

export interface PrometheusOptions {
  program: string;
  /** For its configuration and data. */
  folder: string;
  /** `host:port`. */
  target: string;
  rulesPath: string;
}

/** Starts a Prometheus on loopback that scrapes and evaluates once a second. */
export async function startPrometheus(options: PrometheusOptions): Promise<PrometheusServer> {
  const { program, folder } = options;
  mkdirSync(folder, { recursive: true });
  const configPath = join(folder, "prometheus.yml");
  writeFileSync(configPath, writeConfig(options));
  const port = await findPort();
  const address = `127.0.0.1:${port}`;
  const flags = [`--config.file=${configPath}`, `--storage.tsdb.path=${join(folder, "data")}`];
  const child = spawn(program, [...flags, `--web.listen-address=${address}`, "--log.level=warn"]);
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const url = `http://${address}`;
  const ask = async <T>(path: string): Promise<T> => {
    const answer = (await (await fetch(`${url}/api/v1/${path}`)).json()) as { data: T; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.data;
  };
  await waitUntil(async () => (await fetch(`${url}/-/ready`)).ok, 60_000);
  return {
    url,
    async query(expression) {
      type Result = { metric: Record<string, string>; value: [number, string] }[];
      const { result } = await ask<{ result: Result }>(`query?query=${encodeURIComponent(expression)}`);
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    async firing() {
      const { alerts } = await ask<{ alerts: { state: string; labels: { alertname: string } }[] }>("alerts");
      return alerts.filter(({ state }) => state === "firing").map(({ labels }) => labels.alertname);
    },
    output: () => printed,
    stop: () => end(child),
  };
}

function writeConfig({ target, rulesPath }: PrometheusOptions): string {
  return `global:
  scrape_interval: 1s
  evaluation_interval: 1s
scrape_configs:
  - job_name: vitrine
    static_configs:
      - targets: ["${target}"]
rule_files:
  - ${rulesPath}
`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGTERM");
  await ended;
}
