import type { Config } from "@/lib/config/config";
import type { Trouble } from "@/lib/domain/health";
import type { HistoryFacts } from "@/lib/domain/history-facts";
import type { EpochMs } from "@/lib/domain/time";
import type { OperatorAlerts } from "@/lib/notify/operator-alerts";
import { systemClock } from "@/lib/platform/clock";
import type { WritableLog } from "@/lib/platform/create-log";
import type { ObjectCounts, PollSummary } from "@/lib/poller/poll-summary";
import type { Poller } from "@/lib/poller/poller";
import type { Store } from "@/lib/store/store";
import type { AppliedSetting } from "@/lib/view/operator-facts";
import type { ProcessGuard } from "./process-guard";
import type { PublicSettings } from "./public-settings";
import type { Publication } from "./publish";
import type { Told } from "./publisher";
import { createServiceRecord, type ServiceRecord } from "./service-record";

/** The configuration in force. */
export interface InForce {
  config: Config;
  settings: readonly AppliedSetting[];
  /** The file; null when there is none. */
  path: string | null;
}

/** The service once it has booted. */
export interface Service {
  config: Config;
  settings: PublicSettings;
  source: { statusPath: string; objectCachePath: string | null };
  pollIntervalMs: number;
  deadlineMs: number;
  /** The chosen objects at the last reading. */
  watched: () => ObjectCounts;
  /** How the history is kept. */
  history: () => HistoryFacts;
  /** What was published last, with what the public may not see. */
  told: () => Told;
  store: Store;
  poller: Poller<PollSummary>;
  /** Publishes again after a person wrote something. */
  refresh: () => Promise<void>;
  log: WritableLog;
}

/** How the boot stands; null when the service runs. */
export type BootState = { kind: "pending" } | { kind: "failed"; trouble: Trouble } | null;

/** What every request finds, whichever copy of a module serves it. */
export interface Runtime {
  /** Null until the boot has succeeded. */
  service: Service | null;
  /** Null until something is known: then a page says that nothing is. */
  publication: Publication | null;
  boot: BootState;
  /** The last configuration that was right; null until there was one. */
  inForce: InForce | null;
  /** Why a newer configuration is not in force. */
  refusedConfig: Trouble | null;
  record: ServiceRecord;
  /** Tells the operator of troubles, as the configuration said; null until one was right. */
  alerting: { said: string; alerts: OperatorAlerts } | null;
  /** When something was published last, on both clocks. */
  published: { at: EpochMs; monotonic: number } | null;
  startedAt: EpochMs;
  /** Watches over the process; null before the boot, as during a build. */
  guard: ProcessGuard | null;
}

/**
 * Next gives the hook, the pages and the routes a copy of each module; only `globalThis` is shared by them. Answers
 * the one object of a name in this process, made when it is first asked for.
 */
export function shareObject<T extends object>(name: string, create: () => T): T {
  const shared = globalThis as { [key: symbol]: T | undefined };
  const key = Symbol.for(`vitrine.${name}`);
  shared[key] ??= create();
  return shared[key];
}

/** The one runtime of this process. */
export function getRuntime(): Runtime {
  return shareObject("runtime", () => tellChanges(createRuntime()));
}

/** Has something done after each change of the runtime, at once. */
export function onRuntimeChange(listener: () => void): void {
  getListeners().add(listener);
}

function getListeners(): Set<() => void> {
  return shareObject("runtime-listeners", () => new Set());
}

/** Whoever must know of changes would else hang on everybody's remembering to tell. */
function tellChanges(runtime: Runtime): Runtime {
  return new Proxy(runtime, {
    set(target, name, value) {
      const isSet = Reflect.set(target, name, value);
      for (const listener of getListeners()) listener();
      return isSet;
    },
  });
}

function createRuntime(): Runtime {
  return {
    service: null,
    publication: null,
    boot: { kind: "pending" },
    inForce: null,
    refusedConfig: null,
    record: createServiceRecord(systemClock),
    startedAt: systemClock.now(),
    guard: null,
    alerting: null,
    published: null,
  };
}
