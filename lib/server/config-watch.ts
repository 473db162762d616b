import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type LoadedConfig, loadConfig } from "@/lib/config/load";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";

/** Reads the configuration as this process finds it. */
export function loadOwnConfig(root = process.cwd()): Promise<LoadedConfig> {
  return loadConfig({
    env: process.env,
    cwd: root,
    readFile: (path) => readFile(path, "utf8"),
    readBytes: (path) => readFile(path),
  });
}

export interface ConfigWatch {
  /** To be called before the file is read: what changes from then on is a new change. */
  acknowledge(): void;
  /** Resolves when the file has changed, or somebody sent SIGHUP, since the last `acknowledge`. */
  changed(): Promise<void>;
  stop(): void;
}

const LOOK_EVERY_MS = 2 * SECOND_MS;

/** Watches the file of the configuration by looking at it: this also sees links that are turned, as in containers. */
export function watchConfig(clock: Clock): ConfigWatch {
  const path = resolve(process.env.CONFIG_PATH?.trim() || "config.yaml");
  let known: string | null = null;
  let isLooking = false;
  let hasChanged = false;
  let waiting: (() => void)[] = [];

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    const found = await identify(path);
    isLooking = false;
    if (known !== null && found !== known) tell();
    known = found;
  }

  function tell(): void {
    hasChanged = true;
    for (const wake of waiting.splice(0)) wake();
  }

  void look();
  const timer = clock.every(LOOK_EVERY_MS, () => void look());
  process.on("SIGHUP", tell);
  return {
    acknowledge() {
      hasChanged = false;
      waiting = [];
    },
    changed: () =>
      new Promise((wake) => {
        if (hasChanged) wake();
        else waiting.push(wake);
      }),
    stop() {
      timer.cancel();
      process.off("SIGHUP", tell);
    },
  };
}

async function identify(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return "none";
  }
}
