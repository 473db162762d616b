import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import type { Log } from "@/lib/platform/log";
import { createVirtualClock } from "@/lib/platform/virtual-clock.testing";
import { createDelivery, type SendResult } from "./delivery";
import type { AlertMessage } from "./episodes";
import { backOff } from "./retry-schedule";

const FAILED: SendResult = { kind: "failed", why: "the connection was refused" };

function message(id: string): AlertMessage {
  const at = Date.UTC(2026, 10, 23);
  return {
    id,
    kind: "begun",
    topic: "store",
    severity: "critical",
    at,
    sinceAt: at,
    endedAt: null,
    reasons: [],
    follows: [],
  };
}

/** A delivery whose receiver answers as the test says. */
function deliverTo(answer: (id: string, tries: number) => SendResult | Promise<SendResult>) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 23));
  const tries: { id: string; atMs: number }[] = [];
  const lines: string[] = [];
  const results: string[] = [];
  const say = (text: string) => void lines.push(text);
  const log: Log = { debug: say, info: say, warn: say, error: say };
  const delivery = createDelivery({
    name: "the receiver",
    channel: "webhook",
    deadlineMs: 15 * SECOND_MS,
    clock,
    log,
    chance: () => 0.5,
    keep: async () => {},
    onResult: (_channel, result) => void results.push(result),
    send: async ({ id }) => {
      tries.push({ id, atMs: clock.monotonic() });
      return answer(id, tries.filter((other) => other.id === id).length);
    },
  });
  const add = (...ids: string[]) => delivery.add(ids.map((id) => ({ message: message(id), waitedMs: 0 })));
  return { clock, delivery, add, tries, lines, results };
}

describe("a receiver that is not there", () => {
  it("is tried ever more rarely by one message, and gets all in order when it is back", async () => {
    const { clock, delivery, add, tries, results } = deliverTo((_id, n) => (n <= 4 ? FAILED : { kind: "sent" }));
    add("a", "b", "c");
    await clock.advance(HOUR_MS);
    expect(tries.slice(0, 5).map(({ atMs }) => atMs / SECOND_MS)).toEqual([0, 5, 35, 155, 755]);
    expect(tries.slice(0, 5).every(({ id }) => id === "a")).toBe(true);
    expect(delivery.waiting().map((item) => item.message.id)).toEqual([]);
    expect(results.filter((result) => result === "sent")).toHaveLength(3);
    expect(delivery.trouble()).toBeNull();
  });

  it("is trouble from the second failure on, said once, until it answers", async () => {
    let isThere = false;
    const { clock, delivery, add, lines } = deliverTo(() => (isThere ? { kind: "sent" } : FAILED));
    add("a");
    await clock.advance(1);
    expect(delivery.trouble()).toBeNull();
    await clock.advance(3 * HOUR_MS);
    expect(delivery.trouble()).toMatchObject({ code: "alerts_failed" });
    expect(lines.filter((line) => line.includes("do not get through"))).toHaveLength(1);
    isThere = true;
    await clock.advance(2 * HOUR_MS);
    expect(delivery.trouble()).toBeNull();
    expect(delivery.lastSentAt()).not.toBeNull();
  });

  it("is given up after a day, and the next message begins anew", async () => {
    const { clock, delivery, add, results } = deliverTo(() => FAILED);
    add("a");
    await clock.advance(DAY_MS + 2 * HOUR_MS);
    expect(results.at(-1)).toBe("given_up");
    expect(delivery.waiting()).toEqual([]);
    expect(delivery.trouble()?.message).toContain("given up after 24 hours");
  });

  it("is asked again within a minute when there is news, unless it said when to come back", async () => {
    for (const [answer, expected] of [
      [FAILED, MINUTE_MS],
      [{ ...FAILED, retryAfterMs: HOUR_MS }, HOUR_MS],
    ] as const) {
      const { clock, add, tries } = deliverTo(() => answer);
      add("a");
      await clock.advance(3 * HOUR_MS);
      const last = tries.at(-1)?.atMs ?? 0;
      add("b");
      await clock.advance(2 * HOUR_MS);
      const next = tries.find(({ atMs }) => atMs > last)?.atMs ?? 0;
      expect(next - Math.max(last, 3 * HOUR_MS)).toBeLessThanOrEqual(expected);
      if (expected === HOUR_MS) expect(next - last).toBeGreaterThanOrEqual(HOUR_MS);
    }
  });
});

it("a refused message steps aside and is tried again later", async () => {
  const { clock, add, tries, delivery } = deliverTo((id, n) =>
    id === "a" && n < 3 ? { kind: "refused", why: "it answered 400" } : { kind: "sent" },
  );
  add("a", "b");
  await clock.advance(SECOND_MS);
  expect(tries.map(({ id }) => id)).toEqual(["a", "b"]);
  await clock.advance(HOUR_MS);
  expect(tries.map(({ id, atMs }) => [id, atMs / MINUTE_MS])).toEqual([
    ["a", 0],
    ["b", 0],
    ["a", 10],
    ["a", 40],
  ]);
  expect(delivery.waiting()).toEqual([]);
});

it("a receiver that wants nothing more gets nothing more, and what waits is kept for the next start", async () => {
  const { clock, add, tries, delivery } = deliverTo(() => ({ kind: "gone", why: "it answered 410" }));
  add("a");
  await clock.advance(HOUR_MS);
  add("b");
  await clock.advance(HOUR_MS);
  expect(tries).toHaveLength(1);
  expect(delivery.waiting()).toHaveLength(2);
  expect(delivery.trouble()?.message).toContain("until the next start");
});

it("a try that never ends is given up at the deadline, and one that throws is a failure", async () => {
  const { clock, add, tries, delivery } = deliverTo((_id, n) => {
    if (n === 1) return new Promise(() => {});
    if (n === 2) throw new TypeError("a bug with a secret");
    return { kind: "sent" };
  });
  add("a");
  await clock.advance(10 * MINUTE_MS);
  expect(tries.map(({ atMs }) => atMs / SECOND_MS)).toEqual([0, 20, 50]);
  expect(delivery.waiting()).toEqual([]);
});

it("keeps a bounded number of messages, the newest", async () => {
  const { clock, add, delivery, results } = deliverTo(() => FAILED);
  for (let i = 0; i < 250; i++) add(`m${i}`);
  await clock.advance(1);
  expect(delivery.waiting()).toHaveLength(200);
  expect(delivery.waiting().at(-1)?.message.id).toBe("m249");
  expect(results.filter((result) => result === "given_up")).toHaveLength(50);
});

it("does nothing after stop, and tells what waits", async () => {
  const { clock, add, delivery, tries } = deliverTo(() => FAILED);
  add("a");
  await clock.advance(SECOND_MS);
  delivery.stop();
  await clock.advance(HOUR_MS);
  expect(tries).toHaveLength(1);
  expect(delivery.waiting()[0]?.waitedMs).toBe(HOUR_MS + SECOND_MS);
});

it("pauses grow to an hour and are spread by a fifth", () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((n) => backOff(n, 0.5) / SECOND_MS)).toEqual([5, 30, 120, 600, 1800, 3600, 3600]);
  expect(backOff(6, 0)).toBe(0.8 * HOUR_MS);
  expect(backOff(6, 1)).toBe(1.2 * HOUR_MS);
});
