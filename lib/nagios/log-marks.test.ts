import { describe, expect, test } from "vitest";
import { encodeState, type HistoryMark, SOURCE } from "@/lib/domain/object-history";
import type { LogEvent, ProgramEvent } from "./log-event";
import { createMarkReader } from "./log-marks";

const MINUTE = 60_000;

function take(events: readonly LogEvent[], inDowntime: readonly string[] = []) {
  const marks: HistoryMark[] = [];
  const reader = createMarkReader((mark) => marks.push(mark), inDowntime);
  for (const event of events) reader.take(event);
  const downtimes = marks.filter(({ track }) => track === "downtime").map(({ at, value }) => [at, value]);
  return { marks, downtimes, doubtful: [...reader.doubtful()] };
}

const downtime = (at: number, isIn: boolean): LogEvent => ({ kind: "downtime", at, key: "a;b", isIn });
const program = (at: number, event: ProgramEvent["event"], previousAt: number | null = null): LogEvent => ({
  kind: "program",
  at,
  event,
  previousAt,
});

test("states, downtimes and what the program says become marks; flapping does not", () => {
  const { marks } = take([
    program(1, "started"),
    { kind: "state", at: 2, key: "a", result: "down", isHard: false, origin: "alert" },
    { kind: "flapping", at: 3, key: "a", isFlapping: true },
    downtime(4, true),
    program(5, "stopping"),
  ]);
  expect(marks).toEqual([
    { key: null, track: "source", at: 1, value: SOURCE.running },
    { key: "a", track: "state", at: 2, value: encodeState("down", false) },
    { key: "a;b", track: "downtime", at: 4, value: 1 },
    { key: null, track: "source", at: 5, value: SOURCE.stopped },
  ]);
});

test("a rotation and a reload are signs that Nagios ran", () => {
  const values = take([program(1, "rotated"), program(2, "reloading"), program(3, "started")]).marks;
  expect(values.map(({ value }) => value)).toEqual([SOURCE.running, SOURCE.running, SOURCE.running]);
});

describe("a start that follows no stop", () => {
  const sourceMarks = (...events: LogEvent[]) =>
    take(events)
      .marks.filter(({ track }) => track === "source")
      .map(({ at, value }) => [at, value]);
  const day = 24 * 60 * MINUTE;

  test("after a long silence leaves open when the crash was: nothing is known since the last line", () => {
    expect(sourceMarks(program(day, "started", MINUTE))).toEqual([
      [MINUTE + 1000, SOURCE.unread],
      [day, SOURCE.running],
    ]);
  });

  test("after a short one lets the last states go on, as Nagios does", () => {
    expect(sourceMarks(program(day, "started", day - 60 * MINUTE))).toEqual([[day, SOURCE.running]]);
  });

  test("is none after a stop or a reload, however long ago", () => {
    expect(sourceMarks(program(MINUTE, "stopping"), program(day, "started", MINUTE))).toEqual([
      [MINUTE, SOURCE.stopped],
      [day, SOURCE.running],
    ]);
    expect(sourceMarks(program(MINUTE, "reloading"), program(day, "started", MINUTE))).toEqual([
      [MINUTE, SOURCE.running],
      [day, SOURCE.running],
    ]);
  });
});

describe("a downtime in effect when Nagios goes", () => {
  const [stop, start] = [10 * MINUTE, 20 * MINUTE];
  const restart = [program(stop, "stopping"), program(start, "started")];

  test("is doubtful from the stop on", () => {
    expect(take([downtime(1, true), ...restart]).doubtful).toEqual([["a;b", stop]]);
  });

  test("is doubtful from the start on after a crash", () => {
    expect(take([downtime(1, true), program(start, "started")]).doubtful).toEqual([["a;b", start]]);
  });

  test("is doubtful too when it began before the reading did", () => {
    expect(take(restart, ["a;b"]).doubtful).toEqual([["a;b", stop]]);
  });

  test("is in no doubt after a reload", () => {
    expect(take([downtime(1, true), program(stop, "reloading"), program(stop + 1000, "started")]).doubtful).toEqual([]);
  });

  test("was in effect all along when it is said again at the start", () => {
    const { downtimes, doubtful } = take([downtime(1, true), ...restart, downtime(start + 1000, true)]);
    expect(downtimes).toEqual([
      [1, 1],
      [start + 1000, 1],
    ]);
    expect(doubtful).toEqual([]);
  });

  test("was in effect all along when a later line ends it", () => {
    const { downtimes, doubtful } = take([downtime(1, true), ...restart, downtime(40 * MINUTE, false)]);
    expect(downtimes).toEqual([
      [1, 1],
      [40 * MINUTE, 0],
    ]);
    expect(doubtful).toEqual([]);
  });

  test("had ended at the stop when another begins long after the start", () => {
    const { downtimes, doubtful } = take([downtime(1, true), ...restart, downtime(40 * MINUTE, true)]);
    expect(downtimes).toEqual([
      [1, 1],
      [stop, 0],
      [40 * MINUTE, 1],
    ]);
    expect(doubtful).toEqual([]);
  });

  test("had ended at the first stop when only a second start speaks of one", () => {
    const again = [program(50 * MINUTE, "stopping"), program(60 * MINUTE, "started")];
    const { downtimes } = take([downtime(1, true), ...restart, ...again, downtime(60 * MINUTE + 1000, true)]);
    expect(downtimes).toEqual([
      [1, 1],
      [stop, 0],
      [60 * MINUTE + 1000, 1],
    ]);
  });

  test("that had ended before is in no doubt", () => {
    expect(take([downtime(1, true), downtime(2, false), ...restart]).doubtful).toEqual([]);
  });
});
