import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginSupervision, decide, type Effect, LIMITS, type Supervision, type SupervisionEvent } from "./supervision";

/** Plays events, each a span after the one before; answers the end and all effects. */
function play(events: readonly (readonly [afterMs: number, event: SupervisionEvent])[]) {
  let state: Supervision = beginSupervision(0);
  let at = 0;
  const effects: Effect[] = [];
  for (const [afterMs, event] of events) {
    at += afterMs;
    const decision = decide(state, event, at);
    state = decision.state;
    effects.push(...decision.effects);
  }
  return { state, effects };
}

const BEGUN = [0, { kind: "begun", standsIn: false }] as const;
const READY = [500, { kind: "ready" }] as const;
const exited = (code: number | null, signal: string | null = null, chance = 0): SupervisionEvent => ({
  kind: "exited",
  code,
  signal,
  wallAt: 1_000,
  chance,
});
const ticks = (count: number) => Array.from({ length: count }, () => [1_000, { kind: "ticked" }] as const);
const pauses = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === "spawnAfter" ? [effect.delayMs] : []));
const kinds = (effects: readonly Effect[]) => effects.map(({ kind }) => kind);

describe("the supervisor", () => {
  it("hands the socket over as soon as the server is ready", () => {
    const { effects, state } = play([BEGUN, READY]);
    expect(kinds(effects)).toEqual(["spawn", "handOver"]);
    expect(state).toMatchObject({ phase: "serving", standsIn: false });
  });

  it("stands in when the first start takes longer than usual", () => {
    expect(kinds(play([BEGUN, ...ticks(4)]).effects)).toEqual(["spawn"]);
    const late = play([BEGUN, ...ticks(6), READY]);
    expect(kinds(late.effects)).toEqual(["spawn", "standIn", "handOver"]);
    expect(late.state).toMatchObject({ phase: "serving", standsIn: false });
  });

  it("stands in at once when the server dies, and starts it again after a quarter of a second", () => {
    const { effects } = play([BEGUN, READY, [100, exited(null, "SIGKILL")], [250, { kind: "spawnDue" }]]);
    expect(kinds(effects).slice(2)).toEqual(["standIn", "say", "spawnAfter", "spawn"]);
    expect(effects).toContainEqual({
      kind: "spawnAfter",
      delayMs: 250,
      note: { count: 1, reason: "crash", detail: "ended by SIGKILL", at: 1_000 },
    });
  });

  it("waits twice as long after each failure in a row, never longer than half a minute, and never gives up", () => {
    const failure = [
      [100, exited(1)],
      [0, { kind: "spawnDue" }],
    ] as const;
    const { effects, state } = play([BEGUN, ...Array.from({ length: 40 }, () => failure).flat()]);
    expect(pauses(effects).slice(0, 9)).toEqual([250, 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    expect(pauses(effects)).toHaveLength(40);
    expect(state.phase).toBe("starting");
  });

  it("forgets earlier failures after a minute of good life", () => {
    const failure = [[100, exited(1)], [0, { kind: "spawnDue" }], READY] as const;
    const beats = Array.from({ length: 61 }, () => [1_000, { kind: "beat" }] as const);
    const { effects } = play([BEGUN, READY, ...failure, ...failure, ...beats, [100, exited(1)]]);
    expect(pauses(effects)).toEqual([250, 500, 250]);
  });

  it("spreads starts by chance, by a quarter at most", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (chance) => {
        const [pause = 0] = pauses(play([BEGUN, [0, exited(1, null, chance)]]).effects);
        expect(pause).toBeGreaterThanOrEqual(187);
        expect(pause).toBeLessThanOrEqual(250);
      }),
    );
  });

  it("answers in the server's place after 5 silent seconds, and kills it after 15", () => {
    const { effects, state } = play([BEGUN, READY, ...ticks(16), [0, exited(null, "SIGKILL")]]);
    expect(kinds(effects)).toEqual(["spawn", "handOver", "standIn", "say", "signal", "say", "spawnAfter"]);
    expect(effects).toContainEqual({ kind: "signal", signal: "SIGKILL" });
    expect(effects.at(-1)).toMatchObject({ note: { reason: "stalled" } });
    expect(state.phase).toBe("waiting");
  });

  it("gives the server its place back when it is heard again in time", () => {
    const { effects, state } = play([BEGUN, READY, ...ticks(8), [100, { kind: "beat" }], ...ticks(1)]);
    expect(kinds(effects)).toEqual(["spawn", "handOver", "standIn", "handOver"]);
    expect(state.standsIn).toBe(false);
  });

  it("kills a server that is not ready 90 seconds after its start", () => {
    const { effects } = play([BEGUN, ...ticks(90)]);
    expect(effects.at(-1)).toEqual({ kind: "signal", signal: "SIGKILL" });
    expect(kinds(play([BEGUN, ...ticks(89)]).effects)).not.toContain("signal");
  });

  it("does not blame the server for what it did not hear while it slept itself", () => {
    const asleep = [600_000, { kind: "ticked" }] as const;
    const { effects } = play([BEGUN, READY, ...ticks(1), asleep, [500, { kind: "beat" }], ...ticks(2)]);
    expect(kinds(effects)).not.toContain("signal");
  });

  it("stands in while a server that ends by itself finishes its requests", () => {
    const { effects } = play([BEGUN, READY, [0, { kind: "draining" }], [2_000, exited(72)]]);
    expect(kinds(effects)).toEqual(["spawn", "handOver", "standIn", "say", "spawnAfter"]);
    expect(effects.at(-1)).toMatchObject({ note: { reason: "memory" } });
  });

  it("ends with 0 when it is asked to, after the server has", () => {
    const { effects, state } = play([BEGUN, READY, [0, { kind: "stopAsked" }], [50, exited(0)]]);
    expect(effects.slice(2)).toEqual([
      { kind: "signal", signal: "SIGTERM" },
      { kind: "standIn" },
      { kind: "exit", code: 0 },
    ]);
    expect(state.phase).toBe("ended");
  });

  it("kills a server that does not end within 10 seconds, once", () => {
    const { effects } = play([BEGUN, READY, [0, { kind: "stopAsked" }], ...ticks(12)]);
    expect(effects.filter(({ kind }) => kind === "signal")).toEqual([
      { kind: "signal", signal: "SIGTERM" },
      { kind: "signal", signal: "SIGKILL" },
    ]);
  });

  it("ends at once when there is no server", () => {
    expect(play([BEGUN, [0, exited(1)], [0, { kind: "stopAsked" }]]).effects.at(-1)).toEqual({ kind: "exit", code: 0 });
  });
});

describe("whatever happens", () => {
  const anyEvent: fc.Arbitrary<SupervisionEvent> = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<SupervisionEvent>({ kind: "ticked" }, { kind: "beat" }) },
    fc.constantFrom<SupervisionEvent>({ kind: "ready" }, { kind: "draining" }, { kind: "spawnDue" }),
    fc.record({
      kind: fc.constant("exited" as const),
      code: fc.constantFrom(0, 1, 70, 72, null),
      signal: fc.constantFrom("SIGKILL", null),
      wallAt: fc.nat(),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  const anyEvents = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), anyEvent), { maxLength: 200 });

  it("somebody answers once a server has: without one that is ready the stand-in does", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { state } = play([BEGUN, READY, ...events]);
        if (state.phase !== "serving") expect(state.standsIn).toBe(true);
      }),
    );
  });

  it("a next start is always due, under way or not needed, and after every end one is planned", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { state, effects } = play([BEGUN, ...events]);
        const ends = events.filter(([, { kind }]) => kind === "exited").length;
        expect(pauses(effects)).toHaveLength(ends);
        expect(pauses(effects).every((pause) => pause >= 187 && pause <= LIMITS.lastPauseMs)).toBe(true);
        expect(["waiting", "starting", "serving", "killed"]).toContain(state.phase);
      }),
    );
  });

  it("a stop that was asked for ends with the server, and nothing is started after it", () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (before, after) => {
        const { state } = play([BEGUN, ...before, [0, { kind: "stopAsked" }]]);
        const late = after.reduce<{ state: Supervision; effects: Effect[] }>(
          (so, [afterMs, event]) => {
            const decision = decide(so.state, event, so.state.tickedAt + afterMs);
            return { state: decision.state, effects: [...so.effects, ...decision.effects] };
          },
          { state, effects: [] },
        );
        expect(kinds(late.effects)).not.toContain("spawn");
        expect(kinds(late.effects)).not.toContain("spawnAfter");
        expect(kinds(late.effects)).not.toContain("handOver");
        const ended = decide(late.state, exited(0), late.state.tickedAt).state;
        expect(ended.phase).toBe("ended");
      }),
    );
  });
});
