import { describe, expect, test } from "vitest";
import { HOUR_MS } from "@/lib/domain/time";
import { makePoint, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** What checks measured. */
export function describePoints(s: Subject): void {
  describe("points of metrics", () => {
    const [first, second, other] = [makePoint(NOON), makePoint(NOON + HOUR_MS), makePoint(NOON, { metric: "b" })];

    test("are none at first, and then all, oldest first", async () => {
      expect(await s.store.listPoints()).toEqual([]);
      await s.store.addPoints({ points: [second, other, first], dropBefore: 0 });
      expect(await s.store.listPoints()).toEqual([first, other, second]);
    });

    test("are there once for each metric and instant: what is written last counts", async () => {
      await s.store.addPoints({ points: [first, other], dropBefore: 0 });
      const grown = makePoint(NOON, { sum: 3.25, checks: 3, lastCheckAt: NOON + 5, uom: "ms" });
      await s.store.addPoints({ points: [grown], dropBefore: 0 });
      expect(await s.store.listPoints()).toEqual([grown, other]);
    });

    test("are deleted before an instant, new ones too", async () => {
      await s.store.addPoints({ points: [first, second], dropBefore: 0 });
      await s.store.addPoints({ points: [makePoint(NOON - 1)], dropBefore: NOON + 1 });
      expect(await s.store.listPoints()).toEqual([second]);
    });
  });
}
