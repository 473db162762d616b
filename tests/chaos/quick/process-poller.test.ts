import { afterEach, expect } from "vitest";
import type { OperationEvent, PollSample } from "@/lib/domain/operation";
import { systemClock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createPoller, type Poller, type RoundReport } from "@/lib/poller/poller";
import { type Scheduler, type SchedulerTask, startScheduler } from "@/lib/poller/scheduler";
import { chaosRow } from "@/tests/chaos/chaos-row";
import { waitUntil } from "@/tests/support/vitrine-server";

// The real poller on real timers: what the built server cannot be made to do from outside.

const POLICY = {
  intervalMs: 200,
  deadlineMs: 1_000,
  maxConsecutiveFailures: 3,
  enableAutoRecovery: true,
  minRecoveryIntervalMs: 300_000,
};
const GOOD: RoundReport<null> = { result: { kind: "good" }, warnings: [], bytes: 100, asOf: null, summary: null };

let poller: Poller<null> | null = null;
let lines: string[] = [];
let events: OperationEvent[] = [];
let polls: PollSample[] = [];
let givenUp: string[] = [];

const write = (message: string) => void lines.push(message);
const log: Log = { debug: write, info: write, warn: write, error: write };

type Round = (isCurrent: () => boolean, nth: number) => Promise<RoundReport<null>>;

function start(round: Round, makeScheduler: (task: SchedulerTask) => Scheduler = startScheduler): Poller<null> {
  lines = [];
  events = [];
  polls = [];
  givenUp = [];
  let rounds = 0;
  poller = createPoller({
    runRound(isCurrent) {
      rounds += 1;
      return round(isCurrent, rounds);
    },
    policy: POLICY,
    clock: systemClock,
    log,
    onEvent: (event) => events.push(event),
    onPoll: (sample) => polls.push(sample),
    onGiveUp: (why) => givenUp.push(why),
    gauges: () => ({ hangingReads: 0, waitingBatches: 0 }),
    startScheduler: makeScheduler,
  });
  poller.start();
  return poller;
}

/** The proof of a recovery is the next poll: two good ones, and nothing on probation. */
async function becomesWell(it: Poller<null>): Promise<number> {
  const from = performance.now();
  const before = polls.length;
  await waitUntil(() => {
    const { failuresSinceGood, isOnProbation } = it.facts();
    const fresh = polls.slice(before);
    return fresh.filter(({ result }) => result === "good").length >= 2 && failuresSinceGood === 0 && !isOnProbation;
  });
  return performance.now() - from;
}

afterEach(() => poller?.stop());

chaosRow(
  {
    id: "P3",
    fault: "a round that never settles",
    expected: "given up at the deadline, poll_timeout; after the third a new scheduler; well two rounds later",
  },
  async () => {
    let isHanging = true;
    const it = start(() => (isHanging ? new Promise(() => undefined) : Promise.resolve(GOOD)));
    await waitUntil(() => it.facts().recoveryAttempts === 1);
    expect(polls).toHaveLength(POLICY.maxConsecutiveFailures);
    expect(polls.every(({ durationMs }) => durationMs > POLICY.deadlineMs - 50)).toBe(true);
    expect(it.facts().troubles).toMatchObject([{ code: "poll_timeout" }]);
    isHanging = false;
    const recoveredMs = await becomesWell(it);
    expect(recoveredMs).toBeLessThan(2 * (POLICY.intervalMs + POLICY.deadlineMs) + 1_000);
    expect(events).toMatchObject([
      { kind: "failure", code: "poll_timeout" },
      { kind: "recovery", code: "poll_timeout" },
      { kind: "over" },
      { kind: "over", code: "poll_timeout" },
    ]);
    return {
      observed: `poll_timeout ${polls.filter(({ result }) => result === "hard").length} times, 1 recovery`,
      recoveredMs,
    };
  },
);

for (const [variant, broken] of [
  [
    "before its first await",
    (): never => {
      throw new Error("broken at once");
    },
  ],
  ["after an await", async () => Promise.reject(new Error("broken later"))],
  ["with something that is no error", async () => Promise.reject(undefined)],
] as const) {
  chaosRow(
    {
      id: "P4",
      variant,
      fault: "a round that throws",
      expected: "counted as a failure with poll_failed, the next poll runs, nothing is left unhandled",
    },
    async () => {
      const unhandled: unknown[] = [];
      const note = (error: unknown) => void unhandled.push(error);
      process.on("unhandledRejection", note);
      const it = start((_isCurrent, nth) => (nth === 1 ? broken() : Promise.resolve(GOOD)));
      const recoveredMs = await becomesWell(it);
      process.off("unhandledRejection", note);
      expect(polls[0]?.result).toBe("hard");
      expect(events[0]).toMatchObject({ kind: "failure", code: "poll_failed" });
      expect(unhandled).toEqual([]);
      return { observed: `${events[0]?.message}; the next poll was good`, recoveredMs };
    },
  );
}

chaosRow(
  {
    id: "P4",
    variant: "whoever hears of polls throws",
    fault: "a listener of the poller that throws",
    expected: "counted as a failure of nobody's poll: the next poll runs",
  },
  async () => {
    let heard = 0;
    lines = [];
    events = [];
    poller = createPoller({
      runRound: () => Promise.resolve(GOOD),
      policy: POLICY,
      clock: systemClock,
      log,
      onEvent: (event) => events.push(event),
      onPoll() {
        heard += 1;
        if (heard <= 2) throw new Error("the listener is broken");
      },
      onGiveUp: () => undefined,
      gauges: () => ({ hangingReads: 0, waitingBatches: 0 }),
    });
    const from = performance.now();
    poller.start();
    await waitUntil(() => heard >= 5);
    expect(poller.facts().lastFinishedAt).not.toBeNull();
    expect(poller.facts().recoveryAttempts).toBe(0);
    return {
      observed: `${heard} polls, the first two of which broke their listener`,
      recoveredMs: performance.now() - from,
    };
  },
);

chaosRow(
  {
    id: "P5",
    variant: "the poller alone",
    fault: "the scheduler's timer is gone, and it goes on saying that it runs",
    expected: "scheduler_silent after two intervals, a new scheduler, polls again within 2 intervals + 5 s",
  },
  async () => {
    const schedulers: Scheduler[] = [];
    const it = start(
      () => Promise.resolve(GOOD),
      (task) => {
        const scheduler = startScheduler(task);
        schedulers.push(scheduler);
        return scheduler;
      },
    );
    await waitUntil(() => polls.length >= 2);
    schedulers[0]?.stop();
    const recoveredMs = await becomesWell(it);
    expect(schedulers).toHaveLength(2);
    expect(events[0]).toMatchObject({ kind: "recovery", code: "scheduler_silent" });
    expect(recoveredMs).toBeLessThan(2 * POLICY.intervalMs + 5_000);
    return { observed: events[0]?.message ?? "", recoveredMs };
  },
);

chaosRow(
  {
    id: "P6",
    variant: "the poller alone",
    fault: "three recoveries fail, because no scheduler can be made",
    expected: "the process is asked to end with what went wrong",
  },
  async () => {
    let starts = 0;
    start(
      () => Promise.reject(new Error("broken")),
      (task) => {
        starts += 1;
        if (starts > 1) throw new Error("no timers left");
        return startScheduler(task);
      },
    );
    const from = performance.now();
    await waitUntil(() => givenUp.length > 0);
    expect(givenUp[0]).toBe("no timers left");
    expect(starts).toBeGreaterThanOrEqual(4);
    return { observed: `given up after 3 recoveries: ${givenUp[0]}`, recoveredMs: performance.now() - from };
  },
);

chaosRow(
  {
    id: "P7",
    fault: "an old round comes to its end after the scheduler was replaced",
    expected: "its result is dropped: it may commit nothing and counts for nothing",
  },
  async () => {
    const releases: (() => void)[] = [];
    const lateMayCommit: boolean[] = [];
    let isHanging = true;
    const it = start(async (isCurrent) => {
      if (!isHanging) return GOOD;
      await new Promise<void>((resolve) => releases.push(resolve));
      lateMayCommit.push(isCurrent());
      return { ...GOOD, result: { kind: "hard", failures: [{ kind: "hard", code: "poll_failed", message: "late" }] } };
    });
    await waitUntil(() => it.facts().recoveryAttempts === 1);
    isHanging = false;
    const recoveredMs = await becomesWell(it);
    const before = it.supervision();
    for (const release of releases) release();
    await waitUntil(() => lateMayCommit.length === releases.length);
    expect(lateMayCommit).toEqual(releases.map(() => false));
    expect(it.supervision().failuresSinceGood).toBe(0);
    expect(it.supervision().generation).toBe(before.generation);
    expect(events.some(({ message }) => message.includes("late"))).toBe(false);
    return { observed: `${releases.length} late rounds came back, none might commit`, recoveredMs };
  },
);
