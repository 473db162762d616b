import type { Config } from "@/lib/config/config";
import { SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createCarefulFiles } from "@/lib/poller/careful-files";
import { createHistoryBook } from "@/lib/poller/history-book";
import { createHistoryKeeper, type HistoryKeeper } from "@/lib/poller/history-keeper";
import type { Store } from "@/lib/store/store";
import type { NagiosFiles } from "./locate-nagios";

export interface KeeperInput {
  config: Config;
  files: Pick<NagiosFiles, "logPath" | "archivePath">;
  store: Store;
  /** Reads of the status file that hang. */
  othersHanging: () => number;
  clock: Clock;
  log: Log;
}

/** One thread at most for logs whose file system hangs, none while the status file's does: that must go on to be read. */
const CAREFUL = { operationMs: 3 * SECOND_MS, mostHanging: 1 };

/** Puts together what keeps the history. */
export function composeKeeper({
  config,
  files: { logPath, archivePath },
  store,
  othersHanging,
  clock,
  log,
}: KeeperInput): HistoryKeeper {
  const { history, incidents, polling } = config;
  return createHistoryKeeper({
    book: createHistoryBook({ store, keepMs: history.keepMs, keepSoftMs: history.keepSoftMs }),
    files: createCarefulFiles({ ...CAREFUL, othersHanging }),
    places: { logPath, archivePath, isNamed: config.nagios.logPath !== null },
    mapping: config.mapping,
    groupingWindowMs: incidents.rules.groupingWindowMs,
    stalenessThresholdMs: polling.stalenessThresholdMs,
    keepMs: history.keepMs,
    minimumMs: incidents.minimumMs,
    retentionMs: incidents.retentionMs,
    clock,
    log,
  });
}
