import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/domain/time";
import { makeBatch, makeComment, makeIncident, makePast, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** A round whose success was not heard is committed again. */
export function describeRepeats(s: Subject): void {
  describe("a round that is committed twice", () => {
    test("succeeds and changes nothing the second time", async () => {
      const ended = await s.openOne(makeIncident("DNS"));
      const batch = makeBatch({
        opened: [{ id: ended + 1, incident: makeIncident("HTTP"), comments: [makeComment(1)] }],
        updated: [{ id: ended, patch: { output: "last words" } }],
        closed: [{ id: ended, endedAt: NOON, endReason: "recovered" }],
        past: [makePast(ended + 2, "SMTP", NOON - DAY_MS, NOON)],
      });
      await s.store.commit(batch);
      const before = await s.listEverything();
      await expect(s.store.commit(batch)).resolves.toBeUndefined();
      expect(await s.listEverything()).toEqual(before);
    });

    test("succeeds although it deleted an incident that it names", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      const closed = [{ id, endedAt: NOON - DAY_MS, endReason: "recovered" as const }];
      const batch = makeBatch({ closed, purgeEndedBefore: NOON });
      await s.store.commit(batch);
      await expect(s.store.commit(structuredClone(batch))).resolves.toBeUndefined();
      expect(await s.listEverything()).toEqual([]);
    });

    test("leaves what was said between", async () => {
      const batch = makeBatch({ opened: [{ id: 1, incident: makeIncident("HTTP"), comments: [] }] });
      await s.store.commit(batch);
      await s.store.addUpdate(1, { author: "Ops", text: "We are on it", createdAt: NOON });
      await s.store.setReviewUrl(1, "https://example.org/review");
      await s.store.commit(batch);
      const record = await s.store.findIncident(1);
      expect(record?.updates).toHaveLength(1);
      expect(record?.incident.reviewUrl).toBe("https://example.org/review");
    });

    test("may come with more in it than the first time", async () => {
      const first = { id: 1, incident: makeIncident("HTTP"), comments: [makeComment(1)] };
      await s.store.commit(makeBatch({ opened: [first] }));
      const second = { id: 2, incident: makeIncident("DNS"), comments: [] };
      await s.store.commit(makeBatch({ at: NOON + 1, opened: [first, second] }));
      expect(await s.listIds()).toEqual([2, 1]);
      expect((await s.store.findIncident(1))?.nagiosComments).toHaveLength(1);
    });

    test("is not one that gives an incident's id to another", async () => {
      await s.store.commit(makeBatch({ opened: [{ id: 1, incident: makeIncident("HTTP"), comments: [] }] }));
      const other = makeBatch({ opened: [{ id: 1, incident: makeIncident("DNS"), comments: [] }] });
      await expect(s.store.commit(other)).rejects.toMatchObject({ code: "already_open" });
    });
  });
}
