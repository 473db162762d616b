import type { LoadedConfig } from "@/lib/config/load";
import { systemClock } from "@/lib/platform/clock";
import { createLog } from "@/lib/platform/create-log";
import { compose } from "./compose";
import { getRuntime, type InForce } from "./runtime";

/** A service that runs, and how to end it. */
export interface RunningService {
  inForce: InForce;
  stop(): Promise<void>;
}

/** How long the end waits for the last lines of the log to be written. */
const LAST_WORDS_MS = 1_000;

/** Starts the service over a configuration that was found right. Rejects, with everything undone, when it cannot. */
export async function startService(loaded: Extract<LoadedConfig, { kind: "ok" }>): Promise<RunningService> {
  const { config, settings, path, warnings } = loaded;
  const undo: (() => void | Promise<void>)[] = [];
  const runtime = getRuntime();
  try {
    const log = createLog(config.logging);
    undo.push(() => log.close(LAST_WORDS_MS));
    process.on("SIGHUP", log.reopen);
    undo.push(() => void process.off("SIGHUP", log.reopen));
    for (const warning of warnings) log.warn(warning);
    runtime.service = await compose({ config, root: process.cwd(), clock: systemClock, log, undo });
    runtime.inForce = { config, settings, path };
    return { inForce: runtime.inForce, stop: () => end(undo) };
  } catch (error) {
    await unwind(undo);
    throw error;
  }
}

async function end(undo: (() => void | Promise<void>)[]): Promise<void> {
  getRuntime().service = null;
  await unwind(undo);
}

async function unwind(undo: (() => void | Promise<void>)[]): Promise<void> {
  for (const step of undo.splice(0).reverse()) {
    try {
      await step();
    } catch {
      // A step that cannot be undone must not keep the others from being undone.
    }
  }
}
