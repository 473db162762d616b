import { describe, expect, test } from "vitest";
import { SECOND_MS } from "@/lib/domain/time";
import { KEPT_BUCKETS, KEPT_EVENTS } from "@/lib/store/record-limits";
import { makeBucket, NOON, RECORD } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** What the service writes down about itself. */
export function describeRecord(s: Subject): void {
  describe("the record of the service", () => {
    test("is nothing at first, and then everything, oldest first", async () => {
      expect(await s.store.listRecord(0)).toEqual({ events: [], polls: [] });
      await s.store.record({ events: [...RECORD.events].reverse(), polls: [...RECORD.polls].reverse() });
      expect(await s.store.listRecord(0)).toEqual(RECORD);
    });

    test("since an instant has what happened then or later", async () => {
      await s.store.record(RECORD);
      const { events, polls } = await s.store.listRecord(NOON + SECOND_MS);
      expect(events).toEqual(RECORD.events.slice(1));
      expect(polls).toEqual(RECORD.polls.slice(1));
    });

    test("has each five minutes once: what is written last counts", async () => {
      await s.store.record(RECORD);
      const grown = makeBucket(NOON, { polls: 11 });
      await s.store.record({ events: [], polls: [grown] });
      expect((await s.store.listRecord(0)).polls).toEqual([grown, RECORD.polls[1]]);
    });

    test("does not grow for ever: the newest stay", async () => {
      const [event] = RECORD.events;
      if (event === undefined) throw new Error("the sample has one");
      const events = Array.from({ length: KEPT_EVENTS + 2 }, (_, index) => ({ ...event, at: NOON + index }));
      const polls = Array.from({ length: KEPT_BUCKETS + 2 }, (_, index) => makeBucket(NOON + index));
      await s.store.record({ events, polls });
      const kept = await s.store.listRecord(0);
      expect(kept.events).toHaveLength(KEPT_EVENTS);
      expect(kept.polls).toHaveLength(KEPT_BUCKETS);
      expect([kept.events[0]?.at, kept.polls[0]?.at]).toEqual([NOON + 2, NOON + 2]);
    });
  });
}
