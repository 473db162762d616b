import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/domain/time";
import { makeBatch, makeComment, makeIncident, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** What a round writes, and that a rejected one writes nothing. */
export function describeRounds(s: Subject): void {
  describe("a committed round", () => {
    test("keeps an incident exactly as it was opened", async () => {
      const incident = makeIncident("HTTP");
      const id = await s.openOne(incident);
      expect((await s.store.findIncident(id))?.incident).toEqual({
        ...incident,
        id,
        endedAt: null,
        endReason: null,
        reviewUrl: null,
      });
    });

    test("keeps what may be absent as absent", async () => {
      const incident = makeIncident("", {
        key: "web1",
        kind: "host",
        serviceDescription: null,
        lastCheckAt: null,
        components: [],
        problemId: 0,
        state: "down",
      });
      const id = await s.openOne(incident);
      expect((await s.store.findIncident(id))?.incident).toMatchObject(incident);
    });

    test("opens incidents under the ids given, and knows the highest", async () => {
      const services = ["c", "a", "b"];
      const opened = services.map((service, at) => ({ id: 9 - at, incident: makeIncident(service), comments: [] }));
      await s.store.commit(makeBatch({ opened }));
      const found = await Promise.all([9, 8, 7].map((id) => s.store.findIncident(id)));
      expect(found.map((record) => record?.incident.serviceDescription)).toEqual(services);
      expect(await s.store.lastIncidentId()).toBe(9);
    });

    test("that is empty changes nothing", async () => {
      await s.openOne(makeIncident("HTTP"));
      const before = await s.listEverything();
      await expect(s.store.commit(makeBatch())).resolves.toBeUndefined();
      expect(await s.listEverything()).toEqual(before);
    });

    test("changes the named fields of a lasting incident and no others", async () => {
      const incident = makeIncident("HTTP");
      const id = await s.openOne(incident);
      const patch = { state: "warning", acknowledged: true, components: [], output: "slow", problemId: 3 } as const;
      await s.store.commit(makeBatch({ updated: [{ id, patch }] }));
      expect((await s.store.findIncident(id))?.incident).toEqual({
        ...incident,
        ...patch,
        id,
        endedAt: null,
        endReason: null,
        reviewUrl: null,
      });
    });

    test("takes a change of nothing, and a last check that became unknown", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.store.commit(
        makeBatch({
          updated: [
            { id, patch: {} },
            { id, patch: { lastCheckAt: null } },
          ],
        }),
      );
      expect((await s.store.findIncident(id))?.incident.lastCheckAt).toBeNull();
    });

    test("ends an incident at the instant and for the reason given", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.store.commit(makeBatch({ closed: [{ id, endedAt: NOON, endReason: "removed" }] }));
      expect((await s.store.findIncident(id))?.incident).toMatchObject({ endedAt: NOON, endReason: "removed" });
    });

    test("leaves what has ended as it is: neither its end nor its fields change any more", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.end(id, NOON);
      const before = await s.store.findIncident(id);
      await s.store.commit(
        makeBatch({
          updated: [{ id, patch: { output: "late" } }],
          closed: [{ id, endedAt: NOON + 1, endReason: "removed" }],
        }),
      );
      expect(await s.store.findIncident(id)).toEqual(before);
    });

    test("changes an incident before it ends it", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.store.commit(
        makeBatch({
          updated: [{ id, patch: { output: "last words" } }],
          closed: [{ id, endedAt: NOON, endReason: "recovered" }],
        }),
      );
      expect((await s.store.findIncident(id))?.incident).toMatchObject({ output: "last words", endedAt: NOON });
    });

    test("can end an incident and open the next one for the same object", async () => {
      const first = await s.openOne(makeIncident("HTTP"));
      await s.store.commit(
        makeBatch({
          opened: [{ id: first + 1, incident: makeIncident("HTTP"), comments: [] }],
          closed: [{ id: first, endedAt: NOON, endReason: "superseded" }],
        }),
      );
      expect(await s.listIds("active")).toEqual([first + 1]);
    });

    test("takes a kept incident as the model of a new one without taking over its end or id", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.end(id, NOON);
      const old = await s.store.findIncident(id);
      if (old === null) throw new Error("it is kept");
      const next = await s.openOne(old.incident);
      expect(next).not.toBe(id);
      expect((await s.store.findIncident(next))?.incident).toMatchObject({ endedAt: null, endReason: null });
    });
  });

  describe("a rejected round", () => {
    test("that opens a second incident for an object changes nothing", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      const before = await s.listEverything();
      const batch = makeBatch({
        updated: [{ id, patch: { output: "changed" } }],
        opened: [
          { id: id + 1, incident: makeIncident("DNS"), comments: [makeComment(1)] },
          { id: id + 2, incident: makeIncident("HTTP"), comments: [] },
        ],
      });
      await expect(s.store.commit(batch)).rejects.toMatchObject({ name: "StoreError", code: "already_open" });
      expect(await s.listEverything()).toEqual(before);
    });

    test("that opens two incidents for one object changes nothing", async () => {
      const opened = [makeIncident("HTTP"), makeIncident("HTTP", { problemId: 18 })];
      const batch = makeBatch({ opened: opened.map((incident, at) => ({ id: at + 1, incident, comments: [] })) });
      await expect(s.store.commit(batch)).rejects.toMatchObject({ code: "already_open" });
      expect(await s.listEverything()).toEqual([]);
    });

    test.each([
      ["a change", { updated: [{ id: 999, patch: { output: "?" } }] }],
      ["an end", { closed: [{ id: 999, endedAt: NOON, endReason: "recovered" as const }] }],
      ["a comment", { comments: [{ incidentId: 999, comment: makeComment(1) }] }],
    ])("with %s for an incident that is not kept changes nothing", async (_, bad) => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.end(id, NOON - DAY_MS);
      const before = await s.listEverything();
      const opened = [{ id: id + 1, incident: makeIncident("DNS"), comments: [] }];
      const batch = makeBatch({ opened, purgeEndedBefore: NOON, ...bad });
      await expect(s.store.commit(batch)).rejects.toMatchObject({ code: "unknown_incident" });
      expect(await s.listEverything()).toEqual(before);
    });

    test("does not stand in the way of the next one", async () => {
      await s.openOne(makeIncident("HTTP"));
      await expect(s.openOne(makeIncident("HTTP"))).rejects.toThrow();
      const id = await s.openOne(makeIncident("DNS"));
      expect(await s.listIds()).toContain(id);
    });
  });
}

/** That ids are stable and unknown ones find nothing. */
export function describeIds(s: Subject): void {
  describe("ids", () => {
    test("are never given twice, even after a purge or a rejected round", async () => {
      const first = await s.openOne(makeIncident("HTTP"));
      await s.end(first, NOON - DAY_MS);
      await s.store.commit(makeBatch({ purgeEndedBefore: NOON }));
      const second = await s.openOne(makeIncident("HTTP"));
      await expect(s.openOne(makeIncident("HTTP"))).rejects.toThrow();
      const third = await s.openOne(makeIncident("DNS"));
      expect(second).toBeGreaterThan(first);
      expect(third).toBeGreaterThan(second);
    });

    test.each([0, -1, 1.5, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY])(
      "that are unknown (%d) find nothing",
      async (id) => {
        await s.openOne(makeIncident("HTTP"));
        expect(await s.store.findIncident(id)).toBeNull();
        expect(await s.store.addUpdate(id, { author: "a", text: "b", createdAt: NOON })).toBeNull();
        expect(await s.store.setReviewUrl(id, "https://example.org/review")).toBeNull();
      },
    );
  });
}
