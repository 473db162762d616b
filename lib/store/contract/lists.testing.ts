import { describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time";
import { makeBatch, makeComment, makeSample, makeWords, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** Which incidents a list has, in which order, with which words. */
export function describeLists(s: Subject): void {
  describe("a list of incidents", () => {
    test("has the newest start first, and the newer id first when they began together", async () => {
      const old = await s.openOne("a", { startedAt: NOON - DAY_MS });
      const fresh = await s.openOne("b", { startedAt: NOON });
      const twin = await s.openOne("c", { startedAt: NOON });
      const middle = await s.openOne("d", { startedAt: NOON - MINUTE_MS });
      expect(await s.listIds()).toEqual([twin, fresh, middle, old]);
    });

    test.each([
      [0, 0],
      [2, 2],
      [2.9, 2],
      [-1, 0],
      [5, 3],
      [Number.POSITIVE_INFINITY, 3],
    ])("with limit %d has %d of three", async (limit, count) => {
      for (const service of ["a", "b", "c"]) await s.openOne(service);
      expect(await s.listIds("all", limit)).toHaveLength(count);
    });

    test("of the active ones has those that have not ended", async () => {
      const lasting = await s.openOne("a");
      await s.end(await s.openOne("b"), NOON);
      expect(await s.listIds("active")).toEqual([lasting]);
    });

    test("since an instant has what lasts however old it is, and what ended then or later", async () => {
      const since = NOON - DAY_MS;
      const began = { startedAt: NOON - 90 * DAY_MS };
      const lasting = await s.openOne("lasting", began);
      const endedBefore = await s.openOne("ended before", began);
      const endedThen = await s.openOne("ended then", began);
      const endedLater = await s.openOne("ended later", began);
      await s.end(endedBefore, since - 1);
      await s.end(endedThen, since);
      await s.end(endedLater, since + 1);
      const records = await s.store.listIncidents({ which: { kind: "since", at: since }, limit: 10 });
      expect(records.map(({ incident }) => incident.id)).toEqual([endedLater, endedThen, lasting]);
    });

    test("between two instants has what lasted in that time, and what has no length where it stands", async () => {
      const [from, to] = [NOON - DAY_MS, NOON];
      const spans: [name: string, startedAt: number, endedAt: number | null][] = [
        ["before", from - 2, from],
        ["into", from - 2, from + 1],
        ["no length", from, from],
        ["within", from + 1, to - 1],
        ["through", from - 1, to + 1],
        ["out", to - 1, to + 5],
        ["lasting", from - 9, null],
        ["after", to, to + 1],
        ["lasting after", to, null],
      ];
      for (const [name, startedAt, endedAt] of spans) {
        const id = await s.openOne(name, { startedAt });
        if (endedAt !== null) await s.end(id, endedAt);
      }
      const list = async (limit: number) => {
        const records = await s.store.listIncidents({ which: { kind: "between", from, to }, limit });
        return records.map(({ incident }) => incident.anchorKey?.replace("web1;", ""));
      };
      expect(await list(10)).toEqual(["out", "within", "no length", "through", "into", "lasting"]);
      expect(await list(2)).toEqual(["out", "within"]);
    });

    test("brings the words of each incident and of no other", async () => {
      const first = await s.openOne("a", {}, [makeComment(1)]);
      const second = await s.openOne("b");
      await s.edit(makeWords(second));
      const records = await s.store.listIncidents({ which: { kind: "all" }, limit: 10 });
      expect(records).toEqual([await s.store.findIncident(second), await s.store.findIncident(first)]);
      expect(records.map(({ problems }) => problems.map(({ key }) => key))).toEqual([["web1;b"], ["web1;a"]]);
      expect(records.map(({ updates }) => updates.length)).toEqual([2, 1]);
      expect(records.map(({ nagiosComments }) => nagiosComments.length)).toEqual([0, 1]);
    });
  });
}

/** What a purge deletes and what it must not. */
export function describePurge(s: Subject): void {
  describe("a purge", () => {
    test("deletes what ended before the instant with all that belongs to it, and nothing else", async () => {
      const old = await s.openOne("old", {}, [makeComment(1)]);
      const then = await s.openOne("then", {}, [makeComment(2)]);
      await s.edit(makeWords(old, "bye"));
      await s.edit(makeWords(then, "stays"));
      await s.end(old, NOON - 1);
      await s.end(then, NOON);
      await s.store.commit(makeBatch({ purgeEndedBefore: NOON }));
      expect(await s.store.findIncident(old)).toBeNull();
      const kept = await s.store.findIncident(then);
      expect(kept?.updates.map(({ text }) => text)).toEqual([null, "stays"]);
      expect(kept?.problems).toHaveLength(1);
      expect(kept?.nagiosComments.map(({ commentId }) => commentId)).toEqual([2]);
    });

    test("never deletes an open incident, however old", async () => {
      const id = await s.openOne("HTTP", { startedAt: 0 });
      await s.store.commit(makeBatch({ purgeEndedBefore: Number.MAX_SAFE_INTEGER }));
      expect(await s.listIds()).toEqual([id]);
    });

    test("takes in what ends in the same round", async () => {
      const id = await s.openOne("HTTP");
      const { incident, problems } = makeSample(id, "HTTP", { endedAt: NOON - DAY_MS });
      await s.store.commit(makeBatch({ incidents: [incident], problems, purgeEndedBefore: NOON }));
      expect(await s.listIds()).toEqual([]);
    });
  });
}
