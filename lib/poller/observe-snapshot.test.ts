import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { confirmStates, encodeState, resultOf, SOURCE } from "@/lib/domain/object-history";
import { SAMPLE_AT, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { drain } from "@/lib/domain/slices";
import type { CheckResult, ObjectDowntime, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import { valueAt } from "@/lib/domain/steps";
import type { EpochMs } from "@/lib/domain/time";
import { createMemoryStore } from "@/lib/store/memory";
import { createHistoryBook, type HistoryBook } from "./history-book";
import { observeSnapshotInSlices } from "./observe-snapshot";

const HTTP = "web;HTTP";
const SOON = SAMPLE_AT + 10_000;

let book: HistoryBook;
let previousAt: EpochMs | null;

beforeEach(() => {
  book = createHistoryBook({ store: createMemoryStore(), keepMs: 1e15, keepSoftMs: 1e15 });
  previousAt = null;
});

function see(
  objects: WatchedObject[],
  more: Partial<Snapshot> = {},
  doubtful: ReadonlyMap<ObjectKey, EpochMs> = new Map(),
) {
  const snapshot = sampleSnapshot([sampleObject("web", null, "up"), ...objects], [], more);
  const marks = drain(
    observeSnapshotInSlices({ snapshot, history: book.history, doubtful, awaited: new Set(), previousAt }),
  );
  for (const mark of marks) book.observe(mark);
  previousAt = snapshot.createdAt;
  return marks;
}

const http = (confirmed: CheckResult, more: Partial<WatchedObject> = {}) =>
  sampleObject("web", "HTTP", confirmed, more);
const log = (at: EpochMs, result: CheckResult, isHard = true) =>
  book.observe({ key: HTTP, track: "state", at, value: encodeState(result, isHard) });

function states(): [ago: number, result: CheckResult, type: string][] {
  const { ats, values } = book.history.objects.get(HTTP)?.states ?? { ats: [], values: [] };
  return ats.map((at, index) => {
    const value = values[index] as number;
    return [at - SAMPLE_AT, resultOf(value), value % 2 === 1 ? "hard" : "soft"];
  });
}

function downtimes(): [ago: number, value: number][] {
  const { ats, values } = book.history.objects.get(HTTP)?.downtimes ?? { ats: [], values: [] };
  return ats.map((at, index) => [at - SAMPLE_AT, values[index] as number]);
}

describe("a snapshot's states", () => {
  it("are observed at Nagios' own time of change, and not again", () => {
    see([http("critical")]);
    expect(states()).toEqual([[-600_000, "critical", "hard"]]);
    expect(book.history.source).toMatchObject({ ats: [SAMPLE_AT], values: [SOURCE.running] });
    expect(see([http("critical")], { createdAt: SOON })).toEqual([]);
  });

  it("change when the snapshot was made, where Nagios' time of change is told already", () => {
    log(SAMPLE_AT - 600_000, "critical", false);
    see([http("critical")]);
    expect(states()).toEqual([
      [-600_000, "critical", "soft"],
      [0, "critical", "hard"],
    ]);
  });

  it("leave an object alone of which the log told something later, or just now", () => {
    log(SAMPLE_AT - 1000, "ok");
    expect(see([http("critical")]).filter(({ key }) => key === HTTP)).toEqual([]);
    see([http("critical", { changedAt: SAMPLE_AT + 5000 })], { createdAt: SOON });
    expect(states()).toEqual([
      [-1000, "ok", "hard"],
      [5000, "critical", "hard"],
    ]);
  });

  it("are soft while they are not confirmed, behind what is", () => {
    see([http("warning", { current: "critical" })]);
    expect(states()).toEqual([[-601_000, "warning", "hard"]]);
    see([http("warning", { current: "critical" })], { createdAt: SOON });
    expect(states().at(-1)).toEqual([-600_000, "critical", "soft"]);
  });

  it("begin with Nagios' own time, where one ended and another is not confirmed yet between two looks", () => {
    log(SAMPLE_AT - 900_000, "critical");
    see([http("ok", { current: "critical" })]);
    see([http("critical")], { createdAt: SOON });
    expect(states().slice(1)).toEqual([
      [-601_000, "ok", "hard"],
      [-600_000, "critical", "hard"],
    ]);
  });

  it("are no evidence where checks are off or never came", () => {
    see([http("ok", { monitored: false })]);
    expect(states()).toEqual([[0, "pending", "hard"]]);
    see([http("ok")], { createdAt: SOON });
    see([http("pending")], { createdAt: SOON + 5000 });
    expect(states().map(([, result]) => result)).toEqual(["pending", "ok", "pending"]);
  });

  it("are those of what objects on show depend on as well", () => {
    const router = sampleObject("router", null, "down", { chosen: false });
    const marks = see([http("critical")], { upstream: new Map([["router", router]]) });
    const at = SAMPLE_AT - 600_000;
    expect(marks).toContainEqual({ key: "router", track: "state", at, value: encodeState("down", true) });
    expect(see([http("critical")], { createdAt: SOON, upstream: new Map([["router", router]]) })).toEqual([]);
  });

  it("follow what is confirmed, whatever was known before", () => {
    const result = fc.constantFrom<CheckResult>("ok", "warning", "critical", "unknown");
    const logged = fc.array(fc.tuple(fc.integer({ min: 2, max: 900 }), result, fc.boolean()));
    fc.assert(
      fc.property(logged, result, result, fc.integer({ min: 0, max: 900 }), (lines, current, confirmed, ago) => {
        book = createHistoryBook({ store: createMemoryStore(), keepMs: 1e15, keepSoftMs: 1e15 });
        for (const [second, told, isHard] of lines) log(SAMPLE_AT - second * 1000, told, isHard);
        const isWell = current === "ok";
        const object = http(isWell ? "ok" : confirmed, { current, changedAt: SAMPLE_AT - ago * 1000 });
        for (const round of [0, 1, 2]) see([object], { createdAt: SAMPLE_AT + round * 10_000 });
        const states = book.history.objects.get(HTTP)?.states;
        const known = states === undefined ? undefined : valueAt(confirmStates(states, "service"), SAMPLE_AT + 20_000);
        expect(resultOf(known ?? 0)).toBe(object.confirmed);
        expect(see([object], { createdAt: SAMPLE_AT + 30_000 })).toEqual([]);
      }),
    );
  });
});

describe("a snapshot's downtimes", () => {
  const own = (startsAt: EpochMs, endsAt = SAMPLE_AT + 3600_000): ObjectDowntime => ({
    key: HTTP,
    downtimeId: 1,
    enteredAt: startsAt,
    startsAt,
    endsAt,
    windowStartsAt: startsAt,
    windowEndsAt: endsAt,
    flexible: false,
    durationMs: endsAt - startsAt,
    triggeredBy: 0,
    inEffect: true,
    author: "",
    text: "",
  });

  it("begin when they were to begin, but not before the snapshot in which there was none", () => {
    const isIn = [http("ok", { inDowntime: true })];
    see(isIn, { downtimes: [own(SAMPLE_AT - 7000)] });
    expect(downtimes()).toEqual([[-7000, 1]]);
    see([http("ok")], { createdAt: SOON });
    see(isIn, { createdAt: SOON + 10_000, downtimes: [own(SAMPLE_AT - 7000)] });
    expect(downtimes().slice(1)).toEqual([
      [10_000, 0],
      [10_001, 1],
    ]);
  });

  it("of the host are not the service's own", () => {
    const host = sampleObject("web", null, "up", { inDowntime: true });
    const snapshot = sampleSnapshot([host, http("ok", { inDowntime: true })], []);
    const marks = drain(
      observeSnapshotInSlices({
        snapshot,
        history: book.history,
        doubtful: new Map(),
        awaited: new Set(),
        previousAt: null,
      }),
    );
    expect(marks.filter(({ track }) => track === "downtime")).toEqual([
      { key: "web", track: "downtime", at: SAMPLE_AT, value: 1 },
    ]);
  });

  it("of a host that is not on show are not those of the services on it", () => {
    const objects = [
      sampleObject("db", null, "up", { inDowntime: true }),
      sampleObject("db", "SQL", "ok", { inDowntime: true }),
    ];
    const marks = see([http("ok")], { upstream: new Map(objects.map((object) => [object.key, object])) });
    expect(marks.filter(({ track }) => track === "downtime")).toEqual([
      { key: "db", track: "downtime", at: SAMPLE_AT, value: 1 },
    ]);
  });

  it("that ended while Nagios was away ended then", () => {
    book.observe({ key: HTTP, track: "downtime", at: SAMPLE_AT - 9000, value: 1 });
    see([http("ok")], {}, new Map([[HTTP, SAMPLE_AT - 5000]]));
    expect(downtimes()).toEqual([
      [-9000, 1],
      [-5000, 0],
    ]);
  });
});
