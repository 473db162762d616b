import { execFile } from "node:child_process";
import type { Log } from "@/lib/platform/log";

/** Tells systemd how the service does (sd_notify(3)); does nothing where nobody asked to be told. */
export interface Notifier {
  send(...assignments: string[]): void;
  /** Resolves when everything said so far is told. */
  settle(): Promise<void>;
  /** How often the watchdog wants to hear of us, in milliseconds; null: never. */
  watchdogMs: number | null;
}

const TIMEOUT_MS = 5_000;

/** `systemd-notify` does the sending: Node has no sockets for datagrams of a machine's own. One runs at a time. */
export function createNotifier(env: NodeJS.ProcessEnv, log: Log): Notifier {
  if (!env.NOTIFY_SOCKET) return { send: () => undefined, settle: async () => undefined, watchdogMs: null };
  let last = Promise.resolve();
  let hasFailed = false;

  async function tell(assignments: readonly string[]): Promise<void> {
    const error = await runNotify(assignments, env);
    if (error !== null && !hasFailed) log.warn("systemd cannot be told how the service does", { error });
    hasFailed = error !== null;
  }

  return {
    send: (...assignments) => {
      last = last.then(() => tell(assignments));
    },
    settle: () => last,
    watchdogMs: readWatchdog(env),
  };
}

function readWatchdog({ WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv): number | null {
  const isForUs = !WATCHDOG_PID || Number(WATCHDOG_PID) === process.pid;
  const spanMs = Number(WATCHDOG_USEC) / 1000;
  return isForUs && spanMs > 0 ? spanMs : null;
}

/** Answers why it failed; null when it did not. */
function runNotify(assignments: readonly string[], env: NodeJS.ProcessEnv): Promise<string | null> {
  return new Promise((resolve) => {
    execFile("systemd-notify", [...assignments], { env, timeout: TIMEOUT_MS, killSignal: "SIGKILL" }, (error) =>
      resolve(error === null ? null : error.message),
    );
  });
}
