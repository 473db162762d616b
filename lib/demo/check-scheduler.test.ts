import { expect, test } from "vitest";
import { MINUTE_MS } from "@/lib/domain/time";
import { scheduleChecks } from "./check-scheduler";
import type { Segment } from "./spans";

function tell(raw: Segment[], options: { isHost?: boolean; hostGone?: (at: number) => boolean } = {}): string[] {
  const changes = scheduleChecks({
    isHost: options.isHost ?? false,
    firstCheckAt: 0,
    settledAt: -5 * MINUTE_MS,
    raw,
    isHostGoneAt: options.hostGone ?? (() => false),
    until: 60 * MINUTE_MS,
  });
  return changes
    .slice(1)
    .map((change) => `${change.at / 1000}s ${change.state} ${change.hard ? "HARD" : "SOFT"} ${change.loggedAttempt}`);
}

function fail(fromMinute: number, toMinute: number, state = 2): Segment {
  return { startAt: fromMinute * MINUTE_MS, endAt: toMinute * MINUTE_MS, state, inherited: false };
}

test("a service's problem is confirmed at the third attempt and recovers hard", () => {
  expect(tell([fail(9.5, 15)])).toEqual(["600s 2 SOFT 1", "630s 2 SOFT 2", "660s 2 HARD 3", "900s 0 HARD 3"]);
});

test("a host recovers with attempt 1", () => {
  expect(tell([fail(10, 15, 1)], { isHost: true })).toEqual([
    "600s 1 SOFT 1",
    "630s 1 SOFT 2",
    "660s 1 HARD 3",
    "900s 0 HARD 1",
  ]);
});

test("a problem that is over at the next attempt stays soft", () => {
  expect(tell([fail(10, 10.4)])).toEqual(["600s 2 SOFT 1", "630s 0 SOFT 2"]);
});

test("trouble between two checks is never noticed", () => {
  expect(tell([fail(10.1, 10.9)])).toEqual([]);
});

test("a confirmed problem that gets worse stays hard", () => {
  expect(tell([fail(10, 15, 1), fail(15, 20, 2)])).toEqual([
    "600s 1 SOFT 1",
    "630s 1 SOFT 2",
    "660s 1 HARD 3",
    "900s 2 HARD 3",
    "1200s 0 HARD 3",
  ]);
});

test("a service whose host is gone is confirmed at once and recovers soft, as Nagios 4.4 logs it", () => {
  expect(tell([fail(10, 15)], { hostGone: () => true })).toEqual(["600s 2 HARD 1", "900s 0 SOFT 1"]);
});

test("a soft problem is confirmed at the next attempt when the host turns out to be gone", () => {
  expect(tell([fail(10, 15)], { hostGone: (at) => at > 10 * MINUTE_MS })).toEqual([
    "600s 2 SOFT 1",
    "630s 2 HARD 3",
    "930s 0 HARD 3",
  ]);
});
