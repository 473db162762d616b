import { describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time";
import { makeBatch, makeOpening, makeProblem, makeSample, makeWords, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** What people do; what each edit means is the plan's business, that it is written whole is the store's. */
export function describeEdits(s: Subject): void {
  describe("an edit", () => {
    test("that opens an incident answers it as it is kept, under the next id", async () => {
      const id = await s.openOne("HTTP");
      const record = await s.edit(makeOpening());
      expect(record.incident).toMatchObject({ id: id + 1, origin: "person", anchorKey: null });
      expect(record.incident.person).toMatchObject({ title: "The shop is slow", status: "identified" });
      expect(record.updates).toMatchObject([{ kind: "person", text: "We are looking into it.", author: "Ops" }]);
      expect(record.edits).toMatchObject([{ kind: "open", author: "Ops", before: null }]);
      expect(await s.find(id + 1)).toEqual(record);
      expect(await s.store.lastIncidentId()).toBe(id + 1);
    });

    test("that adds words keeps them in the order of time, also on an incident that has ended", async () => {
      const id = await s.openOne("HTTP");
      await s.edit(makeWords(id, "later", { at: NOON + 1 }));
      await s.end(id, NOON);
      const record = await s.edit(makeWords(id, "earlier", { author: "Dev" }));
      expect(record.updates.map(({ text }) => text)).toEqual([null, "earlier", "later"]);
      expect(record.updates[1]).toMatchObject({ kind: "person", author: "Dev", at: NOON, editedAt: null });
    });

    test("that changes words takes their place, and leaves a trace of what they were", async () => {
      const id = await s.openOne("HTTP");
      const said = (await s.edit(makeWords(id))).updates.at(-1);
      const updateId = said?.id ?? 0;
      const change = {
        kind: "change_update",
        incidentId: id,
        updateId,
        author: "Dev",
        text: "fixed",
        at: NOON + 9,
      } as const;
      const record = await s.edit(change);
      expect(record.updates.at(-1)).toEqual({ ...said, text: "fixed", editedAt: NOON + 9 });
      expect(record.edits).toEqual([
        {
          id: expect.any(Number),
          incidentId: id,
          at: NOON + 9,
          author: "Dev",
          kind: "change_update",
          before: { updateId, text: "We are on it" },
          after: { updateId, text: "fixed" },
        },
      ]);
    });

    test("that corrects a decision can be taken back", async () => {
      const id = await s.openOne("HTTP");
      const correct = (changes: object) =>
        s.edit({ kind: "correct", incidentId: id, author: "Ops", at: NOON, changes });
      await correct({ title: "a", status: "identified", startedAt: NOON - DAY_MS, endedAt: NOON - 1 });
      const record = await correct({ title: null, endedAt: null });
      expect(record.incident.person).toMatchObject({ title: null, status: "identified", endedAt: null });
      expect(record.edits).toHaveLength(2);
    });

    test("that links and writes the review, and one that publishes a draft, are kept", async () => {
      const draft = { ...makeSample(1, "HTTP").incident, isDraft: true, publicAt: null };
      await s.store.commit(makeBatch({ incidents: [draft] }));
      const by = { incidentId: 1, author: "Ops", at: NOON };
      await s.edit({
        kind: "review",
        ...by,
        changes: { reviewUrl: "https://example.org/review", reviewText: "*why*" },
      });
      const record = await s.edit({ kind: "publish", ...by });
      expect(record.incident.person).toMatchObject({
        reviewUrl: "https://example.org/review",
        reviewText: "*why*",
        publishedAt: NOON,
      });
    });

    test("that merges moves the problems, pins them, and keeps both incidents", async () => {
      const [from, into] = [await s.openOne("HTTP"), await s.openOne("DNS")];
      await s.edit(makeWords(from));
      const record = await s.edit({ kind: "merge", incidentId: from, into, author: "Ops", at: NOON });
      expect(record.incident.id).toBe(into);
      expect(record.problems.map(({ key, isPinned }) => [key, isPinned])).toEqual([
        ["web1;DNS", false],
        ["web1;HTTP", true],
      ]);
      const merged = await s.find(from);
      expect(merged.incident.person.mergedInto).toBe(into);
      expect(merged.problems).toEqual([]);
      expect(merged.updates.at(-1)?.text).toBe("We are on it");
    });

    test("that splits makes an incident of its own under the next id", async () => {
      const id = await s.openOne("HTTP");
      const second = makeProblem(id, "DNS");
      await s.store.commit(makeBatch({ problems: [second] }));
      const split = { kind: "split", incidentId: id, author: "Ops", at: NOON, title: "DNS" } as const;
      const record = await s.edit({ ...split, problems: [{ key: second.key, startedAt: second.startedAt }] });
      expect(record.incident).toMatchObject({ id: id + 1, followsId: id, person: { title: "DNS" } });
      expect(record.problems).toEqual([{ ...second, incidentId: id + 1, isPinned: true }]);
      expect((await s.find(id)).problems).toHaveLength(1);
    });

    test("of an incident that is not kept is unknown, one that makes no sense is refused, and both change nothing", async () => {
      const id = await s.openOne("HTTP");
      const before = await s.listEverything();
      const merge = { kind: "merge", incidentId: id, author: "Ops", at: NOON } as const;
      expect(await s.store.edit(makeWords(id + 1))).toEqual({ kind: "unknown" });
      expect(await s.store.edit({ ...merge, into: id + 1 })).toEqual({ kind: "unknown" });
      expect(await s.store.edit({ ...merge, into: id })).toEqual({ kind: "refused", reason: expect.any(String) });
      expect(await s.store.edit(makeWords(id, " "))).toEqual({ kind: "refused", reason: expect.any(String) });
      expect(await s.listEverything()).toEqual(before);
    });

    test("goes with its incident when that is purged", async () => {
      const id = await s.openOne("HTTP");
      await s.edit({ kind: "correct", incidentId: id, author: "Ops", at: NOON, changes: { title: "a" } });
      await s.end(id, NOON - DAY_MS);
      await s.store.commit(makeBatch({ purgeEndedBefore: NOON }));
      expect(await s.store.findIncident(id)).toBeNull();
    });
  });

  test("a corrected time is that by which an incident is listed", async () => {
    const [first, second] = [await s.openOne("a"), await s.openOne("b", { startedAt: NOON })];
    const [startedAt, endedAt] = [NOON + MINUTE_MS, NOON + 2 * MINUTE_MS];
    await s.edit({
      kind: "correct",
      incidentId: first,
      author: "Ops",
      at: NOON + DAY_MS,
      changes: { startedAt, endedAt },
    });
    expect(await s.listIds()).toEqual([first, second]);
    const between = async (from: number, to: number) => {
      const found = await s.store.listIncidents({ which: { kind: "between", from, to }, limit: 9 });
      return found.map(({ incident }) => incident.id);
    };
    expect(await between(0, NOON + 1)).toEqual([second]);
    expect(await between(startedAt, endedAt)).toEqual([first, second]);
    expect(await between(endedAt, endedAt + 1)).toEqual([second]);
    expect(await s.listIds("active")).toEqual([first, second]);
  });
}
