import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeHealth } from "@/lib/domain/judge-health";
import { sampleHealthFacts } from "@/lib/domain/sample-health";
import type { Effect } from "./effects";
import type { RoundResult } from "./failure";
import {
  describePoller,
  INITIAL_SUPERVISION,
  type Supervision,
  type SupervisionEvent,
  type SupervisionPolicy,
  supervise,
} from "./supervise";

const POLICY: SupervisionPolicy = {
  intervalMs: 10_000,
  deadlineMs: 30_000,
  maxConsecutiveFailures: 3,
  enableAutoRecovery: true,
  minRecoveryIntervalMs: 300_000,
};

const SOFT: RoundResult = {
  kind: "soft",
  failures: [{ kind: "soft", code: "source_missing", message: "status.dat does not exist" }],
};
const HARD: RoundResult = {
  kind: "hard",
  failures: [{ kind: "hard", code: "source_failed", message: "the disk failed" }],
};
const HUNG: RoundResult = {
  kind: "hard",
  failures: [{ kind: "hard", code: "poll_timeout", message: "took too long" }],
};
const GOOD: RoundResult = { kind: "good" };

/** Seconds since the start, and what happened then. A round result stands for a round of the present generation. */
type Step = [second: number, event: Exclude<SupervisionEvent, { kind: "round_finished" }> | RoundResult];

function moment(second: number) {
  return { wall: 1_800_000_000_000 + second * 1000, monotonic: second * 1000 };
}

function play(steps: readonly Step[], policy = POLICY): { state: Supervision; effects: Effect[]; messages: string[] } {
  let state = INITIAL_SUPERVISION;
  const effects: Effect[] = [];
  for (const [second, what] of [[0, { kind: "started" }] as Step, ...steps]) {
    const event: SupervisionEvent = isResult(what)
      ? { kind: "round_finished", generation: state.generation, result: what, warnings: [] }
      : what;
    const next = supervise(state, event, moment(second), policy);
    state = next.state;
    effects.push(...next.effects);
  }
  const messages = effects.filter((effect) => effect.kind === "log").map((effect) => effect.message);
  return { state, effects, messages };
}

function healthAfter(steps: readonly Step[], second: number, policy = POLICY) {
  return judgePoller(play(steps, policy).state, second, policy);
}

function isResult(what: Step[1]): what is RoundResult {
  return what.kind === "good" || what.kind === "soft" || what.kind === "hard";
}

/** Health when everything but the poller is well. */
function judgePoller(state: Supervision, second: number, policy = POLICY) {
  const { wall } = moment(second);
  const poller = { ...describePoller(state, moment(second), policy), hangingReads: 0, waitingBatches: 0 };
  const facts = sampleHealthFacts(wall, { poller });
  return judgeHealth(facts, wall).status;
}

const RECOVERED: Step[1] = { kind: "recovery_finished", outcome: { ok: true } };

describe("recovery after failures", () => {
  it("comes with the third failure in a row, soft or hard, and says so in the known lines", () => {
    const { effects, messages, state } = play([
      [0, SOFT],
      [10, HARD],
      [20, SOFT],
      [20, RECOVERED],
    ]);
    expect(effects).toContainEqual({ kind: "recover", generation: 1 });
    expect(messages).toEqual([
      "Poller started with interval of 10 seconds (self-healing enabled)",
      "status.dat does not exist",
      "Poll completed with errors (1/3 consecutive failures)",
      "the disk failed",
      "Over after 10 seconds: source_missing",
      "Poll completed with errors (2/3 consecutive failures)",
      "status.dat does not exist",
      "Over after 10 seconds: source_failed",
      "Poll completed with errors (3/3 consecutive failures)",
      "Maximum consecutive failures (3) reached, attempting recovery",
      "Attempting scheduler recovery (attempt #1)...",
      "Scheduler recovery successful (recovery attempt #1)",
    ]);
    expect(state).toMatchObject({ consecutiveFailures: 0, failuresSinceGood: 3, recoveryAttempts: 1, generation: 1 });
    expect(state.lastRecovery).toEqual(moment(20));
  });

  it("does not come when a good poll stands between the failures", () => {
    expect(
      play([
        [0, SOFT],
        [10, SOFT],
        [20, GOOD],
        [30, SOFT],
        [40, SOFT],
      ]).state.recoveryAttempts,
    ).toBe(0);
  });

  it("does not come when self-healing is disabled", () => {
    const steps: Step[] = [
      [0, SOFT],
      [10, SOFT],
      [20, SOFT],
      [30, SOFT],
    ];
    expect(play(steps, { ...POLICY, enableAutoRecovery: false }).effects.some((e) => e.kind === "recover")).toBe(false);
  });

  it("waits five minutes before the next attempt, and makes it then", () => {
    const failures = (from: number, count: number): Step[] =>
      Array.from({ length: count }, (_, index) => [from + index * 10, SOFT]);
    const early = play([...failures(0, 3), [20, RECOVERED], ...failures(30, 20)]);
    expect(early.state.recoveryAttempts).toBe(1);
    const late = play([...failures(0, 3), [20, RECOVERED], ...failures(30, 30)]);
    expect(late.state.recoveryAttempts).toBe(2);
  });

  it("is tried again by the watchdog when it failed", () => {
    const failed: Step[1] = { kind: "recovery_finished", outcome: { ok: false, why: "no timers left" } };
    const { messages, state } = play([
      [0, SOFT],
      [1, SOFT],
      [2, SOFT],
      [2, failed],
      [3, { kind: "watchdog_ticked" }],
    ]);
    expect(messages).toContain("Failed to recover scheduler: no timers left");
    expect(state.recoveryAttempts).toBe(2);
  });
});

describe("the watchdog", () => {
  const tick: Step[1] = { kind: "watchdog_ticked" };

  it("forces a restart when no round has finished for two intervals", () => {
    expect(
      play([
        [0, GOOD],
        [20, tick],
      ]).state.recoveryAttempts,
    ).toBe(0);
    const { state, messages } = play([
      [0, GOOD],
      [21, tick],
    ]);
    expect(state.recoveryAttempts).toBe(1);
    expect(messages).toContain("No poll has finished for 21 seconds, forcing a restart");
  });

  it("does not wait for the five minutes, but leaves each restart its two intervals", () => {
    const { state } = play([
      [21, tick],
      [21, RECOVERED],
      [30, tick],
      [40, tick],
      [42, tick],
      [42, RECOVERED],
      [63, tick],
    ]);
    expect(state.recoveryAttempts).toBe(3);
  });

  it("leaves a slow round its time up to the deadline, and forces a restart when even that has passed", () => {
    const begun: Step[1] = { kind: "round_started", generation: 0 };
    expect(
      play([
        [0, GOOD],
        [10, begun],
        [35, tick],
      ]).state.recoveryAttempts,
    ).toBe(0);
    expect(
      play([
        [0, GOOD],
        [10, begun],
        [42, tick],
      ]).state.recoveryAttempts,
    ).toBe(1);
  });

  it("only complains, once, when self-healing is disabled", () => {
    const { messages, effects } = play(
      [
        [21, tick],
        [22, tick],
      ],
      { ...POLICY, enableAutoRecovery: false },
    );
    expect(messages.filter((message) => message.includes("No poll has finished"))).toHaveLength(1);
    expect(effects.some((effect) => effect.kind === "recover")).toBe(false);
  });

  it("rests while the poller is stopped", () => {
    expect(
      play([
        [0, GOOD],
        [5, { kind: "stopped" }],
        [60, tick],
      ]).effects.some((e) => e.kind === "recover"),
    ).toBe(false);
  });
});

describe("the gap between two recoveries", () => {
  const SIX: Step[] = [0, 10, 20, 30, 40, 50, 60, 70].map((second) => [second, SOFT]);
  const withRecovered = (steps: readonly Step[]): Step[] =>
    steps.flatMap(([second, what]): Step[] => [
      [second, what],
      [second, RECOVERED],
    ]);

  it("is long for causes outside, which a recovery hardly cures", () => {
    expect(play(withRecovered(SIX)).state.recoveryAttempts).toBe(1);
  });

  it("is deadline and interval for causes of our own", () => {
    const own = SIX.map(([second]): Step => [second, HUNG]);
    expect(play(withRecovered(own)).state.recoveryAttempts).toBe(2);
  });
});

describe("a recovery that goes on failing", () => {
  it("is given up at the third time within a quarter of an hour, so that the process can be replaced", () => {
    const failed: Step[1] = { kind: "recovery_finished", outcome: { ok: false, why: "no timers left" } };
    const steps: Step[] = [
      [0, SOFT],
      [1, SOFT],
      [2, SOFT],
      [2, failed],
      [3, { kind: "watchdog_ticked" }],
      [3, failed],
      [4, { kind: "watchdog_ticked" }],
    ];
    expect(play(steps).effects).not.toContainEqual(expect.objectContaining({ kind: "give_up" }));
    expect(play([...steps, [4, failed]]).effects).toContainEqual({ kind: "give_up", why: "no timers left" });
  });
});

describe("late rounds", () => {
  it("of an older generation count for nothing", () => {
    const { state } = play([
      [0, SOFT],
      [1, SOFT],
      [2, SOFT],
      [2, RECOVERED],
    ]);
    const late = supervise(
      state,
      { kind: "round_finished", generation: 0, result: GOOD, warnings: [] },
      moment(3),
      POLICY,
    );
    expect(late).toEqual({ state, effects: [] });
  });
});

describe("health", () => {
  it("is healthy after good polls", () => expect(healthAfter([[0, GOOD]], 5)).toBe("healthy"));
  it("is degraded after one or two failures", () => {
    expect(
      healthAfter(
        [
          [0, GOOD],
          [10, SOFT],
        ],
        10,
      ),
    ).toBe("degraded");
    expect(
      healthAfter(
        [
          [0, GOOD],
          [10, SOFT],
          [20, HARD],
        ],
        20,
      ),
    ).toBe("degraded");
  });
  it("is critical from the third failure on, and a recovery does not excuse it", () => {
    expect(
      healthAfter(
        [
          [0, SOFT],
          [10, SOFT],
          [20, SOFT],
          [20, RECOVERED],
        ],
        20,
      ),
    ).toBe("critical");
  });
  it("is degraded just after a recovery and healthy two good polls later", () => {
    const recovered: Step[] = [
      [0, SOFT],
      [10, SOFT],
      [20, SOFT],
      [20, RECOVERED],
      [21, GOOD],
    ];
    expect(healthAfter(recovered, 21)).toBe("degraded");
    expect(healthAfter([...recovered, [31, GOOD]], 31)).toBe("healthy");
  });
  it("is critical when no round has finished within two intervals, whatever restarts there were", () => {
    expect(
      healthAfter(
        [
          [0, GOOD],
          [21, { kind: "watchdog_ticked" }],
          [21, RECOVERED],
        ],
        22,
      ),
    ).toBe("critical");
  });
  it("is critical before the start and after the stop", () => {
    expect(judgePoller(INITIAL_SUPERVISION, 0)).toBe("critical");
    expect(
      healthAfter(
        [
          [0, GOOD],
          [1, { kind: "stopped" }],
        ],
        1,
      ),
    ).toBe("critical");
  });
});

describe("whatever happens", () => {
  const anyEvent = fc.oneof(
    fc.constantFrom<Step[1]>(GOOD, SOFT, HARD, { kind: "watchdog_ticked" }, RECOVERED),
    fc.constant<Step[1]>({ kind: "recovery_finished", outcome: { ok: false, why: "?" } }),
  );
  const anySteps = fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), anyEvent), { maxLength: 60 }).map((gaps) => {
    let second = 0;
    return gaps.map(([gap, event]): Step => {
      second += gap;
      return [second, event];
    });
  });

  it("three good polls after the last fault it is healthy again", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const end = (steps.at(-1)?.[0] ?? 0) + 1;
        const calm: Step[] = [
          [end, RECOVERED],
          [end + 1, GOOD],
          [end + 2, GOOD],
          [end + 3, GOOD],
        ];
        expect(healthAfter([...steps, ...calm], end + 3)).toBe("healthy");
      }),
    );
  });

  it("generations and attempts only grow, together, one recovery at a time", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { state, effects } = play(steps);
        const asked = effects.filter((effect) => effect.kind === "recover").map((effect) => effect.generation);
        expect(asked).toEqual(asked.map((_, index) => index + 1));
        expect(state.recoveryAttempts).toBe(asked.length);
      }),
    );
  });
});
