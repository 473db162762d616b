import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { get } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { waitUntil } from "./vitrine-server";

const ROOT = process.cwd();

export interface SupervisedOptions {
  /** For configuration, database and faults. */
  folder: string;
  /** Text of config.yaml. */
  config: string;
  env?: Record<string, string>;
  port?: number;
  /** Words before the command, as `prlimit --nofile=128`. */
  wrapper?: readonly string[];
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Whether the supervisor answered itself. */
  isStandIn: boolean;
}

/** What the fixture can make happen within the server. */
export type Fault = "exception" | "rejection" | "spin" | "leak" | "heap leak" | "stop timers" | "break timers";

export interface SupervisedVitrine {
  port: number;
  parent: ChildProcess;
  output(): string;
  /** Over a connection of its own; rejects with the error of the socket. */
  ask(path: string, options?: { method?: string; headers?: Record<string, string> }): Promise<Answer>;
  /** The process id of the server; null while there is none. */
  serverPid(): number | null;
  /** Resolves when the server itself answers. */
  served(timeoutMs?: number): Promise<void>;
  /** Makes something happen within the server process; see the fixture. */
  inject(fault: Fault): void;
  /** Answers the exit code of the supervisor. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs `vitrine start`, the supervisor with its server, on a free port. Does not wait. */
export async function startSupervised({
  folder,
  config,
  env,
  port: given,
  wrapper = [],
}: SupervisedOptions): Promise<SupervisedVitrine> {
  const port = given ?? (await findFreePort());
  const faults = join(folder, "fault");
  writeFileSync(join(folder, "config.yaml"), config);
  const { PATH = "", HOME = "" } = process.env;
  const [command = "", ...words] = [...wrapper, process.execPath, join(ROOT, "bin", "vitrine.mjs"), "start"];
  const parent = spawn(command, words, {
    cwd: ROOT,
    env: {
      PATH,
      HOME,
      NODE_ENV: "production",
      FAULT_FILE: faults,
      CONFIG_PATH: join(folder, "config.yaml"),
      DATABASE_PATH: join(folder, "status.db"),
      POLL_INTERVAL_SECONDS: "1",
      PAGE_TIME_ZONE: "UTC",
      API_HOST: "127.0.0.1",
      API_PORT: String(port),
      ...env,
      NODE_OPTIONS: `--import=${join(ROOT, "tests", "fixtures", "process-faults.mjs")} ${env?.NODE_OPTIONS ?? ""}`,
    },
  });
  let printed = "";
  for (const stream of [parent.stdout, parent.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const ask: SupervisedVitrine["ask"] = (path, options) => askOnce(port, path, options);
  const serverPid = () => findServer(parent.pid ?? 0);
  return {
    port,
    parent,
    output: () => printed,
    ask,
    serverPid,
    served: (timeoutMs = 60_000) => waitUntil(async () => !(await ask("/")).isStandIn, timeoutMs),
    inject(fault) {
      writeFileSync(faults, fault);
      process.kill(serverPid() ?? 0, "SIGUSR2");
    },
    stop: (signal = "SIGTERM") => endProcess(parent, signal),
  };
}

function askOnce(port: number, path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, agent: false, ...options }, (response) => {
      let body = "";
      response
        .on("data", (chunk: Buffer) => {
          body += chunk.toString();
        })
        .once("error", reject)
        .once("end", () => {
          const isStandIn = body.includes("status service is restarting");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body, isStandIn });
        });
    }).once("error", reject);
  });
}

function findServer(parentPid: number): number | null {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const line = lines.find((text) => text.includes("server.mjs") && Number(text.trim().split(/\s+/)[1]) === parentPid);
  return line === undefined ? null : Number(line.trim().split(/\s+/)[0]);
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill(signal);
  return ended;
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
