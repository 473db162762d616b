import { describe, expect, test } from "vitest";
import { SECOND_MS } from "@/lib/domain/time";
import { makeBatch, makeComment, makeIncident, NOON } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** Nagios' comments: kept once, in their order. */
export function describeNagiosComments(s: Subject): void {
  describe("comments of Nagios", () => {
    test("are kept with their incident, oldest first", async () => {
      const id = await s.openOne(makeIncident("HTTP"), [makeComment(2, { enteredAt: NOON + 1 }), makeComment(1)]);
      const third = makeComment(3, { enteredAt: NOON - 1, serviceDescription: "HTTP" });
      await s.store.commit(makeBatch({ comments: [{ incidentId: id, comment: third }] }));
      const record = await s.store.findIncident(id);
      expect(record?.nagiosComments.map(({ commentId }) => commentId)).toEqual([3, 1, 2]);
      expect(record?.nagiosComments[0]).toMatchObject({ ...third, incidentId: id });
    });

    test("that are kept already are ignored, whatever else they say now", async () => {
      const id = await s.openOne(makeIncident("HTTP"), [makeComment(1), makeComment(1)]);
      const again = makeComment(1, { text: "another text" });
      await s.store.commit(makeBatch({ comments: [{ incidentId: id, comment: again }] }));
      const record = await s.store.findIncident(id);
      expect(record?.nagiosComments.map(({ text }) => text)).toEqual(["looking into it"]);
    });

    test("with the same id are different ones at another instant or for another incident", async () => {
      const first = await s.openOne(makeIncident("HTTP"), [
        makeComment(1),
        makeComment(1, { enteredAt: NOON + SECOND_MS }),
      ]);
      const second = await s.openOne(makeIncident("DNS"), [makeComment(1)]);
      expect((await s.store.findIncident(first))?.nagiosComments).toHaveLength(2);
      expect((await s.store.findIncident(second))?.nagiosComments).toHaveLength(1);
    });

    test("may still come when the incident has ended", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.end(id, NOON);
      await s.store.commit(makeBatch({ comments: [{ incidentId: id, comment: makeComment(1) }] }));
      expect((await s.store.findIncident(id))?.nagiosComments).toHaveLength(1);
    });
  });
}

/** What people add. */
export function describePeoplesWords(s: Subject): void {
  describe("people's words", () => {
    test("are kept oldest first, also on an incident that has ended", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      const later = await s.store.addUpdate(id, { author: "Ops", text: "later", createdAt: NOON + 1 });
      await s.end(id, NOON);
      const earlier = await s.store.addUpdate(id, { author: "Dev", text: "earlier", createdAt: NOON });
      expect(earlier).toEqual({
        id: expect.any(Number),
        incidentId: id,
        author: "Dev",
        text: "earlier",
        createdAt: NOON,
      });
      expect((await s.store.findIncident(id))?.updates).toEqual([earlier, later]);
    });

    test("include a link to the review, which can be replaced", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.store.setReviewUrl(id, "https://example.org/draft");
      const changed = await s.store.setReviewUrl(id, "https://example.org/review");
      expect(changed).toMatchObject({ id, reviewUrl: "https://example.org/review" });
      expect((await s.store.findIncident(id))?.incident).toEqual(changed);
    });

    test("survive the rounds that follow", async () => {
      const id = await s.openOne(makeIncident("HTTP"));
      await s.store.setReviewUrl(id, "https://example.org/review");
      await s.store.addUpdate(id, { author: "Ops", text: "We are on it", createdAt: NOON });
      await s.store.commit(makeBatch({ updated: [{ id, patch: { state: "warning" } }] }));
      await s.end(id, NOON);
      const record = await s.store.findIncident(id);
      expect(record?.incident.reviewUrl).toBe("https://example.org/review");
      expect(record?.updates).toHaveLength(1);
    });
  });
}

/** That any text comes back as it was, or harmless. */
export function describeTexts(s: Subject): void {
  describe("texts", () => {
    const LONG = "ä🙂'\"".repeat(131_072);
    test.each([
      ["quotes", 'it\'s "down" `now`'],
      ["an injection", "'; drop table incidents; --"],
      ["emoji and combining marks", "🔥👩‍👩‍👧 e\u0301 ﷽"],
      ["lines and control characters", "a\nb\r\n\tc\u0001\u007f\u2028"],
      ["JSON", '{"a":["\\u0000"]}'],
      ["placeholders", "? :name $1 @p %s"],
      ["nothing", ""],
      ["blanks", "  "],
      ["a megabyte", LONG],
    ])("with %s come back as they were", async (_, text) => {
      const names = { key: text, hostName: text, serviceDescription: text, output: text };
      const components = [{ slug: text, name: text, group: text }];
      const said = makeComment(1, { author: text, text, hostName: text, serviceDescription: text });
      const id = await s.openOne(makeIncident("HTTP", { ...names, components }), [said]);
      const update = await s.store.addUpdate(id, { author: text, text, createdAt: NOON });
      await s.store.setReviewUrl(id, text);
      const record = await s.store.findIncident(id);
      expect(record?.incident).toMatchObject({ ...names, components, reviewUrl: text });
      expect(record?.nagiosComments).toEqual([{ ...said, id: expect.any(Number), incidentId: id }]);
      expect(record?.updates).toEqual([update]);
      expect(update).toMatchObject({ author: text, text });
    });

    test("lose NUL characters, and lone surrogates become U+FFFD", async () => {
      const bad = "a\0b\ud800c";
      const id = await s.openOne(
        makeIncident("HTTP", { output: bad, components: [{ slug: bad, name: bad, group: null }] }),
      );
      const update = await s.store.addUpdate(id, { author: bad, text: bad, createdAt: NOON });
      expect((await s.store.findIncident(id))?.incident).toMatchObject({
        output: "ab\ufffdc",
        components: [{ slug: "ab\ufffdc", name: "ab\ufffdc", group: null }],
      });
      expect(update).toMatchObject({ author: "ab\ufffdc", text: "ab\ufffdc" });
    });

    test.each(["__proto__", "constructor", "1", "Web1", "web1 "])("name objects apart: %s", async (hostName) => {
      const host = { kind: "host", serviceDescription: null } as const;
      await s.openOne(makeIncident("", { ...host, key: "web1", hostName: "web1" }));
      const id = await s.openOne(makeIncident("", { ...host, key: hostName, hostName }));
      expect((await s.store.findIncident(id))?.incident).toMatchObject({ key: hostName, hostName });
    });
  });
}
