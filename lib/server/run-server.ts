import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Config } from "@/lib/config/config";

/** Runs the server in a process of its own until it ends; passes signals on and answers its exit code. */
export function runServer(root: string, { host, port }: Config["api"]): Promise<number> {
  const child = spawn(process.execPath, [join(root, "bin", "server.mjs")], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      API_HOST: host,
      API_PORT: String(port),
    },
    stdio: "inherit",
  });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, passOn);
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`The server could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("exit", (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}
