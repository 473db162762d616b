import { readFile } from "node:fs/promises";
import { formatFaults } from "@/lib/config/format-faults";
import { loadConfig } from "@/lib/config/load";
import { systemClock } from "@/lib/platform/clock";
import { createLog } from "@/lib/platform/create-log";
import { compose } from "./compose";
import { getRuntime } from "./runtime";

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;
/** How long the end waits for the last lines of the log to be written. */
const LAST_WORDS_MS = 1_000;

/** For so long the first visitor waits for the first poll rather than being told that nothing is known. */
const FIRST_POLL_MS = 3_000;

/**
 * Boots the service in the background and tries again until it succeeds. Meanwhile every page and route answers
 * that nothing is known. Resolves after the first attempt and its first poll, or after three seconds; never rejects.
 */
export async function startBoot(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FIRST_POLL_MS);
  });
  await Promise.race([bootUntilUp(FIRST_RETRY_MS), limit]);
  clearTimeout(timer);
}

async function bootUntilUp(retryMs: number): Promise<void> {
  const fault = await bootOnce();
  if (fault === null) return;
  createLog({ format: "text", level: "info", filePath: null }).error(`Vitrine cannot start yet: ${fault}`);
  setTimeout(() => void bootUntilUp(Math.min(2 * retryMs, LAST_RETRY_MS)), retryMs);
}

/** Answers what prevents the boot; null when the service runs. */
async function bootOnce(): Promise<string | null> {
  const undo: (() => void | Promise<void>)[] = [];
  try {
    const loaded = await loadConfig({
      env: process.env,
      cwd: process.cwd(),
      readFile: (path) => readFile(path, "utf8"),
    });
    if (loaded.kind === "faults") return formatFaults(loaded.faults);
    const log = createLog(loaded.config.logging);
    undo.push(() => log.drain(LAST_WORDS_MS));
    process.on("SIGHUP", log.reopen);
    undo.push(() => void process.off("SIGHUP", log.reopen));
    for (const warning of loaded.warnings) log.warn(warning);
    const service = await compose({ config: loaded.config, root: process.cwd(), clock: systemClock, log, undo });
    getRuntime().service = service;
    stopAtSignal(undo);
    await service.poller.pollNow();
    return null;
  } catch (error) {
    await unwind(undo);
    return error instanceof Error ? error.message : String(error);
  }
}

/** Stops the poller and closes the database before the process ends; whoever owns the process ends it. */
function stopAtSignal(undo: (() => void | Promise<void>)[]): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void unwind(undo));
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
