import fc from "fast-check";
import { expect, it } from "vitest";
import type { NewIncident } from "@/lib/domain/incident";
import { createMemoryStore } from "@/lib/store/memory";
import type { RoundBatch } from "@/lib/store/store";
import { applyBatch } from "./apply-batch";

const EMPTY: RoundBatch = {
  at: 0,
  opened: [],
  updated: [],
  closed: [],
  past: [],
  comments: [],
  purgeEndedBefore: null,
};

function incident(name: string, startedAt: number): NewIncident {
  return {
    key: name,
    kind: "host",
    hostName: name,
    serviceDescription: null,
    components: [],
    problemId: 1,
    state: "down",
    startedAt,
    lastCheckAt: null,
    output: "",
    acknowledged: false,
  };
}

function comment(commentId: number) {
  return { commentId, enteredAt: commentId, author: "ops", text: "looking", hostName: "h", serviceDescription: null };
}

/** What one round may do, as numbers that are read against what is open then. */
const anyRound = fc.array(
  fc.record({ action: fc.constantFrom("open", "close", "change", "say", "past"), which: fc.nat(50), at: fc.nat(1000) }),
  { maxLength: 6 },
);

it("what is remembered while changes wait is what the store will list when they are written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRound, { maxLength: 8 }), async (rounds) => {
      const store = createMemoryStore();
      let remembered = await store.listIncidents({ which: { kind: "all" }, limit: 1000 });
      let lastId = 0;
      let comments = 0;
      for (const actions of rounds) {
        const open = remembered
          .filter(({ incident: { endedAt } }) => endedAt === null)
          .map(({ incident }) => incident.id);
        const taken = new Set<number>();
        const batch = { ...EMPTY, opened: [], updated: [], closed: [], past: [], comments: [] } as {
          -readonly [Key in keyof RoundBatch]: RoundBatch[Key] extends readonly (infer Item)[]
            ? Item[]
            : RoundBatch[Key];
        };
        for (const { action, which, at } of actions) {
          const id = open[which % Math.max(open.length, 1)];
          if (action === "open") {
            lastId += 1;
            batch.opened.push({ id: lastId, incident: incident(`h${lastId}`, at), comments: [comment(++comments)] });
          } else if (action === "past") {
            lastId += 1;
            // Of one of the first objects, so that it meets what is told already.
            const ended = { incident: incident(`h${1 + (which % 8)}`, at), endedAt: at + which };
            batch.past.push({ id: lastId, ...ended });
          } else if (id !== undefined && !taken.has(id)) {
            taken.add(id);
            if (action === "close") batch.closed.push({ id, endedAt: 2000 + at, endReason: "recovered" });
            if (action === "change") batch.updated.push({ id, patch: { acknowledged: true, output: `${at}` } });
            if (action === "say") batch.comments.push({ incidentId: id, comment: comment(++comments) });
          }
        }
        remembered = applyBatch(remembered, batch);
        await store.commit(batch);
      }
      const listed = await store.listIncidents({ which: { kind: "all" }, limit: 1000 });
      const withoutIds = (records: typeof listed) =>
        records.map((record) => ({
          ...record,
          nagiosComments: record.nagiosComments.map((said) => ({ ...said, id: 0 })),
        }));
      expect(withoutIds(remembered)).toEqual(withoutIds(listed));
    }),
    { numRuns: 200 },
  );
});
