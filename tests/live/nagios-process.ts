import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** One run of Nagios in the foreground, in a process group of its own. */
export interface NagiosProcess {
  pid: number;
  /** False once it has ended, by itself or not. */
  isRunning(): boolean;
  /** SIGHUP: reads its configuration again. */
  reload(): void;
  /** SIGTERM, and after ten seconds of patience SIGKILL. Resolves when it has ended. */
  stop(): Promise<void>;
  /** SIGKILL for it and its workers, as in a crash: status.dat stays behind. Resolves when it has ended. */
  crash(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Starts Nagios. What it prints goes into the file at `outputPath`. */
export function spawnNagios(binaryPath: string, configPath: string, outputPath: string): NagiosProcess {
  const output = openSync(outputPath, "a");
  const child = spawn(binaryPath, [configPath], {
    detached: true,
    stdio: ["ignore", output, output],
    env: { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" },
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${binaryPath} cannot be started`);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const killGroup = () => {
    if (isRunning()) process.kill(-pid, "SIGKILL");
  };
  process.once("exit", killGroup);
  child.once("exit", () => process.off("exit", killGroup));
  return {
    pid,
    isRunning,
    reload: () => void child.kill("SIGHUP"),
    async stop() {
      if (!isRunning()) return;
      child.kill("SIGTERM");
      await Promise.race([ended(child), sleep(PATIENCE_MS, undefined, { ref: false })]);
      killGroup();
      await ended(child);
    },
    async crash() {
      killGroup();
      await ended(child);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}
