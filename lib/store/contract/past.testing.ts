import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNTOUCHED } from "@/lib/domain/incident";
import { SECOND_MS } from "@/lib/domain/time";
import { makeBatch, makeComment, makePast, makeProblem, makeSample, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** Incidents that were over before a round saw them. */
export function describePast(s: Subject): void {
  describe("a past incident", () => {
    test("is kept with its problems and updates, under the id given", async () => {
      const past = makePast(7, "HTTP", NOON - 10, NOON - 5);
      await s.store.commit(makeBatch({ past: [past] }));
      expect(await s.find(7)).toEqual({
        incident: { ...past.incident, person: UNTOUCHED },
        problems: past.problems,
        updates: past.updates.map((update) => ({ ...update, id: expect.any(Number), editedAt: null })),
        nagiosComments: [],
        edits: [],
      });
      expect(await s.store.lastIncidentId()).toBe(7);
    });

    test("of an object that is not well again stands beside the incident that lasts", async () => {
      const id = await s.openOne("HTTP", { startedAt: NOON });
      await s.store.commit(makeBatch({ past: [makePast(id + 1, "HTTP", NOON - 10, NOON)] }));
      expect(await s.listIds()).toEqual([id, id + 1]);
      expect(await s.listIds("active")).toEqual([id]);
    });

    test("that kept problems tell of is ignored, and they stay as they are", async () => {
      const id = await s.openOne("HTTP", { startedAt: NOON - 10 }, [makeComment(1)]);
      await s.end(id, NOON);
      const before = await s.listEverything();
      const past = [makePast(id + 1, "HTTP", NOON - 12, NOON - 9), makePast(id + 2, "HTTP", NOON - 10, NOON - 10)];
      await s.store.commit(makeBatch({ past }));
      expect(await s.listEverything()).toEqual(before);
      expect(await s.store.lastIncidentId()).toBe(id);
    });

    test("of which some problems are told already is kept with the others", async () => {
      const id = await s.openOne("HTTP", { startedAt: NOON - 10, endedAt: NOON });
      const past = makePast(id + 1, "HTTP", NOON - 12, NOON - 9);
      const other = makeProblem(id + 1, "DNS", { startedAt: NOON - 12, endedAt: NOON - 9 });
      await s.store.commit(makeBatch({ past: [{ ...past, problems: [...past.problems, other] }] }));
      expect((await s.find(id + 1)).problems).toEqual([other]);
      expect((await s.find(id)).problems).toHaveLength(1);
    });

    test("that an incident of the same round tells of, or another one before it, is ignored", async () => {
      const { incident, problems } = makeSample(1, "HTTP", { startedAt: NOON });
      const past = [
        makePast(2, "HTTP", NOON - 5, NOON + 1),
        makePast(3, "DNS", NOON - 5, NOON),
        makePast(4, "DNS", NOON - 9, NOON - 4),
      ];
      await s.store.commit(makeBatch({ incidents: [incident], problems, past }));
      expect(await s.listIds()).toEqual([1, 3]);
    });

    test("that ended too long ago goes with the purge of its round, and its id is not given again", async () => {
      await s.store.commit(makeBatch({ past: [makePast(5, "HTTP", NOON - 10, NOON - 5)], purgeEndedBefore: NOON }));
      expect(await s.listIds()).toEqual([]);
      expect(await s.store.lastIncidentId()).toBe(5);
    });

    test("under the id of another incident is refused, and nothing of its round is written", async () => {
      const id = await s.openOne("HTTP");
      const before = await s.listEverything();
      const past = [makePast(id + 1, "DNS", NOON - 10, NOON), makePast(id, "SMTP", NOON - 10, NOON)];
      const problems = [makeProblem(id, "HTTP", { output: "changed" })];
      const round = makeBatch({ problems, past });
      await expect(s.store.commit(round)).rejects.toMatchObject({ name: "StoreError", code: "already_open" });
      expect(await s.listEverything()).toEqual(before);
    });

    test("is kept exactly when no problem of its object had begun with it or lasted in its time", async () => {
      const accounts = fc.array(
        fc.record({
          service: fc.constantFrom("a", "b"),
          from: fc.integer({ min: 0, max: 12 }),
          length: fc.integer({ min: 0, max: 5 }),
        }),
        { maxLength: 12 },
      );
      let id = 0;
      await fc.assert(
        fc.asyncProperty(accounts, async (told) => {
          const begunAfter = id;
          const kept: { id: number; service: string; seconds: number[] }[] = [];
          for (const { service, from, length } of told) {
            const name = `${service} of ${begunAfter}`;
            const [startedAt, endedAt] = [NOON + from * SECOND_MS, NOON + (from + length) * SECOND_MS];
            // The seconds in which it lasted; that of its start always is one.
            const seconds = Array.from({ length: Math.max(length, 1) }, (_, at) => from + at);
            const isTold = kept.some(
              (other) => other.service === service && other.seconds.some((second) => seconds.includes(second)),
            );
            id += 1;
            await s.store.commit(makeBatch({ past: [makePast(id, name, startedAt, endedAt)] }));
            if (!isTold) kept.push({ id, service, seconds });
          }
          const listed = (await s.listIds()).filter((there) => there > begunAfter);
          expect(listed.sort((a, b) => a - b)).toEqual(kept.map((one) => one.id));
        }),
        { numRuns: 25 },
      );
    });
  });
}
