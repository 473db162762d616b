import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING, type IncidentRules } from "@/lib/domain/policy";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { HistoryKeeper, HistoryKeeperDeps } from "@/lib/poller/history-keeper";
import { createTestKeeper } from "@/lib/poller/history-keeper.testing";
import type { SiteReader } from "@/lib/poller/read-site";
import { createRound, type RoundOutcome } from "@/lib/poller/round";
import type { Store } from "@/lib/store/store";

export interface ProcessInput {
  site: SiteReader;
  store: Store;
  clock: Clock;
  log: Log;
  places: HistoryKeeperDeps["places"];
  intervalMs: number;
  rules?: Partial<IncidentRules>;
  onRound?: (outcome: RoundOutcome) => void;
}

/** One life of the service: its rounds with everything that they remember. What is stored outlives it. */
export interface Process {
  /** One poll, and what it begins beside itself. */
  poll(): Promise<void>;
  stop(): void;
}

/** Polls are slower here than most services': nothing is about staleness. */
const TOLERATED_MS = 15 * MINUTE_MS;

/** The real poller's rounds: read, history, reconcile, commit. */
export function startProcess({ places, rules, intervalMs, onRound, ...parts }: ProcessInput): Process {
  const keeper = createTestKeeper({ ...parts, stalenessThresholdMs: TOLERATED_MS, places });
  const round = createRound({
    ...{ ...parts, keeper, intervalMs },
    mapping: DEFAULT_MAPPING,
    rules: { ...DEFAULT_INCIDENT_RULES, ...rules },
    stalenessThresholdMs: TOLERATED_MS,
    retentionMs: 3650 * DAY_MS,
    pullComments: true,
    publish: async (outcome) => onRound?.(outcome),
  });
  return {
    async poll() {
      await round.run(() => true);
      await searched(keeper);
    },
    stop: keeper.stop,
  };
}

/** Minutes lie between two polls, milliseconds here: a search that takes a moment is over by the next one. */
async function searched(keeper: HistoryKeeper): Promise<void> {
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));
  while (keeper.facts().search?.isRunning === true) await turn();
  await turn();
}

/** A clock on which nothing takes time: who waits goes on at the next turn. */
export function createReplayClock(now: () => number): Clock {
  const begin = now();
  return {
    now,
    monotonic: () => now() - begin,
    after(_delayMs, action) {
      const turn = setImmediate(action);
      return { cancel: () => clearImmediate(turn) };
    },
    every: () => ({ cancel() {} }),
  };
}

/** A log that keeps what the service says it did. */
export function createReplayLog(lines: string[]): Log {
  return { debug: () => {}, info: (line) => void lines.push(line), warn: () => {}, error: () => {} };
}
