import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { stateAt } from "./object-state";
import { BORN_AT, TIMELINE, WORLD } from "./test-worlds";
import { buildTimeline, findChangeAt, type NumberedChange, type Timeline } from "./timeline";
import { CHECKED_OBJECTS, createWorld } from "./world";
import { writeLogLines } from "./write-log";
import { writeStatus } from "./write-status";

const LIVES = [...TIMELINE.lives.values()];

function confirmations(timeline: Timeline): NumberedChange[] {
  return [...timeline.lives.values()].flatMap(({ changes }) =>
    changes.filter((change) => change.hard && change.state !== 0),
  );
}

test("a longer timeline tells the same story of the time that both cover", () => {
  const longer = buildTimeline(WORLD, TIMELINE.until + 3 * DAY_MS);
  for (const at of [
    BORN_AT - 40 * DAY_MS,
    BORN_AT,
    BORN_AT + 5 * HOUR_MS + 10 * SECOND_MS,
    TIMELINE.until - SECOND_MS,
  ]) {
    expect(writeStatus(longer, at)).toBe(writeStatus(TIMELINE, at));
  }
  expect(writeLogLines(longer, WORLD.beginsAt, TIMELINE.until)).toBe(
    writeLogLines(TIMELINE, WORLD.beginsAt, TIMELINE.until),
  );
});

test("whenever a demo is born, something is confirmed in each half hour and seen to change in each ten minutes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * DAY_MS }), (offsetMs) => {
      const world = createWorld("a test", BORN_AT + offsetMs);
      const timeline = buildTimeline(world, world.bornAt + 9 * HOUR_MS);
      const confirmed = confirmations(timeline).map((change) => change.at);
      const changed = [...timeline.lives.values()].flatMap(({ changes }) => changes.map((change) => change.at));
      const happens = (list: number[], from: number, spanMs: number) =>
        list.some((at) => from <= at && at < from + spanMs);
      for (let at = world.bornAt; at < world.bornAt + 8 * HOUR_MS; at += MINUTE_MS) {
        expect(happens(confirmed, at, 30 * MINUTE_MS)).toBe(true);
        expect(happens(changed, at, 10 * MINUTE_MS)).toBe(true);
      }
    }),
    { numRuns: 8 },
  );
});

test("a problem keeps one number from its first bad state to its recovery, and no other problem has it", () => {
  const owners = new Map<number, string>();
  for (const { object, changes } of LIVES) {
    for (const [index, change] of changes.entries()) {
      const before = changes[index - 1];
      expect(change.problemId !== 0).toBe(change.state !== 0);
      if (change.state === 0 || before === undefined) continue;
      if (before.state !== 0) expect(change.problemId).toBe(before.problemId);
      else expect(owners.has(change.problemId)).toBe(false);
      owners.set(change.problemId, object.key);
    }
  }
  expect(owners.size).toBeGreaterThan(50);
});

test("soft attempts come before a confirmation, unless the host is gone", () => {
  for (const { object, changes } of LIVES) {
    for (const [index, change] of changes.entries()) {
      const before = changes[index - 1];
      if (!before || !change.hard || change.state === 0 || before.hard) continue;
      const host = findChangeAt(TIMELINE.lives.get(object.hostName)?.changes ?? [], change.at);
      if (before.state === 0) expect(host?.state).not.toBe(0);
      else expect(change.attempt).toBe(3);
    }
  }
});

test("when a branch's router is down, what lies behind it is unreachable and its services do not answer", () => {
  const down = TIMELINE.lives.get("br-harbour")?.changes.find((change) => change.state === 1 && change.hard);
  const at = (down?.at ?? 0) + 2 * MINUTE_MS;
  expect(stateAt(TIMELINE, "br-harbour", at).change.state).toBe(1);
  expect(stateAt(TIMELINE, "kiosks-harbour", at).change.state).toBe(2);
  expect(stateAt(TIMELINE, "kiosks-harbour;Terminal 1", at).change.state).toBe(2);
  expect(stateAt(TIMELINE, "gw-edge", at).change.state).toBe(0);
});

test("the quiet history is quiet: few days have more than three confirmed problems, some have none, some an outage", () => {
  const days = new Map<number, Set<number>>();
  for (const change of confirmations(TIMELINE)) {
    if (change.at > BORN_AT - HOUR_MS || change.inherited) continue;
    const day = Math.floor(change.at / DAY_MS);
    days.set(day, (days.get(day) ?? new Set()).add(change.problemId));
  }
  const busy = [...days.values()].filter((problems) => problems.size > 3).length;
  expect(90 - days.size).toBeGreaterThan(25);
  expect(days.size).toBeGreaterThan(25);
  expect(busy).toBeLessThan(15);
});

test("the history holds what a page has to cope with", () => {
  const history = LIVES.flatMap(({ object, changes }) =>
    changes.filter((change) => change.at < BORN_AT).map((change) => ({ object, change })),
  );
  expect(history.some(({ change }) => change.state === 0 && !change.hard)).toBe(true);
  expect(history.some(({ object, change }) => object.serviceDescription === null && change.state === 2)).toBe(true);
  expect(TIMELINE.acknowledgements.length).toBeGreaterThan(5);
  expect(TIMELINE.downtimes.filter((downtime) => downtime.endAt < BORN_AT).length).toBeGreaterThan(8);
  expect(TIMELINE.flappings.length).toBeGreaterThan(3);
  const overMidnight = LIVES.some(({ changes }) =>
    changes.some((change, index) => {
      const next = changes[index + 1];
      return change.hard && change.state !== 0 && next && Math.floor(change.at / DAY_MS) < Math.floor(next.at / DAY_MS);
    }),
  );
  expect(overMidnight).toBe(true);
});

test("an acknowledgement ends with its problem and takes its comment along", () => {
  for (const { key, startAt, endAt } of TIMELINE.acknowledgements.filter((entry) => entry.endAt < TIMELINE.until)) {
    expect(stateAt(TIMELINE, key, startAt)).toMatchObject({ acknowledged: true, hard: true });
    expect(stateAt(TIMELINE, key, startAt).change.state).not.toBe(0);
    expect(stateAt(TIMELINE, key, endAt)).toMatchObject({ acknowledged: false, change: { state: 0 } });
  }
});

test("at its birth a demo shows problems that somebody takes care of, and a maintenance under way and one to come", () => {
  const bad = CHECKED_OBJECTS.map((object) => stateAt(TIMELINE, object.key, BORN_AT)).filter(
    (state) => state.change.state !== 0,
  );
  expect(bad.map((state) => [state.object.key, state.acknowledged])).toEqual([
    ["ebooks;Audiobook Streaming", true],
    ["kiosks-harbour;Return Sorter", true],
  ]);
  const announced = TIMELINE.downtimes.filter(({ enteredAt, endAt }) => enteredAt < BORN_AT && endAt > BORN_AT);
  expect(announced.map(({ startAt }) => startAt > BORN_AT)).toEqual([true, false]);
});
