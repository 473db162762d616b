import { formatFaults } from "@/lib/config/format-faults";
import type { Trouble } from "@/lib/domain/health";
import { systemClock } from "@/lib/platform/clock";
import { keepAlerting } from "./alerting";
import { type ConfigWatch, loadOwnConfig } from "./config-watch";
import { bootLog } from "./current-log";
import { type RunningService, startService } from "./running-service";
import { getRuntime } from "./runtime";
import { showKeptPage } from "./show-kept-page";

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;

export interface BootListener {
  /** The page that was kept can be shown. */
  onShown(): void;
  /** An attempt has ended, well or not. */
  onAttempt(): void;
}

/** Tries to boot until it succeeds; a change of the configuration is tried at once. */
export async function bootUntilUp(watch: ConfigWatch, listener: BootListener): Promise<RunningService> {
  for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(2 * retryMs, LAST_RETRY_MS)) {
    watch.acknowledge();
    const attempt = await bootOnce(listener);
    listener.onAttempt();
    if (attempt.kind === "up") return attempt.running;
    sayBootFailure(attempt.trouble);
    await Promise.race([pause(retryMs), watch.changed()]);
  }
}

type Attempt = { kind: "up"; running: RunningService } | { kind: "failed"; trouble: Pick<Trouble, "code" | "message"> };

async function bootOnce({ onShown }: BootListener): Promise<Attempt> {
  try {
    const loaded = await loadOwnConfig();
    await showKeptPage(loaded);
    if (getRuntime().publication !== null) onShown();
    if (loaded.kind === "faults") {
      return { kind: "failed", trouble: { code: "config_invalid", message: formatFaults(loaded.faults) } };
    }
    await keepAlerting(loaded.config);
    const running = await startService(loaded);
    const runtime = getRuntime();
    runtime.boot = null;
    await runtime.service?.poller.pollNow();
    return { kind: "up", running };
  } catch (error) {
    return { kind: "failed", trouble: { code: "boot_failed", message: messageOf(error) } };
  }
}

/** Puts a failed start into health, the log and the record, once. */
export function sayBootFailure({ code, message }: Pick<Trouble, "code" | "message">): void {
  const runtime = getRuntime();
  const at = systemClock.now();
  const before = runtime.boot?.kind === "failed" ? runtime.boot.trouble : null;
  runtime.boot = { kind: "failed", trouble: { code, message, sinceAt: before?.sinceAt ?? at } };
  if (before?.message === message) return;
  bootLog.error(`Vitrine cannot start yet: ${message}`);
  runtime.record.note({ at, kind: "failure", part: "boot", code, message });
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

/** What an error says; anything may be thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
