import { describe, expect, test } from "vitest";
import { SECOND_MS } from "@/lib/domain/time";
import {
  makeBatch,
  makeComment,
  makeMaintenance,
  makeProblem,
  makePublicWord,
  makeSample,
  makeWords,
  NOON,
} from "./samples.testing";
import type { Subject } from "./subject.testing";

/** Nagios' comments: kept once, in their order. */
export function describeNagiosComments(s: Subject): void {
  describe("comments of Nagios", () => {
    test("are kept with their incident, oldest first", async () => {
      const id = await s.openOne("HTTP", {}, [makeComment(2, { enteredAt: NOON + 1 }), makeComment(1)]);
      const third = makeComment(3, { enteredAt: NOON - 1, serviceDescription: "HTTP" });
      await s.store.commit(makeBatch({ comments: [{ incidentId: id, comment: third }] }));
      const { nagiosComments } = await s.find(id);
      expect(nagiosComments.map(({ commentId }) => commentId)).toEqual([3, 1, 2]);
      expect(nagiosComments[0]).toMatchObject({ ...third, incidentId: id });
    });

    test("that are kept already are ignored, whatever else they say now", async () => {
      const id = await s.openOne("HTTP", {}, [makeComment(1), makeComment(1)]);
      const again = makeComment(1, { text: "another text" });
      await s.store.commit(makeBatch({ comments: [{ incidentId: id, comment: again }] }));
      expect((await s.find(id)).nagiosComments.map(({ text }) => text)).toEqual(["looking into it"]);
    });

    test("with the same id are different ones at another instant or for another incident", async () => {
      const first = await s.openOne("HTTP", {}, [makeComment(1), makeComment(1, { enteredAt: NOON + SECOND_MS })]);
      const second = await s.openOne("DNS", {}, [makeComment(1)]);
      expect((await s.find(first)).nagiosComments).toHaveLength(2);
      expect((await s.find(second)).nagiosComments).toHaveLength(1);
    });

    test("may still come when the incident has ended", async () => {
      const id = await s.openOne("HTTP");
      await s.end(id, NOON);
      await s.store.commit(makeBatch({ comments: [{ incidentId: id, comment: makeComment(1) }] }));
      expect((await s.find(id)).nagiosComments).toHaveLength(1);
    });
  });
}

/** Writes a text wherever one can stand, and reads it back. */
async function writeEverywhere(s: Subject, text: string) {
  const { incident } = makeSample(1, "HTTP");
  const components = [{ slug: text, name: text, group: text, state: "unknown" as const }];
  const problem = makeProblem(1, "HTTP", { key: text, output: text, reason: text });
  await s.store.commit(
    makeBatch({
      incidents: [{ ...incident, rootKey: text, anchorKey: text, components }],
      problems: [problem],
      updates: [makePublicWord(1, { author: text, text, reason: text, components })],
      comments: [
        {
          incidentId: 1,
          comment: makeComment(1, { author: text, text, hostName: text, serviceDescription: text }),
        },
      ],
      maintenances: [makeMaintenance(1, { publicText: text, author: text, comment: text, components })],
    }),
  );
  const by = { incidentId: 1, author: text, at: NOON };
  await s.edit({ kind: "correct", ...by, changes: { title: text } });
  await s.edit({ kind: "review", ...by, changes: { reviewUrl: text, reviewText: text } });
  if (text.trim() !== "") await s.edit(makeWords(1, text, { author: text }));
  return { record: await s.find(1), maintenance: await s.store.findMaintenance(1) };
}

/** Writes a text wherever one can stand, and expects it back as it was. */
async function expectBack(s: Subject, text: string): Promise<void> {
  const { record, maintenance } = await writeEverywhere(s, text);
  const components = [{ slug: text, name: text, group: text, state: "unknown" }];
  const { incident, problems, updates, nagiosComments, edits } = record;
  expect(incident).toMatchObject({ rootKey: text, anchorKey: text, components });
  expect(incident.person).toMatchObject({ title: text, reviewUrl: text, reviewText: text });
  expect(problems).toMatchObject([{ key: text, output: text, reason: text }]);
  expect(updates[0]).toMatchObject({ author: text, text, reason: text, components });
  if (text.trim() !== "") expect(updates[1]).toMatchObject({ author: text, text });
  expect(nagiosComments).toMatchObject([{ author: text, text, hostName: text, serviceDescription: text }]);
  expect(edits).toMatchObject([{ author: text, after: { title: text } }, { author: text }]);
  expect(maintenance).toMatchObject({ publicText: text, author: text, comment: text, components });
}

/** That any text comes back as it was, or harmless. */
export function describeTexts(s: Subject): void {
  describe("texts", () => {
    test.each([
      ["quotes", 'it\'s "down" `now`'],
      ["an injection", "'; drop table incidents; --"],
      ["emoji and combining marks", "🔥👩‍👩‍👧 e\u0301 ﷽"],
      ["lines and control characters", "a\nb\r\n\tc\u0001\u007f\u2028"],
      ["JSON", '{"a":["\\u0000"]}'],
      ["placeholders", "? :name $1 @p %s"],
      ["nothing", ""],
      ["blanks", "  "],
    ])("with %s come back as they were", (_, text) => expectBack(s, text));

    test("lose NUL characters, and lone surrogates become U+FFFD", async () => {
      const { record, maintenance } = await writeEverywhere(s, "a\0b\ud800c");
      const kept = JSON.stringify([record, maintenance]);
      expect(kept).not.toMatch(/\\u0000|\\ud800/);
      expect(record.problems[0]?.output).toBe("ab\ufffdc");
      expect(record.incident.person.title).toBe("ab\ufffdc");
      expect(maintenance?.components).toMatchObject([{ slug: "ab\ufffdc" }]);
    });

    test.each(["__proto__", "constructor", "1", "Web1", "web1 "])("name objects apart: %s", async (key) => {
      await s.openOne("", { key: "web1" });
      const id = await s.openOne("", { key });
      expect((await s.find(id)).problems).toMatchObject([{ key }]);
    });
  });
}

/** The same of a text that takes its time: some dozens of copies of it are made on its way. */
export function describeLargeTexts(s: Subject): void {
  test("a text of a megabyte comes back as it was", () => expectBack(s, "ä🙂'\"".repeat(131_072)));
}
