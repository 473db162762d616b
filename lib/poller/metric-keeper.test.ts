import { describe, expect, it } from "vitest";
import { type MetricSpec, metricId } from "@/lib/domain/metric";
import { QUARTER_MS } from "@/lib/domain/metric-series";
import { sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { createMemoryStore } from "@/lib/store/memory";
import type { Store } from "@/lib/store/store";
import { createMetricKeeper, type MetricKeeper } from "./metric-keeper";

const NOON = Date.UTC(2026, 2, 14, 12);
const METRIC: MetricSpec = { name: "Time", key: "a;b", label: "time", unit: null, factor: 1, slowFrom: null };
const ID = metricId(METRIC);

/** What Nagios says a few seconds after a check. */
function makeSnapshot(checkedAt: number, value: number | null) {
  const measured = { checkedAt, value, uom: "s", isPresent: true };
  return sampleSnapshot([], [], { createdAt: checkedAt + 5000, measurements: new Map([[ID, measured]]) });
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

async function takeEach(keeper: MetricKeeper, store: Store, checks: readonly (readonly [number, number | null])[]) {
  const writes: number[] = [];
  for (const [at, value] of checks) {
    keeper.take(makeSnapshot(at, value));
    await settle();
    writes.push((await store.listPoints()).length);
  }
  return writes;
}

describe("the keeper of metrics", () => {
  it("writes a quarter of an hour when it is over, and the running one at the end", async () => {
    const store = createMemoryStore();
    const keeper = createMetricKeeper([METRIC], store);
    await keeper.load();
    const minutes = [0, 5, 10, 15, 20, 30].map((minute) => [NOON + minute * MINUTE_MS, minute] as const);
    expect(await takeEach(keeper, store, minutes)).toEqual([0, 0, 0, 0, 1, 1]);
    await keeper.stop();
    expect(await store.listPoints()).toMatchObject([
      { metric: ID, at: NOON, sum: 15, checks: 3 },
      { at: NOON + QUARTER_MS, sum: 35, checks: 2 },
      { at: NOON + 2 * QUARTER_MS, sum: 30, checks: 1 },
    ]);
  });

  it("goes on where it stopped, and calls nothing present that it only remembers", async () => {
    const store = createMemoryStore();
    const before = createMetricKeeper([METRIC], store);
    await before.load();
    await takeEach(before, store, [
      [NOON, 1],
      [NOON + HOUR_MS, 3],
    ]);
    await before.stop();
    const after = createMetricKeeper([METRIC], store);
    await after.load();
    expect(after.take(null).get(ID)?.latest).toEqual({ value: 3, at: NOON + HOUR_MS, uom: "s", isPresent: false });
    const series = after.take(makeSnapshot(NOON + HOUR_MS, 3)).get(ID);
    expect(series?.points.map(({ at, checks }) => [at, checks])).toEqual([
      [NOON, 1],
      [NOON + HOUR_MS, 1],
    ]);
    expect(series?.latest?.isPresent).toBe(true);
  });

  it("shows what it sees while the store fails, and takes over and writes when it is back", async () => {
    const memory = createMemoryStore();
    const earlier = { metric: ID, at: NOON - HOUR_MS, sum: 9, checks: 1, lastCheckAt: NOON - HOUR_MS, uom: "s" };
    await memory.addPoints({ points: [earlier], dropBefore: 0 });
    let isWell = false;
    const fail = () => Promise.reject(new Error("the disk is gone"));
    const keeper = createMetricKeeper([METRIC], {
      addPoints: (batch) => (isWell ? memory.addPoints(batch) : fail()),
      listPoints: () => (isWell ? memory.listPoints() : fail()),
    });
    await keeper.load();
    await takeEach(keeper, memory, [
      [NOON, 1],
      [NOON + QUARTER_MS, 2],
    ]);
    expect(keeper.take(null).get(ID)?.points).toHaveLength(2);
    isWell = true;
    const later = [2, 3].map((step) => [NOON + step * QUARTER_MS, 3] as const);
    expect(await takeEach(keeper, memory, later)).toEqual([1, 3]);
    expect(keeper.take(null).get(ID)?.points).toHaveLength(5);
  });

  it("drops from the store what is older than a day and two hours", async () => {
    const store = createMemoryStore();
    const keeper = createMetricKeeper([METRIC], store);
    await keeper.load();
    await takeEach(keeper, store, [
      [NOON, 1],
      [NOON + HOUR_MS, 1],
      [NOON + DAY_MS + 2.5 * HOUR_MS, 1],
    ]);
    await keeper.stop();
    expect((await store.listPoints()).map(({ at }) => at)).toEqual([NOON + HOUR_MS, NOON + DAY_MS + 2.5 * HOUR_MS]);
  });

  it("goes on writing when a clock that ran ahead was set right", async () => {
    const store = createMemoryStore();
    const keeper = createMetricKeeper([METRIC], store);
    await keeper.load();
    await takeEach(keeper, store, [
      [NOON + 30 * DAY_MS, 1],
      [NOON + 30 * DAY_MS + HOUR_MS, 1],
      [NOON, 2],
      [NOON + HOUR_MS, 2],
    ]);
    expect((await store.listPoints())[0]).toMatchObject({ at: NOON, sum: 2 });
  });

  it("without metrics forgets at the next round what is kept of those of before", async () => {
    const store = createMemoryStore();
    const before = createMetricKeeper([METRIC], store);
    await before.load();
    await takeEach(before, store, [[NOON, 1]]);
    await before.stop();
    expect(await store.listPoints()).toHaveLength(1);
    const keeper = createMetricKeeper([], store);
    await keeper.load();
    expect(keeper.take(null).size).toBe(0);
    await settle();
    expect(await store.listPoints()).toHaveLength(1);
    expect(keeper.take(makeSnapshot(NOON, 1)).size).toBe(0);
    await keeper.stop();
    expect(await store.listPoints()).toEqual([]);
  });

  it("without metrics tries again until the store has forgotten, and then asks nothing of it", async () => {
    const memory = createMemoryStore();
    await memory.addPoints({
      points: [{ metric: ID, at: NOON, sum: 9, checks: 1, lastCheckAt: NOON, uom: "s" }],
      dropBefore: 0,
    });
    const asked: string[] = [];
    const keeper = createMetricKeeper([], {
      listPoints: () => {
        asked.push("list");
        return memory.listPoints();
      },
      addPoints: (batch) => {
        asked.push("drop");
        return asked.length < 3 ? Promise.reject(new Error("the disk is gone")) : memory.addPoints(batch);
      },
    });
    expect(await takeEach(keeper, memory, Array(3).fill([NOON, 1]))).toEqual([1, 0, 0]);
    expect(asked).toEqual(["list", "drop", "list", "drop"]);
  });
});
