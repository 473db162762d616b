import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ObjectDowntime } from "@/lib/domain/snapshot";
import { MINUTE_MS } from "@/lib/domain/time";
import { createDiary, downtime, minute } from "./world.testing";

const KEYS = ["shop", "shop;HTTP", "mail", "mail;IMAP", "files", "printer"];

interface Plan {
  downtime: ObjectDowntime;
  /** The minute in which somebody deletes it; null when nobody does. */
  deletedAt: number | null;
  /** When a flexible one begins to run; null when it never does. */
  runsAt: number | null;
}

const PLANS: fc.Arbitrary<Plan[]> = fc
  .array(
    fc.record({
      key: fc.constantFrom(...KEYS),
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 2, max: 40 }),
      author: fc.constantFrom("day", "night"),
      text: fc.constantFrom("Firmware", "#public New switches"),
      flexible: fc.boolean(),
      runsAfter: fc.option(fc.integer({ min: 0, max: 30 })),
      deletedAt: fc.option(fc.integer({ min: 1, max: 90 })),
      triggeredBy: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 6 },
  )
  .map((wishes) =>
    wishes.map(({ key, from, length, flexible, runsAfter, deletedAt, ...words }, index) => ({
      downtime: downtime(index + 1, key, [from, from + length], { ...words, flexible, durationMs: 10 * MINUTE_MS }),
      deletedAt,
      runsAt: runsAfter === null || runsAfter >= length ? null : from + runsAfter,
    })),
  );

/** What Nagios lists at a minute of what was planned. */
function listed(plans: readonly Plan[], count: number): ObjectDowntime[] {
  return plans.flatMap(({ downtime: planned, deletedAt, runsAt }) => {
    if (deletedAt !== null && count >= deletedAt) return [];
    const runs = planned.flexible && runsAt !== null && count >= runsAt;
    const now = runs
      ? { ...planned, startsAt: minute(runsAt), endsAt: minute(runsAt + 10), inEffect: count < runsAt + 10 }
      : planned;
    return now.endsAt > minute(count) ? [now] : [];
  });
}

const LAST = 110;

function live(plans: readonly Plan[], order = (downtimes: ObjectDowntime[]) => downtimes) {
  const diary = createDiary();
  for (let count = 0; count <= LAST; count += 1) diary.at(count, order(listed(plans, count)));
  return diary;
}

describe("whatever is planned", () => {
  it("looking twice changes nothing, at any time", () => {
    fc.assert(
      fc.property(PLANS, fc.integer({ min: 0, max: LAST }), (plans, stop) => {
        const diary = createDiary();
        for (let count = 0; count <= stop; count += 1) diary.at(count, listed(plans, count));
        expect(diary.at(stop, listed(plans, stop))).toEqual({ maintenances: [], lines: [] });
      }),
    );
  });

  it("the order of the file does not matter", () => {
    fc.assert(
      fc.property(PLANS, (plans) => {
        expect(live(plans, (downtimes) => downtimes.toReversed()).known).toEqual(live(plans).known);
      }),
    );
  });

  it("all are over when nothing is planned any more, and none is over before it began", () => {
    fc.assert(
      fc.property(PLANS, (plans) => {
        for (const { status, beganAt, endedAt } of live(plans).known) {
          expect(status).toBe(beganAt === null ? "cancelled" : "completed");
          expect(endedAt).toBeGreaterThanOrEqual(beganAt ?? 0);
        }
      }),
    );
  });

  it("every downtime of something on show that runs is in a maintenance under way", () => {
    fc.assert(
      fc.property(PLANS, fc.integer({ min: 0, max: LAST }), (plans, stop) => {
        const diary = createDiary();
        for (let count = 0; count <= stop; count += 1) diary.at(count, listed(plans, count));
        const running = listed(plans, stop).filter(({ key, inEffect, flexible, startsAt }) => {
          return key !== "printer" && (flexible ? inEffect : startsAt <= minute(stop));
        });
        for (const { downtimeId, key } of running) {
          const own = diary.known.filter(({ downtimes }) => {
            return downtimes.some((each) => each.downtimeId === downtimeId && each.key === key);
          });
          expect(own.map(({ status }) => status)).toEqual(["in_progress"]);
        }
      }),
    );
  });
});
