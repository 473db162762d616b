import { describe, expect, test } from "vitest";
import { UNTOUCHED } from "@/lib/domain/incident";
import { DAY_MS, SECOND_MS } from "@/lib/domain/time";
import {
  makeBatch,
  makeComment,
  makeOpening,
  makeProblem,
  makePublicWord,
  makeSample,
  makeSide,
  makeUpdate,
  makeWords,
  NOON,
} from "./samples.testing";
import type { Subject } from "./subject.testing";

/** What a round writes. */
export function describeRounds(s: Subject): void {
  describe("a committed round", () => {
    test("keeps an incident with all that belongs to it exactly as it was given", async () => {
      const { incident, problems, updates } = makeSample(1, "HTTP", { problemId: 17 });
      const comments = [{ incidentId: 1, comment: makeComment(3) }];
      await s.store.commit(makeBatch({ incidents: [incident], problems, updates, comments }));
      expect(await s.find(1)).toEqual({
        incident: { ...incident, person: UNTOUCHED },
        problems,
        updates: updates.map((update) => ({ ...update, id: expect.any(Number), editedAt: null })),
        nagiosComments: [{ ...makeComment(3), id: expect.any(Number), incidentId: 1 }],
        edits: [],
      });
    });

    test("keeps every field at its other value", async () => {
      const problem = makeProblem(1, "HTTP", {
        role: "behind",
        goneAt: NOON,
        lastCheckAt: null,
        acknowledged: true,
        isPinned: true,
      });
      const incident = makeSide(1, problem, {
        rootKey: null,
        resolvedAt: NOON + 1,
        acknowledged: true,
        unstable: true,
        components: [],
        publicAt: null,
        isDraft: true,
        followsId: 7,
        mergedInto: 9,
      });
      await s.store.commit(makeBatch({ incidents: [incident], problems: [problem] }));
      const record = await s.find(1);
      expect(record.incident).toEqual({ ...incident, person: UNTOUCHED });
      expect(record.problems).toEqual([problem]);
    });

    test("opens incidents under the ids given, and knows the highest", async () => {
      const samples = ["c", "a", "b"].map((service, at) => makeSample(9 - at, service));
      await s.store.commit(
        makeBatch({
          incidents: samples.map(({ incident }) => incident),
          problems: samples.flatMap(({ problems }) => problems),
        }),
      );
      const found = await Promise.all([9, 8, 7].map((id) => s.find(id)));
      expect(found.map(({ incident }) => incident.anchorKey)).toEqual(["web1;c", "web1;a", "web1;b"]);
      expect(await s.store.lastIncidentId()).toBe(9);
    });

    test("that is empty changes nothing", async () => {
      await s.openOne("HTTP");
      const before = await s.listEverything();
      await expect(s.store.commit(makeBatch())).resolves.toBeUndefined();
      expect(await s.listEverything()).toEqual(before);
    });

    test("takes the place of what was kept of an incident and of its problems, and of nothing else", async () => {
      const id = await s.openOne("HTTP");
      const other = await s.openOne("DNS");
      const [before, untouched] = [await s.find(id), await s.find(other)];
      const incident = { ...makeSample(id, "HTTP").incident, acknowledged: true, impact: "partial_outage" as const };
      const problem = { ...makeProblem(id, "HTTP"), state: "warning" as const, output: "slow", problemId: 3 };
      await s.store.commit(makeBatch({ incidents: [incident], problems: [problem] }));
      const after = { ...before, incident: { ...incident, person: UNTOUCHED }, problems: [problem] };
      expect(await s.find(id)).toEqual(after);
      expect(await s.find(other)).toEqual(untouched);
    });

    test("can end an incident, and open it again", async () => {
      const id = await s.openOne("HTTP");
      await s.end(id, NOON);
      expect((await s.find(id)).incident).toMatchObject({ endedAt: NOON, endReason: "recovered" });
      const { incident, problems } = makeSample(id, "HTTP");
      await s.store.commit(makeBatch({ incidents: [incident], problems }));
      expect((await s.find(id)).incident.endedAt).toBeNull();
      expect(await s.listIds("active")).toEqual([id]);
    });

    test("can end a problem and begin the next one of its object, in whatever order they are given", async () => {
      const id = await s.openOne("HTTP", { startedAt: NOON - 5 });
      const next = makeProblem(id, "HTTP", { startedAt: NOON });
      const ended = makeProblem(id, "HTTP", { startedAt: NOON - 5, endedAt: NOON - 1 });
      await s.store.commit(makeBatch({ problems: [next, ended] }));
      expect((await s.find(id)).problems).toEqual([ended, next]);
    });

    test("moves a problem into another incident", async () => {
      const [from, into] = [await s.openOne("HTTP"), await s.openOne("DNS")];
      await s.store.commit(makeBatch({ problems: [makeProblem(into, "HTTP")] }));
      expect((await s.find(from)).problems).toEqual([]);
      expect((await s.find(into)).problems.map(({ key }) => key)).toEqual(["web1;DNS", "web1;HTTP"]);
    });

    test("brings the problem that an incident was opened for first, then the oldest", async () => {
      const id = await s.openOne("b", { startedAt: NOON });
      const others = [NOON + 1, NOON - 1].map((startedAt) => makeProblem(id, `of ${startedAt}`, { startedAt }));
      await s.store.commit(makeBatch({ problems: [...others, makeProblem(id, "a", { startedAt: NOON })] }));
      const keys = (await s.find(id)).problems.map(({ key }) => key);
      expect(keys).toEqual(["web1;b", `web1;of ${NOON - 1}`, "web1;a", `web1;of ${NOON + 1}`]);
    });
  });

  describe("updates of a round", () => {
    test("are kept once, whatever else they say now", async () => {
      const id = await s.openOne("HTTP");
      const updates = [makeUpdate(id), makePublicWord(id)];
      await s.store.commit(makeBatch({ updates }));
      await s.store.commit(
        makeBatch({ at: NOON + 1, updates: updates.map((update) => ({ ...update, reason: "again", text: "again" })) }),
      );
      expect((await s.find(id)).updates.map(({ kind, reason }) => [kind, reason])).toEqual([
        ["automatic", "opened"],
        ["nagios", null],
      ]);
    });

    test("of another code, instant, reference or incident are others", async () => {
      const [id, other] = [await s.openOne("HTTP"), await s.openOne("DNS")];
      const updates = [
        makeUpdate(id, { code: "gap", reference: 1 }),
        makeUpdate(id, { code: "gap", reference: 2 }),
        makeUpdate(id, { at: NOON }),
        makePublicWord(id),
        makePublicWord(id, { reference: 8 }),
        makePublicWord(other),
      ];
      await s.store.commit(makeBatch({ updates }));
      expect((await s.find(id)).updates).toHaveLength(6);
      expect((await s.find(other)).updates).toHaveLength(2);
    });

    test("are in the order of time, those of one instant in the order in which they came", async () => {
      const id = await s.openOne("HTTP", { startedAt: NOON });
      const updates = [
        makeUpdate(id, { code: "resolved", at: NOON + 2 }),
        makeUpdate(id, { code: "recovered", at: NOON + 1 }),
        makeUpdate(id, { code: "stable", at: NOON + 2 }),
      ];
      await s.store.commit(makeBatch({ updates }));
      const codes = (await s.find(id)).updates.map(({ code }) => code);
      expect(codes).toEqual(["opened", "recovered", "resolved", "stable"]);
    });
  });
}

/** That Nagios' numbers never stand for two problems. */
export function describeProblemIds(s: Subject): void {
  describe("the id of a problem in Nagios", () => {
    test("that is given to a second problem of its object is refused, and nothing of the round is written", async () => {
      const id = await s.openOne("HTTP", { problemId: 17, startedAt: NOON - 5, endedAt: NOON });
      const before = await s.listEverything();
      const second = makeSample(id + 1, "HTTP", { problemId: 17, startedAt: NOON - 1 });
      const round = makeBatch({ ...second, incidents: [second.incident] });
      await expect(s.store.commit(round)).rejects.toMatchObject({ code: "already_open" });
      expect(await s.listEverything()).toEqual(before);
    });

    test("belongs to the later problem when Nagios counts anew", async () => {
      const first = await s.openOne("HTTP", { problemId: 17, startedAt: NOON - 5, endedAt: NOON });
      const second = await s.openOne("HTTP", { problemId: 17, startedAt: NOON });
      expect((await s.find(first)).problems[0]?.problemId).toBe(0);
      expect((await s.find(second)).problems[0]?.problemId).toBe(17);
    });

    test("stays with the later problem when the earlier one is written again", async () => {
      const [first, second] = [
        makeSample(1, "HTTP", { problemId: 17, startedAt: NOON - 5, endedAt: NOON }),
        makeSample(2, "HTTP", { problemId: 17, startedAt: NOON + 1 }),
      ];
      const problems = [...second.problems, ...first.problems];
      for (const at of [NOON, NOON + 1]) {
        await s.store.commit(makeBatch({ at, incidents: [first.incident, second.incident], problems }));
      }
      expect((await s.find(1)).problems[0]?.problemId).toBe(0);
      expect((await s.find(2)).problems[0]?.problemId).toBe(17);
    });

    test("may be that of another object's problem, or unknown for many", async () => {
      for (const service of ["a", "b"]) await s.openOne(service, { problemId: 17 });
      for (const at of [1, 3]) await s.openOne("c", { startedAt: NOON + at, endedAt: NOON + at + 1 });
      expect(await s.listIds()).toHaveLength(4);
    });
  });
}

/** That a round never touches what people decided. */
export function describePeoplesDecisions(s: Subject): void {
  describe("what people decided", () => {
    test("about an incident stays as it is, whatever rounds say of it", async () => {
      const id = await s.openOne("HTTP");
      const changes = { title: "The shop", impact: "partial_outage" as const, startedAt: NOON - DAY_MS };
      await s.edit({ kind: "correct", incidentId: id, author: "Ops", at: NOON, changes });
      const { person } = (await s.find(id)).incident;
      await s.end(id, NOON);
      const { incident } = await s.find(id);
      expect(incident).toMatchObject({ endedAt: NOON, startedAt: makeProblem(id, "HTTP").startedAt });
      expect(incident.person).toEqual(person);
      expect(person).toEqual({ ...UNTOUCHED, ...changes });
    });

    test("about the place of a problem holds against rounds", async () => {
      const [from, into] = [await s.openOne("HTTP"), await s.openOne("DNS")];
      await s.edit({ kind: "merge", incidentId: from, into, author: "Ops", at: NOON });
      await s.store.commit(makeBatch({ problems: [makeProblem(from, "HTTP", { output: "news" })] }));
      expect((await s.find(from)).problems).toEqual([]);
      expect((await s.find(into)).problems[1]).toMatchObject({ key: "web1;HTTP", output: "news", isPinned: true });
    });

    test("about an incident that was merged is not undone by a round that did not know it yet", async () => {
      const [from, into] = [await s.openOne("HTTP"), await s.openOne("DNS")];
      const known = makeSample(from, "HTTP");
      await s.edit({ kind: "merge", incidentId: from, into, author: "Ops", at: NOON });
      const before = (await s.find(from)).incident;
      await s.store.commit(makeBatch({ incidents: [known.incident], problems: known.problems }));
      expect((await s.find(from)).incident).toEqual(before);
    });

    test("in words survives the rounds that follow", async () => {
      const id = await s.openOne("HTTP");
      await s.edit(makeWords(id));
      await s.end(id, NOON);
      expect((await s.find(id)).updates.map(({ text }) => text)).toEqual([null, "We are on it"]);
    });
  });
}

/** That a rejected round writes nothing. */
export function describeRejections(s: Subject): void {
  describe("a rejected round", () => {
    test("that begins a second problem of an object changes nothing", async () => {
      const id = await s.openOne("HTTP");
      const before = await s.listEverything();
      const [dns, http] = [makeSample(id + 1, "DNS"), makeSample(id + 2, "HTTP", { startedAt: NOON })];
      const batch = makeBatch({
        incidents: [{ ...makeSample(id, "HTTP").incident, unstable: true }, dns.incident, http.incident],
        problems: [...dns.problems, ...http.problems],
        comments: [{ incidentId: id + 1, comment: makeComment(1) }],
      });
      await expect(s.store.commit(batch)).rejects.toMatchObject({ name: "StoreError", code: "already_open" });
      expect(await s.listEverything()).toEqual(before);
    });

    test("that begins two problems of one object changes nothing", async () => {
      const { incident } = makeSample(1, "HTTP");
      const problems = [0, SECOND_MS].map((later) => makeProblem(1, "HTTP", { startedAt: NOON + later }));
      const batch = makeBatch({ incidents: [incident], problems });
      await expect(s.store.commit(batch)).rejects.toMatchObject({ code: "already_open" });
      expect(await s.listEverything()).toEqual([]);
    });

    test.each([
      ["a problem", { problems: [makeProblem(999, "SMTP")] }],
      ["an update", { updates: [makeUpdate(999)] }],
      ["a comment", { comments: [{ incidentId: 999, comment: makeComment(1) }] }],
    ])("with %s of an incident that is not kept changes nothing", async (_, bad) => {
      const id = await s.openOne("HTTP");
      await s.end(id, NOON - DAY_MS);
      const before = await s.listEverything();
      const incidents = [makeSample(id + 1, "DNS").incident];
      const batch = makeBatch({ incidents, purgeEndedBefore: NOON, ...bad });
      await expect(s.store.commit(batch)).rejects.toMatchObject({ code: "unknown_incident" });
      expect(await s.listEverything()).toEqual(before);
    });

    test("does not stand in the way of the next one", async () => {
      await s.openOne("HTTP");
      await expect(s.openOne("HTTP", { startedAt: NOON })).rejects.toThrow();
      const id = await s.openOne("DNS");
      expect(await s.listIds()).toContain(id);
    });
  });
}

/** That ids are stable and unknown ones find nothing. */
export function describeIds(s: Subject): void {
  describe("ids", () => {
    test("are never given twice, even after a purge or a rejected round", async () => {
      const first = await s.openOne("HTTP");
      await s.end(first, NOON - DAY_MS);
      await s.store.commit(makeBatch({ purgeEndedBefore: NOON }));
      const second = await s.openOne("HTTP");
      await expect(s.openOne("HTTP", { startedAt: NOON })).rejects.toThrow();
      const third = await s.openOne("DNS");
      const opened = await s.edit(makeOpening());
      expect(second).toBeGreaterThan(first);
      expect(third).toBeGreaterThan(second);
      expect(opened.incident.id).toBeGreaterThan(third - 1);
    });

    test.each([0, -1, 1.5, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY])(
      "that are unknown (%d) find nothing",
      async (id) => {
        await s.openOne("HTTP");
        expect(await s.store.findIncident(id)).toBeNull();
        expect(await s.store.findMaintenance(id)).toBeNull();
        expect(await s.store.edit(makeWords(id))).toEqual({ kind: "unknown" });
      },
    );
  });
}
