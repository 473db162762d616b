import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/domain/time";
import {
  joinSamples,
  makeBatch,
  makeComment,
  makeMaintenance,
  makePast,
  makeSample,
  makeWords,
  NOON,
} from "./samples.testing";
import type { Subject } from "./subject.testing";

/** A round whose success was not heard is committed again. */
export function describeRepeats(s: Subject): void {
  describe("a round that is committed twice", () => {
    test("succeeds and changes nothing the second time", async () => {
      const ended = await s.openOne("DNS", { startedAt: NOON - DAY_MS });
      const batch = makeBatch({
        ...joinSamples(
          makeSample(ended, "DNS", { startedAt: NOON - DAY_MS, endedAt: NOON }),
          makeSample(ended + 1, "HTTP", { problemId: 3 }),
        ),
        comments: [{ incidentId: ended + 1, comment: makeComment(1) }],
        past: [makePast(ended + 2, "SMTP", NOON - DAY_MS, NOON)],
        maintenances: [makeMaintenance(1)],
      });
      await s.store.commit(batch);
      const before = await s.listEverything();
      for (const at of [batch.at, batch.at + 1]) await s.store.commit({ ...batch, at });
      expect(await s.listEverything()).toEqual(before);
    });

    test("succeeds although it deleted an incident that it names", async () => {
      const id = await s.openOne("HTTP");
      const over = makeSample(id, "HTTP", { endedAt: NOON - DAY_MS });
      const comments = [{ incidentId: id, comment: makeComment(1) }];
      const batch = makeBatch({ ...joinSamples(over), comments, purgeEndedBefore: NOON });
      await s.store.commit(batch);
      await expect(s.store.commit(structuredClone(batch))).resolves.toBeUndefined();
      expect(await s.listEverything()).toEqual([]);
    });

    test("leaves what was said between", async () => {
      const batch = makeBatch(joinSamples(makeSample(1, "HTTP")));
      await s.store.commit(batch);
      await s.edit(makeWords(1));
      const changes = { reviewUrl: "https://example.org/review" };
      await s.edit({ kind: "review", incidentId: 1, author: "Ops", at: NOON, changes });
      for (const at of [batch.at, batch.at + 1]) await s.store.commit({ ...batch, at });
      const record = await s.find(1);
      expect(record.updates).toHaveLength(2);
      expect(record.incident.person.reviewUrl).toBe("https://example.org/review");
    });

    test("may come with more in it than the first time", async () => {
      const [first, second] = [makeSample(1, "HTTP"), makeSample(2, "DNS")];
      const comments = [{ incidentId: 1, comment: makeComment(1) }];
      await s.store.commit(makeBatch({ ...joinSamples(first), comments }));
      await s.store.commit(makeBatch({ at: NOON + 1, ...joinSamples(first, second), comments }));
      expect(await s.listIds()).toEqual([2, 1]);
      expect((await s.find(1)).nagiosComments).toHaveLength(1);
    });

    test("is not one that gives an incident's id to another", async () => {
      await s.store.commit(makeBatch(joinSamples(makeSample(1, "HTTP"))));
      const before = await s.listEverything();
      for (const other of [makeSample(1, "DNS"), makeSample(1, "HTTP", { startedAt: NOON, endedAt: NOON })]) {
        await expect(s.store.commit(makeBatch(joinSamples(other)))).rejects.toMatchObject({ code: "already_open" });
      }
      expect(await s.listEverything()).toEqual(before);
    });
  });
}
