import { afterEach, describe, expect, it } from "vitest";
import type { OperationEvent, PollSample } from "@/lib/domain/operation";
import { systemClock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createPoller, type Poller, type RoundReport } from "./poller";
import { type Scheduler, type SchedulerTask, startScheduler } from "./scheduler";

const POLICY = {
  // Twice as long without a poll is silence: a busy machine must not be that slow.
  intervalMs: 150,
  deadlineMs: 5000,
  maxConsecutiveFailures: 3,
  enableAutoRecovery: true,
  minRecoveryIntervalMs: 300_000,
};
const REST = { warnings: [], bytes: 100, asOf: null };
const GOOD: RoundReport<string> = { result: { kind: "good" }, ...REST, summary: "good" };
const FAILED: RoundReport<string> = {
  result: { kind: "soft", failures: [{ kind: "soft", code: "source_missing", message: "gone" }] },
  ...REST,
  summary: "gone",
};

const lines: string[] = [];
const log: Log = {
  debug: (message) => lines.push(message),
  info: (message) => lines.push(message),
  warn: (message) => lines.push(message),
  error: (message) => lines.push(message),
};

let poller: Poller<string> | null = null;
const events: OperationEvent[] = [];
const polls: PollSample[] = [];
const givenUp: string[] = [];

interface Options {
  policy?: typeof POLICY;
  startScheduler?: (task: SchedulerTask) => Scheduler;
}

function start(
  runRound: (isCurrent: () => boolean) => Promise<RoundReport<string>>,
  options: Options = {},
): Poller<string> {
  for (const list of [lines, events, polls, givenUp]) list.length = 0;
  poller = createPoller({
    runRound,
    policy: POLICY,
    clock: systemClock,
    log,
    onEvent: (event) => events.push(event),
    onPoll: (sample) => polls.push(sample),
    onGiveUp: (why) => givenUp.push(why),
    gauges: () => ({ hangingReads: 0, waitingBatches: 0 }),
    ...options,
  });
  poller.start();
  return poller;
}

async function until(condition: () => boolean): Promise<void> {
  const endsAt = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > endsAt) throw new Error(`timed out; the log says: ${lines.join(" | ")}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function isWell(poller: Poller<string>): boolean {
  const { failuresSinceGood, isOnProbation, lastFinishedAt } = poller.facts();
  return failuresSinceGood === 0 && !isOnProbation && lastFinishedAt !== null;
}

afterEach(() => poller?.stop());

describe("the poller", () => {
  it("polls at once and then every interval, never two rounds at a time", async () => {
    let running = 0;
    let most = 0;
    let rounds = 0;
    start(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 60));
      running -= 1;
      rounds += 1;
      return GOOD;
    });
    await until(() => rounds >= 3);
    expect(most).toBe(1);
  });

  it("recovers after the third failure, outside of the failing round, and polls on", async () => {
    let rounds = 0;
    const it = start(async () => {
      rounds += 1;
      return rounds <= 3 ? FAILED : GOOD;
    });
    await until(() => rounds >= 6 && isWell(it));
    expect(it.supervision()).toMatchObject({ recoveryAttempts: 1, generation: 1, consecutiveFailures: 0 });
    const told = [
      "Stopped existing scheduler",
      "Created new scheduler instance",
      "Scheduler recovery successful (recovery attempt #1)",
    ];
    expect(lines.filter((line) => told.includes(line))).toEqual(told);
  });

  it("abandons a round that never settles, and drops its late result", async () => {
    let rounds = 0;
    let isLateCurrent: boolean | null = null;
    let release: () => void = () => undefined;
    const _it = start(
      async (isCurrent) => {
        rounds += 1;
        if (rounds > 1) return GOOD;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        isLateCurrent = isCurrent();
        return GOOD;
      },
      { policy: { ...POLICY, deadlineMs: 30 } },
    );
    await until(() => rounds >= 3);
    release();
    await until(() => isLateCurrent !== null);
    expect(isLateCurrent).toBe(false);
    expect(events).toMatchObject([
      { kind: "failure", code: "poll_timeout" },
      { kind: "over", code: "poll_timeout" },
    ]);
  });

  it("comes back when the scheduler's timer is gone", async () => {
    let rounds = 0;
    const schedulers: Scheduler[] = [];
    start(
      async () => {
        rounds += 1;
        return GOOD;
      },
      {
        startScheduler(task) {
          const scheduler = startScheduler(task);
          schedulers.push(scheduler);
          return scheduler;
        },
      },
    );
    await until(() => rounds >= 2);
    schedulers[0]?.stop();
    const before = rounds;
    await until(() => rounds >= before + 3);
    expect(schedulers).toHaveLength(2);
    expect(lines.some((line) => line.includes("forcing a restart"))).toBe(true);
  });

  it("survives a round that throws before its first await", async () => {
    let rounds = 0;
    const it = start(() => {
      rounds += 1;
      if (rounds === 1) throw new Error("broken at once");
      return Promise.resolve(GOOD);
    });
    await until(() => rounds >= 3);
    expect(events[0]).toMatchObject({ kind: "failure", code: "poll_failed", message: "Poll failed: broken at once" });
    expect(isWell(it)).toBe(true);
  });

  it("tries again when a recovery itself fails", async () => {
    let rounds = 0;
    let starts = 0;
    const it = start(
      async () => {
        rounds += 1;
        return rounds <= 3 ? FAILED : GOOD;
      },
      {
        startScheduler(task) {
          starts += 1;
          if (starts === 2) throw new Error("no timers left");
          return startScheduler(task);
        },
      },
    );
    await until(() => isWell(it) && rounds > 4);
    expect(lines).toContain("Failed to recover scheduler: no timers left");
    expect(it.supervision().recoveryAttempts).toBe(2);
  });

  it("counts a poll asked for by a person, and joins the one that runs", async () => {
    let rounds = 0;
    const it = start(async () => {
      rounds += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return rounds === 1 ? FAILED : GOOD;
    });
    const [first, second] = await Promise.all([it.pollNow(), it.pollNow()]);
    expect(first).toBe(second);
    expect(it.supervision().consecutiveFailures).toBe(1);
    await it.pollNow();
    expect(it.supervision().consecutiveFailures).toBe(0);
  });

  it("gives up when recoveries go on failing, so that the process can be replaced", async () => {
    let starts = 0;
    start(async () => FAILED, {
      startScheduler(task) {
        starts += 1;
        if (starts > 1) throw new Error("no timers left");
        return startScheduler(task);
      },
    });
    await until(() => givenUp.length > 0);
    expect(givenUp[0]).toBe("no timers left");
    expect(starts).toBe(4);
  });

  it("is restarted by a person, and polls on in a new generation", async () => {
    let rounds = 0;
    const it = start(async () => {
      rounds += 1;
      return GOOD;
    });
    await until(() => rounds >= 1);
    expect(it.restart()).toBe(true);
    const before = rounds;
    await until(() => rounds >= before + 2 && it.supervision().generation === 1);
    expect(events).toContainEqual(expect.objectContaining({ kind: "recovery", code: null }));
  });

  it("recovers and polls on although everybody who hears of it throws", async () => {
    let rounds = 0;
    const broken = () => {
      throw new Error("the listener is broken");
    };
    lines.length = 0;
    poller = createPoller({
      runRound: async () => {
        rounds += 1;
        return rounds <= 3 ? FAILED : GOOD;
      },
      policy: POLICY,
      clock: systemClock,
      log,
      onEvent: broken,
      onPoll: broken,
      onGiveUp: broken,
      gauges: () => ({ hangingReads: 0, waitingBatches: 0 }),
    });
    const it = poller;
    it.start();
    await until(() => rounds >= 6 && isWell(it));
    expect(it.supervision()).toMatchObject({ recoveryAttempts: 1, isRecovering: false });
    expect(lines).toContain("Whoever hears of polls has failed");
  });

  it("reports each poll with its length, size and result", async () => {
    start(async () => FAILED);
    await until(() => polls.length >= 2);
    expect(polls[0]).toMatchObject({ result: "soft", bytes: 100, dataAgeMs: null });
    expect(polls[0]?.durationMs).toBeGreaterThanOrEqual(0);
  });
});
