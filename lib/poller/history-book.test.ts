import { beforeEach, describe, expect, it } from "vitest";
import { SOURCE } from "@/lib/domain/object-history";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import { createMemoryStore } from "@/lib/store/memory";
import type { HistoryBatch, LogPosition, Store } from "@/lib/store/store";
import { createHistoryBook, type HistoryBook } from "./history-book";

const NOW = Date.UTC(2026, 10, 24);

let store: Store;
let isBroken: boolean;
let restoredAt: number | null;
let batches: HistoryBatch[];
let book: HistoryBook;

beforeEach(() => {
  isBroken = false;
  restoredAt = null;
  batches = [];
  store = wrap(createMemoryStore());
  book = open();
});

function wrap(memory: Store): Store {
  const refuse = () => Promise.reject(new Error("locked"));
  return {
    ...memory,
    async addHistory(batch) {
      if (isBroken) return refuse();
      batches.push(batch);
      return memory.addHistory(batch);
    },
    readHistory: (from) => (isBroken ? refuse() : memory.readHistory(from)),
    facts: () => ({
      ...memory.facts(),
      restored: restoredAt === null ? null : { at: restoredAt, from: "backup", message: "", replayed: 0 },
    }),
  };
}

function open(): HistoryBook {
  return createHistoryBook({ store, keepMs: 100 * DAY_MS, keepSoftMs: 30 * DAY_MS });
}

const see = (at: number, value: number, key = "web") => book.observe({ key, track: "state", at, value });
const run = (at: number, value: number = SOURCE.running) => book.observe({ key: null, track: "source", at, value });
const position = (offset: number): LogPosition => ({ file: "1:2", offset, head: "0:", lineAt: NOW });
const statesOf = (of: HistoryBook, key = "web") => of.history.objects.get(key)?.states;

async function reopen(): Promise<HistoryBook> {
  const other = open();
  await other.load();
  return other;
}

describe("the book of history", () => {
  it("comes back as it was written, with how far the logs were read", async () => {
    see(NOW, 3);
    see(NOW - 1000, 4);
    run(NOW);
    book.noteLog(position(7));
    book.noteSearch({ since: 1, through: 2, choice: "c" });
    book.noteSearched(["web"], 5);
    await book.save();
    const other = await reopen();
    expect(statesOf(other)).toMatchObject({ ats: [NOW - 1000, NOW], values: [4, 3] });
    expect([other.keptLog(), other.search(), other.searchedSince("web")]).toEqual([
      position(7),
      { since: 1, through: 2, choice: "c" },
      5,
    ]);
    book.noteSearch(null);
    await book.save();
    expect((await reopen()).search()).toBeNull();
  });

  it("writes in parts, a position in the log only with the last of what was read up to there", async () => {
    for (let at = 0; at < 9000; at += 1) see(at, at % 2);
    book.noteLog(position(9));
    await book.save();
    expect(batches.map(({ marks, log }) => [marks.length, log?.offset ?? null])).toEqual([
      [4000, null],
      [4000, null],
      [1000, 9],
    ]);
  });

  it("joins what is kept with what was observed before the store could be read", async () => {
    see(NOW - 5000, 2);
    see(NOW - 3000, 4);
    await book.save();
    isBroken = true;
    book = open();
    see(NOW - 3000, 6);
    see(NOW, 3);
    await expect(book.save()).rejects.toThrow("locked");
    isBroken = false;
    await book.save();
    for (const each of [book, await reopen()]) {
      expect(statesOf(each)).toMatchObject({ ats: [NOW - 5000, NOW - 3000, NOW], values: [2, 6, 3] });
    }
  });

  it("keeps what could not be written, and everything when that is too much to wait", async () => {
    await book.save();
    isBroken = true;
    for (let at = 0; at < 250_000; at += 1) see(at, at % 2, `web;${at % 10}`);
    expect(book.waiting()).toBeLessThan(200_001);
    book.noteLog(position(3));
    await expect(book.save()).rejects.toThrow("locked");
    isBroken = false;
    await book.save();
    const other = await reopen();
    expect(other.keptLog()).toEqual(position(3));
    for (const [key, { states }] of book.history.objects) expect(statesOf(other, key)?.ats).toEqual(states.ats);
  });

  it("writes everything again when the store was put back", async () => {
    see(NOW, 3);
    book.noteLog(position(3));
    book.noteSearched(["web"], 5);
    await book.save();
    store.addHistory = wrap(createMemoryStore()).addHistory;
    batches = [];
    restoredAt = NOW;
    await book.save();
    expect(batches.flatMap(({ marks }) => marks)).toHaveLength(1);
    expect(batches.at(-1)).toMatchObject({ log: position(3), search: "done", searched: [{ key: "web", since: 5 }] });
    batches = [];
    await book.save();
    expect(batches).toEqual([]);
  });

  it("tells until when something was known, once a minute", async () => {
    run(NOW);
    for (let second = 0; second <= 150; second += 10) book.noteAlive(NOW + second * 1000);
    await book.save();
    const other = await reopen();
    expect(other.keptUntil()).toBe(NOW + 2 * MINUTE_MS);
    expect(other.history.source.ats).toEqual([NOW]);
    const kept = (await store.readHistory(null)).tracks.find(({ track }) => track === "source");
    expect(kept?.steps.ats).toEqual([NOW, NOW + 2 * MINUTE_MS]);
    run(NOW + 2 * MINUTE_MS, SOURCE.stale);
    await book.save();
    expect((await reopen()).keptUntil()).toBeNull();
  });

  it("drops what is too old, here and in the store, at most once an hour", async () => {
    see(NOW - 300 * DAY_MS, 3);
    see(NOW - 200 * DAY_MS, 5);
    see(NOW - 50 * DAY_MS, 4);
    see(NOW - 40 * DAY_MS, 3);
    await book.save();
    await book.compact(NOW);
    await book.save();
    for (const each of [book, await reopen()]) {
      expect(statesOf(each)).toMatchObject({ ats: [NOW - 200 * DAY_MS, NOW - 40 * DAY_MS] });
    }
    see(NOW - 150 * DAY_MS, 5);
    see(NOW - 300 * DAY_MS, 3);
    await book.compact(NOW + HOUR_MS / 2);
    expect(statesOf(book)?.ats[0]).toBe(NOW - 300 * DAY_MS);
  });
});
