import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time";
import { makeBatch, makeMaintenance, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

const NO_WORDS = { title: null, text: null };

/** What is known of maintenance. */
export function describeMaintenances(s: Subject): void {
  describe("a maintenance", () => {
    test("is kept exactly as it was given, and its id is known", async () => {
      const maintenance = makeMaintenance(4, {
        durationMs: HOUR_MS,
        beganAt: NOON,
        forgottenAt: NOON + 1,
        publicText: "New disks",
      });
      await s.store.commit(makeBatch({ maintenances: [maintenance] }));
      expect(await s.store.findMaintenance(4)).toEqual({ ...maintenance, person: NO_WORDS });
      expect(await s.store.findMaintenance(3)).toBeNull();
      expect(await s.store.lastMaintenanceId()).toBe(4);
    });

    test("is what the last round said of it", async () => {
      await s.store.commit(makeBatch({ maintenances: [makeMaintenance(1), makeMaintenance(2)] }));
      const over = makeMaintenance(1, { status: "completed", beganAt: NOON, endedAt: NOON + 1, downtimes: [] });
      await s.store.commit(makeBatch({ maintenances: [over] }));
      expect(await s.store.findMaintenance(1)).toEqual({ ...over, person: NO_WORDS });
      expect(await s.store.findMaintenance(2)).toEqual({ ...makeMaintenance(2), person: NO_WORDS });
    });

    test("is listed while it is not over, or when it ended at or after the instant, newest start first", async () => {
      const spans: [startsAt: number, endedAt: number | null][] = [
        [NOON - DAY_MS, null],
        [NOON - 3, NOON - 1],
        [NOON - 2, NOON],
        [NOON + DAY_MS, null],
        [NOON - 2, NOON + 1],
      ];
      const maintenances = spans.map(([startsAt, endedAt], at) => makeMaintenance(at + 1, { startsAt, endedAt }));
      await s.store.commit(makeBatch({ maintenances }));
      const list = async (limit: number) =>
        (await s.store.listMaintenances({ since: NOON, limit })).map(({ id }) => id);
      expect(await list(10)).toEqual([4, 5, 3, 1]);
      expect(await list(2)).toEqual([4, 5]);
      expect(await list(0)).toEqual([]);
    });

    test("that ended before the instant of a purge is deleted, and its id is not given again", async () => {
      const ends = [NOON - 1, NOON, null];
      const maintenances = ends.map((endedAt, at) => makeMaintenance(3 - at, { endedAt }));
      await s.store.commit(makeBatch({ maintenances, purgeEndedBefore: NOON }));
      const left = await s.store.listMaintenances({ since: 0, limit: 9 });
      expect(left.map(({ id }) => id)).toEqual([2, 1]);
      expect(await s.store.lastMaintenanceId()).toBe(3);
    });
  });
}
