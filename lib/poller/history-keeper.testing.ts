import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING } from "@/lib/domain/policy";
import { DAY_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Store } from "@/lib/store/store";
import { createCarefulFiles } from "./careful-files";
import { createHistoryBook } from "./history-book";
import { createHistoryKeeper, type HistoryKeeper, type HistoryKeeperDeps } from "./history-keeper";

type Given = { store: Store; clock: Clock; log: Log } & Partial<HistoryKeeperDeps>;

/** A keeper as the service has it, without logs unless they are given. */
export function createTestKeeper({ store, ...given }: Given): HistoryKeeper {
  return createHistoryKeeper({
    book: createHistoryBook({ store, keepMs: 400 * DAY_MS, keepSoftMs: 30 * DAY_MS }),
    files: createCarefulFiles({ operationMs: 3000, mostHanging: 1 }),
    places: null,
    mapping: DEFAULT_MAPPING,
    groupingWindowMs: DEFAULT_INCIDENT_RULES.groupingWindowMs,
    stalenessThresholdMs: 60_000,
    keepMs: 400 * DAY_MS,
    minimumMs: 0,
    retentionMs: 3650 * DAY_MS,
    ...given,
  });
}
