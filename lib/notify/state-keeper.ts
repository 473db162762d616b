import type { Trouble } from "@/lib/domain/health";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { type AlertState, EMPTY_STATE, loadState, writeState } from "./alert-state";

/** Keeps the state of the alerts in a file, and holds nobody up who does not want to wait for a disk. */
export interface StateKeeper {
  /** What was kept; the empty state when there is none, or when the disk does not answer. */
  load(): Promise<AlertState>;
  /** Settles when the present state is written, or after two seconds. Never rejects. */
  save(): Promise<void>;
  trouble(): Trouble | null;
}

const PATIENCE_MS = 2 * SECOND_MS;

/** Makes the keeper of a file; with a null path nothing is kept. One write at a time, the last state wins. */
export function createStateKeeper(path: string | null, read: () => AlertState, clock: Clock, log: Log): StateKeeper {
  let trouble: Trouble | null = null;
  let running: Promise<void> | null = null;
  let isWanted = false;

  async function writeWanted(file: string): Promise<void> {
    while (isWanted) {
      isWanted = false;
      try {
        await writeState(file, read());
        trouble = null;
      } catch (error) {
        noteFailure(error);
      }
    }
  }

  function noteFailure(error: unknown): void {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    const message = `What was told cannot be kept over a restart (${why})`;
    if (trouble === null) log.warn(message, { file: path });
    trouble = { code: "alerts_failed", message, sinceAt: trouble?.sinceAt ?? clock.now() };
  }

  async function waitFor<T>(work: Promise<T>, otherwise: T): Promise<T> {
    let cancel = () => {};
    const tired = new Promise<T>((resolve) => {
      const timer = clock.after(PATIENCE_MS, () => resolve(otherwise));
      cancel = () => timer.cancel();
    });
    return Promise.race([work, tired]).finally(() => cancel());
  }

  return {
    async load() {
      if (path === null) return EMPTY_STATE;
      const loaded = await waitFor(loadState(path), { kind: "unreadable" });
      if (loaded.kind === "loaded") return loaded.state;
      if (loaded.kind === "unreadable") log.warn("What was told before cannot be read: begun anew", { file: path });
      return EMPTY_STATE;
    },
    async save() {
      if (path === null) return;
      isWanted = true;
      running ??= writeWanted(path).finally(() => {
        running = null;
      });
      await waitFor(running, undefined);
    },
    trouble: () => trouble,
  };
}
