import type { Health } from "@/lib/domain/health";
import type { EditOutcome, IncidentEdit } from "@/lib/domain/incident-edit";
import { judgeHealth } from "@/lib/domain/judge-health";
import type { OperationEvent } from "@/lib/domain/operation";
import { DEFAULT_MAPPING, DEFAULT_WEIGHTS, type IncidentRules } from "@/lib/domain/policy";
import type { Snapshot } from "@/lib/domain/snapshot";
import { DAY_MS } from "@/lib/domain/time";
import type { Clock, Timer } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createTestKeeper } from "@/lib/poller/history-keeper.testing";
import { createPoller } from "@/lib/poller/poller";
import type { SiteReader } from "@/lib/poller/read-site";
import { createRound, type RoundOutcome } from "@/lib/poller/round";
import type { Scheduler, SchedulerTask } from "@/lib/poller/scheduler";
import type { SupervisionPolicy } from "@/lib/poller/supervise";
import { makePublication, type Publication, touchPublication } from "@/lib/server/publish";
import type { Store } from "@/lib/store/store";

/** What the last publication shows, and by which reading. It outlives the process, as the kept page does. */
export interface Shown {
  publication: Publication | null;
  snapshot: Snapshot | null;
  incidents: RoundOutcome["incidents"];
  maintenances: RoundOutcome["maintenances"];
}

export interface ProcessDeps {
  clock: Clock;
  site: SiteReader;
  store: Store;
  policy: SupervisionPolicy;
  stalenessThresholdMs: number;
  rules: IncidentRules;
  isHistoryCredulous: boolean;
  /** The watchdog looks no more often than this. */
  lookMs: number;
  shown: Shown;
  /** How the round itself fails at present; null while it does not. */
  roundFault: () => "hang" | "throw" | null;
  isRecoveryBroken: () => boolean;
  noteActivity: () => void;
  onEvent: (event: OperationEvent) => void;
  onRoundEnd: () => void;
  onPublish: () => void;
  onGiveUp: () => void;
  log: Log;
}

/** One life of the service: the real poller, round, reconcile and publication, over simulated surroundings. */
export function startServiceProcess(deps: ProcessDeps) {
  const { store, policy, shown, noteActivity, site } = deps;
  let isAlive = true;
  const timers = new Set<Timer>();
  let schedulerTimer: Timer | null = null;
  let schedulers = 0;
  let working = 0;
  const clock = limitClock(deps.clock, deps.lookMs, timers, noteActivity);

  const settings = {
    name: "Simulated",
    demo: false,
    timeZone: "UTC",
    link: null,
    language: "en" as const,
    templates: {},
    publishes: true,
    refreshMs: 30_000,
    stalenessThresholdMs: deps.stalenessThresholdMs,
    mapping: DEFAULT_MAPPING,
    weights: DEFAULT_WEIGHTS,
    objectNames: true,
    pluginOutput: false,
    choice: "simulated",
    metrics: [],
    blankComponents: [],
  };

  async function publish(outcome: RoundOutcome): Promise<void> {
    noteActivity();
    if (!isAlive) return;
    const input = { ...outcome, figures: null, at: clock.now() };
    // As the publisher does, but that a page which would read the same is not made again: days are long.
    const isSeenAnew = outcome.snapshot?.components !== shown.snapshot?.components;
    const isToldAnew = outcome.incidents !== shown.incidents || outcome.maintenances !== shown.maintenances;
    const isNews = isSeenAnew || isToldAnew;
    shown.incidents = outcome.incidents;
    shown.maintenances = outcome.maintenances;
    shown.publication =
      !isNews && shown.publication !== null
        ? touchPublication(shown.publication, input, settings)
        : makePublication(input, settings);
    shown.snapshot = outcome.snapshot ?? shown.snapshot;
    deps.onPublish();
  }

  const stalenessThresholdMs = deps.isHistoryCredulous ? Number.POSITIVE_INFINITY : deps.stalenessThresholdMs;
  const keeper = createTestKeeper({ store, clock, log: deps.log, stalenessThresholdMs });
  const round = createRound({
    site,
    store,
    keeper,
    mapping: DEFAULT_MAPPING,
    rules: deps.rules,
    intervalMs: policy.intervalMs,
    stalenessThresholdMs: deps.stalenessThresholdMs,
    retentionMs: 30 * DAY_MS,
    pullComments: true,
    publish,
    clock,
    log: deps.log,
  });

  async function runRound(isCurrent: () => boolean) {
    const fault = deps.roundFault();
    if (fault === "throw") throw new Error("a bug");
    if (fault === "hang") return new Promise<never>(() => {});
    working += 1;
    try {
      return await round.run(isCurrent);
    } finally {
      working -= 1;
    }
  }

  /** As the real scheduler: at once, then every interval, never twice at the same time. */
  function startScheduler({ intervalMs, run }: SchedulerTask): Scheduler {
    schedulers += 1;
    if (schedulers > 1 && deps.isRecoveryBroken()) throw new Error("no scheduler to be had");
    let isRunning = false;
    const tick = () => {
      noteActivity();
      if (isRunning || !isAlive) return;
      isRunning = true;
      void run().finally(() => {
        isRunning = false;
      });
    };
    const timer = clock.every(intervalMs, tick);
    schedulerTimer = timer;
    tick();
    return { stop: () => timer.cancel() };
  }

  const poller = createPoller({
    runRound,
    policy,
    clock,
    log: deps.log,
    onEvent: (event) => isAlive && deps.onEvent(event),
    onPoll: () => isAlive && deps.onRoundEnd(),
    onGiveUp: () => isAlive && deps.onGiveUp(),
    gauges: () => ({ hangingReads: site.hanging(), waitingBatches: round.waiting() }),
    startScheduler,
  });
  poller.start();

  return {
    isAlive: () => isAlive,
    isWorking: () => working > 0,
    /** Ends it as `kill -9` does: nothing of it happens after. */
    kill() {
      isAlive = false;
      for (const timer of timers) timer.cancel();
    },
    /** The scheduler's timer stops without a word. */
    loseTimer: () => schedulerTimer?.cancel(),
    health(): Health {
      const page = shown.publication?.page;
      const data = { asOf: page?.asOf ?? null, freshUntil: page?.freshUntil ?? null };
      const rest = { boot: null, refusedConfig: null, process: [], alerts: [] };
      return judgeHealth({ ...rest, poller: poller.facts(), data, store: store.facts() }, clock.now());
    },
    /** As the route of a person's words does. */
    async edit(edit: IncidentEdit): Promise<EditOutcome["kind"]> {
      const { kind } = await store.edit(edit);
      if (kind === "done") await round.refresh();
      return kind;
    },
  };
}

export type ServiceProcess = ReturnType<typeof startServiceProcess>;

/** The clock of one process: its timers end with it. Looks that come many times a second cost too much for days. */
function limitClock(clock: Clock, leastPeriodMs: number, timers: Set<Timer>, noteActivity: () => void): Clock {
  const startedMs = clock.monotonic();
  const track = (timer: Timer): Timer => {
    timers.add(timer);
    return {
      cancel() {
        timers.delete(timer);
        timer.cancel();
      },
    };
  };
  return {
    now: clock.now,
    monotonic: () => clock.monotonic() - startedMs,
    after(delayMs, action) {
      const timer = clock.after(delayMs, () => {
        timers.delete(timer);
        noteActivity();
        action();
      });
      return track(timer);
    },
    every: (periodMs, action) => track(clock.every(Math.max(periodMs, leastPeriodMs), action)),
  };
}
