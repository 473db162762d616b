import type { Log } from "@/lib/platform/log";

interface RefusalDeps {
  log: Pick<Log, "warn">;
  /** Counts one for the metrics. */
  count: () => void;
  /** Milliseconds. */
  monotonic: () => number;
}

const QUIET_MS = 60_000;

/** Notes that a question was refused: each in the metrics, in the log the first of a minute with how many were before. */
export function createRefusalNotes({ log, count, monotonic }: RefusalDeps): () => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  let since = 0;
  return function noteRefusal() {
    count();
    since += 1;
    const at = monotonic();
    if (at - saidAt < QUIET_MS) return;
    log.warn("Questions are refused: somebody asks more often than the limit of a minute allows", { refused: since });
    saidAt = at;
    since = 0;
  };
}
