import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Tests and benchmarks run from the root of the project. */
const ROOT = process.cwd();

export interface VitrineOptions {
  /** Text of config.yaml. The database, the port and the interval (1 s) are set beside it. */
  config: string;
  env?: Record<string, string>;
  /** Without root's right to ignore file permissions, as any other user. */
  unprivileged?: boolean;
  /** Folder that survives the server: config, database. A new one when absent. */
  folder?: string;
}

export interface VitrineServer {
  url: string;
  folder: string;
  /** Its process. */
  pid: number;
  /** Everything that it printed. */
  output(): string;
  get(path: string, init?: RequestInit): Promise<Response>;
  json<T = Record<string, unknown>>(path: string): Promise<T>;
  /** Ends the process and waits for its end; keeps the folder. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Stops it and deletes the folder. */
  dispose(): Promise<void>;
}

/** Starts the built server on a free port of loopback, and waits until it answers. */
export async function startVitrine(options: VitrineOptions): Promise<VitrineServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "vitrine-test-"));
  const port = await findPort();
  writeFileSync(join(folder, "config.yaml"), options.config);
  const child = spawnServer(options, {
    CONFIG_PATH: join(folder, "config.yaml"),
    DATABASE_PATH: join(folder, "status.db"),
    POLL_INTERVAL_SECONDS: "1",
    PAGE_TIME_ZONE: "UTC",
    API_HOST: "127.0.0.1",
    API_PORT: String(port),
    ...options.env,
  });
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const stop = (signal: NodeJS.Signals = "SIGTERM") => end(child, signal);
  const get = (path: string, init?: RequestInit) => fetch(url + path, { redirect: "manual", ...init });
  await waitUntil(async () => {
    if (child.exitCode !== null) throw new Fatal(`the server ended: ${printed}`);
    return (await get("/api/health")).ok;
  }, 60_000);
  return {
    url,
    folder,
    pid: child.pid ?? 0,
    output: () => printed,
    get,
    json: async <T>(path: string) => (await (await get(path)).json()) as T,
    stop,
    async dispose() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnServer({ unprivileged }: VitrineOptions, env: Record<string, string>): ChildProcess {
  const words = [process.execPath, join(ROOT, "bin", "server.mjs")];
  // Root without these capabilities is bound by file permissions, like any other user.
  const drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"];
  const isRoot = process.getuid?.() === 0;
  const [command = "", ...args] = unprivileged && isRoot ? [...drop, ...words] : words;
  const { PATH = "", HOME = "" } = process.env;
  return spawn(command, args, { cwd: ROOT, env: { PATH, HOME, NODE_ENV: "production", ...env } });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  child.kill(signal);
  return ended;
}

/** A free port of loopback. */
export function findPort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

class Fatal extends Error {}

/** Asks again and again until the condition holds; rejects with the last error when the time is up. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const endsAt = Date.now() + timeoutMs;
  let last: unknown = new Error("the condition never held");
  while (Date.now() < endsAt) {
    try {
      if (await condition()) return;
      last = new Error("the condition never held");
    } catch (error) {
      if (error instanceof Fatal) throw error;
      last = error;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw last;
}
