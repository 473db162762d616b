import { type Clock, systemClock } from "@/lib/platform/clock";
import type { WritableLog } from "@/lib/platform/create-log";
import { EXIT } from "./exit-codes";
import { findExcess, findMemoryLimit, type MemoryUse, readMemoryUse } from "./memory-limit";
import type { Beat } from "./process/protocol";
import { stopProcess } from "./process-state";

export interface ProcessGuardDeps {
  /** How the poller does, asked once a second. */
  readBeat: () => Pick<Beat, "roundAgeMs" | "intervalMs" | "bootFailed">;
  /** As configured, asked once a second; null: found out. */
  readMemoryLimit: () => number | null;
  /** The log of the moment: it changes with the configuration. */
  readLog: () => Pick<WritableLog, "error" | "drain">;
  clock?: Pick<Clock, "every">;
  readMemory?: () => MemoryUse;
  /** Ends the process in good order. */
  stop?: (code: number) => void;
}

export interface ProcessGuard {
  memory(): { rssBytes: number; limitBytes: number; excess: string | null };
  /** Promises that were rejected and that nobody asked, since the start. */
  countRejections(): number;
  stop(): void;
}

const BEAT_MS = 1_000;
/** So many beats in a row: what passes by itself is no reason to restart. */
const HIGH_BEATS = 3;
const LAST_WORDS_MS = 1_000;

/**
 * Watches over this process from within: tells the supervisor that it lives, ends it in good order before the kernel
 * ends it for its memory, and at an error that nobody caught. A rejected promise is only counted: else a visitor who
 * finds one could end the service. Works without a supervisor too. To be called once.
 */
export function startProcessGuard(deps: ProcessGuardDeps): ProcessGuard {
  const { readBeat, readMemoryLimit, readLog } = deps;
  const { clock = systemClock, readMemory = readMemoryUse, stop = stopProcess } = deps;
  let rejections = 0;
  let highBeats = 0;
  let memory = measure();

  function measure() {
    const use = readMemory();
    const limitBytes = findMemoryLimit(readMemoryLimit());
    return { rssBytes: use.rssBytes, limitBytes, excess: findExcess(use, limitBytes) };
  }

  function beat(): void {
    memory = measure();
    sendBeat({ type: "beat", ...readBeat(), rssBytes: memory.rssBytes });
    highBeats = memory.excess === null ? 0 : highBeats + 1;
    if (highBeats !== HIGH_BEATS) return;
    readLog().error(`The server restarts before it runs out of memory: ${memory.excess}`);
    stop(EXIT.memory);
  }

  function crash(error: unknown): void {
    const end = () => process.exit(EXIT.crashed);
    readLog().error("The server ends: nobody caught an error", { error: describe(error) });
    readLog().drain(LAST_WORDS_MS).then(end, end);
  }

  function noteRejection(error: unknown): void {
    rejections++;
    readLog().error("Nobody asked for the outcome of something that failed", { error: describe(error), rejections });
  }

  process.on("uncaughtException", crash);
  process.on("unhandledRejection", noteRejection);
  const timer = clock.every(BEAT_MS, beat);
  return {
    memory: () => memory,
    countRejections: () => rejections,
    stop() {
      timer.cancel();
      process.off("uncaughtException", crash);
      process.off("unhandledRejection", noteRejection);
    },
  };
}

function sendBeat(beat: Beat): void {
  // With a callback a channel that has just closed is no error.
  if (process.connected) process.send?.(beat, undefined, undefined, () => undefined);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
