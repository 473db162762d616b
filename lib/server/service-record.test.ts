import { describe, expect, it } from "vitest";
import type { OperationEvent, PollSample } from "@/lib/domain/operation";
import { BUCKET_MS } from "@/lib/domain/operation";
import { systemClock } from "@/lib/platform/clock";
import { createMemoryStore } from "@/lib/store/memory";
import { createServiceRecord } from "./service-record";

const NOON = 1_795_000_200_000;
let now = NOON;
const clock = { ...systemClock, now: () => now };

function event(at: number, message: string): OperationEvent {
  return { at, kind: "failure", part: "poll", code: "poll_failed", message };
}

function poll(at: number): PollSample {
  return { at, durationMs: 10, bytes: 100, result: "good", dataAgeMs: 1000 };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

describe("the record of the service itself", () => {
  it("is there without a store, with the running five minutes", () => {
    const record = createServiceRecord(clock);
    record.note(event(NOON, "one"));
    record.sample(poll(NOON));
    record.sample(poll(NOON + 1000));
    expect(record.read().events.map(({ message }) => message)).toEqual(["one"]);
    expect(record.read().polls).toMatchObject([{ polls: 2, maxDurationMs: 10 }]);
    expect(record.recentPolls()).toHaveLength(2);
  });

  it("writes what happened before there was a store, and takes over what the store had", async () => {
    const store = createMemoryStore();
    await store.record({ events: [event(NOON - 5000, "earlier")], polls: [] });
    const record = createServiceRecord(clock);
    record.note(event(NOON, "later"));
    const end = record.keepIn(store);
    await settled();
    expect(record.read().events.map(({ message }) => message)).toEqual(["earlier", "later"]);
    expect((await store.listRecord(0)).events.map(({ message }) => message)).toEqual(["earlier", "later"]);
    await end();
  });

  it("loses nothing while the store refuses, and writes nothing twice", async () => {
    const memory = createMemoryStore();
    let isBroken = true;
    const refuse = () => Promise.reject(new Error("locked"));
    const store = {
      ...memory,
      record: (entries: Parameters<typeof memory.record>[0]) => (isBroken ? refuse() : memory.record(entries)),
    };
    const record = createServiceRecord(clock);
    const end = record.keepIn(store);
    record.note(event(NOON, "one"));
    record.sample(poll(NOON));
    now = NOON + BUCKET_MS;
    record.sample(poll(now));
    await settled();
    isBroken = false;
    await end();
    const kept = await memory.listRecord(0);
    expect(kept.events).toHaveLength(1);
    expect(kept.polls.map(({ polls }) => polls)).toEqual([1, 1]);
  });
});
