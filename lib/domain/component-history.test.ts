import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Segment } from "./availability";
import { foldComponentInSlices, foldWorstInSlices } from "./component-history";
import { judgeInSlices } from "./component-state";
import { DEFAULT_MAPPING, type Rule } from "./policy";
import { PUBLIC_STATES, type PublicState, worstState } from "./public-state";
import { enterSnapshot, type SampleHistory, sampleHistory } from "./sample-history";
import { sampleComponent, sampleObject, sampleSnapshot } from "./sample-snapshot";
import { drain } from "./slices";
import type { ComponentMembers, ObjectKey } from "./snapshot";

const HOST = sampleObject("web1", null, "up");
const HTTP = sampleObject("web1", "HTTP", "ok");
const DISK = sampleObject("web1", "Disk", "ok");
const WHOLE = { from: 0, to: 1000 };

function component(members: readonly ObjectKey[], more: Partial<ComponentMembers> = {}): ComponentMembers {
  return { ...sampleComponent("website", [], more), members, ...more };
}

function foldComponent(...input: Parameters<typeof foldComponentInSlices>): Segment[] {
  return drain(foldComponentInSlices(...input));
}

function foldWorst(...input: Parameters<typeof foldWorstInSlices>): Segment[] {
  return drain(foldWorstInSlices(...input));
}

interface Options {
  members?: readonly ObjectKey[];
  rule?: Rule;
  missing?: readonly string[];
  knownUntil?: number;
  toleratedGapMs?: number;
  window?: { from: number; to: number };
}

/** The timeline as `[from, state]` pairs. */
function fold(history: SampleHistory, options: Options = {}): [number, PublicState][] {
  const { members = [HTTP.key], rule = { kind: "worst" }, missing = [] } = options;
  const { knownUntil = 1000, toleratedGapMs = 50, window = WHOLE } = options;
  const context = { history, mapping: DEFAULT_MAPPING, knownUntil, toleratedGapMs };
  const timeline = foldComponent(component(members, { rule, missing }), context, window);
  return timeline.map(({ from, state }) => [from, state]);
}

function running(): SampleHistory {
  return sampleHistory().sourceIs(0, "running");
}

describe("the history of a component", () => {
  it("counts a problem from its confirmation to any recovery", () => {
    const history = running().state(HTTP.key, 0, "ok").state(HTTP.key, 100, "~critical");
    history.state(HTTP.key, 160, "critical").state(HTTP.key, 300, "~ok");
    expect(fold(history)).toEqual([
      [0, "operational"],
      [160, "major_outage"],
      [300, "operational"],
    ]);
  });

  it("begins a window with what was confirmed before it, past all soft states between", () => {
    const history = running().state(HTTP.key, 10, "warning").state(HTTP.key, 20, "~critical");
    expect(fold(history, { window: { from: 30, to: 60 } })).toEqual([[30, "degraded_performance"]]);
  });

  it("is unknown before the first mark of an object, even while its host is down or in a downtime", () => {
    const history = running().state(HOST.key, 0, "down").state(HTTP.key, 500, "ok");
    history.state(HOST.key, 600, "up").downtime(HOST.key, 100, 200);
    expect(fold(history)).toEqual([
      [0, "unknown"],
      [500, "major_outage"],
      [600, "operational"],
    ]);
  });

  it("takes a downtime, its own or its host's, for maintenance", () => {
    const history = running().state(HTTP.key, 0, "ok").state(HTTP.key, 120, "critical").state(HOST.key, 0, "up");
    history.downtime(HTTP.key, 100, 200).downtime(HOST.key, 150, 300);
    expect(fold(history)).toEqual([
      [0, "operational"],
      [100, "under_maintenance"],
      [300, "major_outage"],
    ]);
  });

  it("knows nothing of what was never checked, nor of members that Nagios does not know", () => {
    const history = running().state(HTTP.key, 0, "pending").state(HTTP.key, 400, "ok");
    expect(fold(history)).toEqual([
      [0, "unknown"],
      [400, "operational"],
    ]);
    expect(fold(history, { missing: ["web9/HTTP"] })).toEqual([[0, "unknown"]]);
    expect(fold(history, { members: [] })).toEqual([[0, "unknown"]]);
  });

  it("follows the component's rule", () => {
    const history = running().state(HTTP.key, 0, "ok").state(DISK.key, 0, "ok");
    history.state(HTTP.key, 100, "critical").state(DISK.key, 200, "warning").state(HTTP.key, 300, "ok");
    const members = [HTTP.key, DISK.key];
    expect(fold(history, { members, rule: { kind: "best" } })).toEqual([
      [0, "operational"],
      [200, "degraded_performance"],
      [300, "operational"],
    ]);
    expect(fold(history, { members, rule: { kind: "at_least", count: 2 } })).toEqual([
      [0, "operational"],
      [100, "major_outage"],
      [300, "degraded_performance"],
    ]);
    expect(fold(history, { members, rule: { kind: "at_least", count: 3 } })).toEqual([[0, "unknown"]]);
  });
});

describe("the time of which something is known", () => {
  const well = () => sampleHistory().sourceIs(100, "running").state(HTTP.key, 100, "ok");

  it("begins with the first mark of the source and ends where knowledge ends", () => {
    expect(fold(well(), { knownUntil: 700 })).toEqual([
      [0, "unknown"],
      [100, "operational"],
      [700, "unknown"],
    ]);
  });

  it("goes through a short stop, as the live page does, and has a hole where it was longer", () => {
    const short = well().sourceIs(200, "stopped").sourceIs(250, "running");
    expect(fold(short)).toEqual([
      [0, "unknown"],
      [100, "operational"],
    ]);
    const long = well().sourceIs(200, "stopped").sourceIs(251, "running");
    expect(fold(long)).toEqual([
      [0, "unknown"],
      [100, "operational"],
      [200, "unknown"],
      [251, "operational"],
    ]);
  });

  it("measures an interruption whole, though it has several causes and the window begins within", () => {
    const history = well().sourceIs(200, "stale").sourceIs(230, "stopped").sourceIs(260, "running");
    expect(fold(history, { window: { from: 240, to: 300 } })).toEqual([
      [240, "unknown"],
      [260, "operational"],
    ]);
  });

  it("lets a stop that lasts go on for as long as the live page does", () => {
    const history = well().sourceIs(900, "stopped");
    expect(fold(history, { knownUntil: 950 }).at(-2)).toEqual([100, "operational"]);
    expect(fold(history, { knownUntil: 960 }).at(-1)).toEqual([900, "unknown"]);
  });

  it("has a hole where the logs of a member, or of its host, are still to be read", () => {
    const unread = { from: 300, to: 600 };
    for (const key of [HTTP.key, HOST.key]) {
      const history = { ...well(), unread: { ...unread, keys: new Set([key]) } };
      expect(fold(history).slice(1)).toEqual([
        [100, "operational"],
        [300, "unknown"],
        [600, "operational"],
      ]);
    }
    expect(fold({ ...well(), unread: { ...unread, keys: new Set([DISK.key]) } })).toEqual(fold(well()));
  });

  it("is none while nobody has read anything", () => {
    expect(fold(sampleHistory().state(HTTP.key, 0, "ok"))).toEqual([[0, "unknown"]]);
    expect(fold(sampleHistory().sourceIs(0, "unread").state(HTTP.key, 0, "ok"))).toEqual([[0, "unknown"]]);
  });
});

describe("groups", () => {
  it("are as bad as their worst component at each instant, and unknown without any", () => {
    const window = { from: 0, to: 30 };
    const a = [
      { from: 0, to: 10, state: "operational" as const },
      { from: 10, to: 30, state: "major_outage" as const },
    ];
    const b = [
      { from: 0, to: 20, state: "degraded_performance" as const },
      { from: 20, to: 30, state: "operational" as const },
    ];
    expect(foldWorst([a, b], window)).toEqual([
      { from: 0, to: 10, state: "degraded_performance" },
      { from: 10, to: 30, state: "major_outage" },
    ]);
    expect(foldWorst([], window)).toEqual([{ from: 0, to: 30, state: "unknown" }]);
  });
});

const HOST_RESULTS = fc.constantFrom("up" as const, "down" as const, "unreachable" as const, "pending" as const);
const SERVICE_RESULTS = fc.constantFrom(...(["ok", "warning", "critical", "unknown", "pending"] as const));
const RULES = fc.oneof(
  fc.constant<Rule>({ kind: "worst" }),
  fc.constant<Rule>({ kind: "best" }),
  fc.integer({ min: 1, max: 4 }).map((count): Rule => ({ kind: "at_least", count })),
);

/** One moment: what Nagios says of a host and two services on it. */
const MOMENTS = fc.record({
  host: HOST_RESULTS,
  http: SERVICE_RESULTS,
  disk: SERVICE_RESULTS,
  hostDowntime: fc.boolean(),
  httpDowntime: fc.boolean(),
  isDiskMonitored: fc.boolean(),
});

const COMPONENT = fc.record({
  members: fc.subarray([HOST.key, HTTP.key, DISK.key]),
  missing: fc.subarray(["web9/HTTP"]),
  rule: RULES,
});

describe("the fold", () => {
  it("says at every instant what the live page said, for a history that is made of snapshots", () => {
    const law = fc.property(fc.array(MOMENTS, { minLength: 1, maxLength: 8 }), COMPONENT, (moments, more) => {
      const history = sampleHistory();
      const shown = component(more.members, more);
      const said = moments.map((moment, index) => {
        const snapshot = snapshotOf(moment, index * 100, shown);
        enterSnapshot(history, snapshot);
        return drain(judgeInSlices(snapshot, DEFAULT_MAPPING)).components.get(shown.slug)?.state;
      });
      const window = { from: 0, to: moments.length * 100 };
      const context = { history, mapping: DEFAULT_MAPPING, knownUntil: window.to, toleratedGapMs: 0 };
      const timeline = foldComponent(shown, context, window);
      for (const [index, state] of said.entries()) {
        for (const at of [index * 100, index * 100 + 99]) {
          expect(timeline.find(({ from, to }) => from <= at && at < to)?.state).toBe(state);
        }
      }
    });
    fc.assert(law);
  });

  it("covers its window without gaps, and two windows side by side make the whole", () => {
    const law = fc.property(HISTORIES, COMPONENT, fc.integer({ min: 1, max: 999 }), (history, more, cut) => {
      const shown = component(more.members, more);
      const context = { history, mapping: DEFAULT_MAPPING, knownUntil: 900, toleratedGapMs: 30 };
      const whole = foldComponent(shown, context, WHOLE);
      expect(whole[0]?.from).toBe(0);
      expect(whole.at(-1)?.to).toBe(1000);
      whole.slice(1).forEach((segment, index) => {
        expect(segment.from).toBe(whole[index]?.to);
        expect(segment.state).not.toBe(whole[index]?.state);
      });
      const parts = [
        { from: 0, to: cut },
        { from: cut, to: 1000 },
      ].map((part) => foldComponent(shown, context, part));
      for (let at = 0; at < 1000; at += 23) expect(stateAt(parts.flat(), at)).toBe(stateAt(whole, at));
    });
    fc.assert(law);
  });

  it("never calls operational what nothing is known of", () => {
    const law = fc.property(HISTORIES, COMPONENT, (history, more) => {
      const context = { history, mapping: DEFAULT_MAPPING, knownUntil: 500, toleratedGapMs: 0 };
      for (const { from, to, state } of foldComponent(component(more.members, more), context, WHOLE)) {
        if (state !== "operational") continue;
        expect(to).toBeLessThanOrEqual(500);
        expect(history.source.ats[0]).toBeLessThanOrEqual(from);
        expect(more.missing.length === 0 || more.rule.kind !== "worst").toBe(true);
      }
    });
    fc.assert(law);
  });

  it("makes a group of its members' states at each instant", () => {
    const law = fc.property(HISTORIES, COMPONENT, COMPONENT, (history, first, second) => {
      const context = { history, mapping: DEFAULT_MAPPING, knownUntil: 900, toleratedGapMs: 30 };
      const timelines = [first, second].map((more) => foldComponent(component(more.members, more), context, WHOLE));
      const group = foldWorst(timelines, WHOLE);
      for (let at = 0; at < 1000; at += 23) {
        expect(stateAt(group, at)).toBe(worstState(timelines.map((timeline) => stateAt(timeline, at))));
      }
    });
    fc.assert(law);
  });
});

const MARKS = fc.record({
  at: fc.integer({ min: 0, max: 99 }).map((tens) => tens * 10),
  what: fc.oneof(
    fc.constantFrom("running" as const, "stopped" as const, "stale" as const, "unread" as const),
    fc.tuple(fc.constantFrom(HTTP.key, DISK.key), SERVICE_RESULTS, fc.boolean()),
    fc.tuple(fc.constant(HOST.key), HOST_RESULTS, fc.boolean()),
    fc.integer({ min: 1, max: 300 }),
  ),
});

const HISTORIES = fc.array(MARKS, { maxLength: 30 }).map((marks) => {
  const history = sampleHistory();
  for (const { at, what } of marks) {
    if (typeof what === "string") history.sourceIs(at, what);
    else if (typeof what === "number") history.downtime(HTTP.key, at, at + what);
    else history.state(what[0], at, what[2] ? what[1] : `~${what[1]}`);
  }
  return history;
});

function stateAt(timeline: readonly { from: number; to: number; state: PublicState }[], at: number): PublicState {
  const state = timeline.find(({ from, to }) => from <= at && at < to)?.state;
  expect(PUBLIC_STATES).toContain(state);
  return state ?? "unknown";
}

interface Moment {
  host: "up" | "down" | "unreachable" | "pending";
  http: "ok" | "warning" | "critical" | "unknown" | "pending";
  disk: "ok" | "warning" | "critical" | "unknown" | "pending";
  hostDowntime: boolean;
  httpDowntime: boolean;
  isDiskMonitored: boolean;
}

/** What is frozen counts as not known from then on; of a frozen object in a downtime the live page says more. */
function snapshotOf(moment: Moment, createdAt: number, shown: ComponentMembers) {
  const monitored = moment.isDiskMonitored || moment.hostDowntime;
  const objects = [
    sampleObject("web1", null, moment.host, { inDowntime: moment.hostDowntime }),
    sampleObject("web1", "HTTP", moment.http, { inDowntime: moment.hostDowntime || moment.httpDowntime }),
    sampleObject("web1", "Disk", moment.disk, { inDowntime: moment.hostDowntime, monitored }),
  ];
  return sampleSnapshot(objects, [shown], { createdAt });
}
