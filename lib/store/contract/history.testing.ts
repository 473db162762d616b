import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HistoryMark } from "@/lib/domain/object-history";
import type { HistoryBatch, HistoryPage, LogProgress } from "@/lib/store/store";
import { makeHistory, NOON, POSITION, SEARCH } from "./samples.testing";
import type { Subject } from "./subject.testing";

const NAMES: readonly Pick<HistoryMark, "key" | "track">[] = [
  { key: null, track: "source" },
  { key: "web1", track: "state" },
  { key: "web1", track: "downtime" },
  { key: 'web1;it\'s 5 % "full"', track: "state" },
];

const anyName = fc.record({ name: fc.constantFrom(...NAMES), at: fc.integer({ min: NOON, max: NOON + 6 }) });

/** Additions to few tracks at few instants, so that they often meet. */
export const anyHistory: fc.Arbitrary<HistoryBatch> = fc.record({
  marks: fc.array(
    fc.tuple(anyName, fc.nat(15)).map(([{ name, at }, value]) => ({ ...name, at, value })),
    { maxLength: 8 },
  ),
  removed: fc.array(
    anyName.map(({ name, at }) => ({ ...name, at })),
    { maxLength: 3 },
  ),
  log: fc.option(fc.nat().map((offset) => ({ ...POSITION, offset, lineAt: offset % 3 === 0 ? null : offset }))),
  search: fc.option(
    fc.oneof(
      fc.constant("done" as const),
      fc.nat().map((through) => ({ ...SEARCH, through })),
    ),
  ),
  searched: fc.array(fc.record({ key: fc.constantFrom("web1", "db1"), since: fc.nat() }), { maxLength: 2 }),
});

/** What is remembered of the past, and of the reading of logs. */
export function describeHistory(s: Subject): void {
  describe("the history", () => {
    test("is nothing at first, and no log was read", async () => {
      expect(await s.store.readHistory(null)).toEqual({ tracks: [], next: null });
      expect(await s.store.readLogProgress()).toEqual({ log: null, search: null, searched: [] });
    });

    test("has the marks of each track in the order of time, whatever the order they came in", async () => {
      const marks = [3, 1, 2].map((at): HistoryMark => ({ key: "web1", track: "state", at: NOON + at, value: at }));
      await s.store.addHistory(makeHistory({ marks }));
      const steps = { ats: [NOON + 1, NOON + 2, NOON + 3], values: [1, 2, 3] };
      expect(await s.readHistory()).toEqual([{ key: "web1", track: "state", steps }]);
    });

    test("keeps the last mark of an instant, and forgets those that are removed before it adds", async () => {
      const name = { key: null, track: "source" } as const;
      const [first, second] = [NOON, NOON + 1];
      await s.store.addHistory(makeHistory({ marks: [{ ...name, at: first, value: 1 }] }));
      await s.store.addHistory(
        makeHistory({
          removed: [first, second].map((at) => ({ ...name, at })),
          marks: [2, 3].map((value) => ({ ...name, at: second, value })),
        }),
      );
      expect(await s.readHistory()).toEqual([{ ...name, steps: { ats: [second], values: [3] } }]);
    });

    test("has no track whose marks are all removed, nor one of which a mark was removed that it never had", async () => {
      const mark: HistoryMark = { key: "web1", track: "state", at: NOON, value: 1 };
      await s.store.addHistory(makeHistory({ marks: [mark] }));
      await s.store.addHistory(makeHistory({ removed: [mark, { ...mark, key: "web2" }] }));
      expect(await s.store.readHistory(null)).toEqual({ tracks: [], next: null });
    });

    test("comes in pages that hold every track once and whole", async () => {
      const marks = Array.from({ length: 3 * 30_000 }, (_, at): HistoryMark => {
        return { key: `web${at % 3}`, track: "state", at: NOON + at, value: at % 16 };
      });
      for (let from = 0; from < marks.length; from += 10_000) {
        await s.store.addHistory(makeHistory({ marks: marks.slice(from, from + 10_000) }));
      }
      const first = await s.store.readHistory(null);
      expect(first.tracks.map(({ key }) => key)).toEqual(["web0", "web1"]);
      expect(first.next).not.toBeNull();
      const tracks = await s.readHistory();
      expect(tracks.map(({ key }) => key)).toEqual(["web0", "web1", "web2"]);
      for (const [index, { steps }] of tracks.entries()) {
        expect(steps.ats).toEqual(marks.filter((_, at) => at % 3 === index).map(({ at }) => at));
      }
    });

    test("is what the additions say, one after the other, and each of them twice is once", async () => {
      const known = new Map<string, Map<number, number>>();
      let progress: LogProgress = { log: null, search: null, searched: [] };
      await fc.assert(
        fc.asyncProperty(anyHistory, async (batch) => {
          await s.store.addHistory(batch);
          addToModel(known, batch);
          progress = advance(progress, batch);
          expect(sortTracks(await s.readHistory())).toEqual(listModel(known));
          expect(sortProgress(await s.store.readLogProgress())).toEqual(sortProgress(progress));
          await s.store.addHistory(structuredClone(batch));
          expect(sortTracks(await s.readHistory())).toEqual(listModel(known));
          expect(sortProgress(await s.store.readLogProgress())).toEqual(sortProgress(progress));
        }),
        { numRuns: 30 },
      );
    });

    test("is a copy of what was given, and answers copies", async () => {
      const log = { ...POSITION };
      const mark: HistoryMark = { key: "web1", track: "state", at: NOON, value: 1 };
      await s.store.addHistory(makeHistory({ marks: [mark], log }));
      mark.value = 9;
      log.offset = 0;
      const answered = await s.store.readLogProgress();
      if (answered.log !== null) answered.log.offset = 1;
      expect((await s.store.readLogProgress()).log).toEqual(POSITION);
      expect((await s.readHistory())[0]?.steps.values).toEqual([1]);
    });
  });

  describe("the progress of reading logs", () => {
    test("stays where nothing is said about it, and a search that is done is none", async () => {
      const searched = [
        { key: "web1", since: NOON },
        { key: "db1", since: NOON },
      ];
      await s.store.addHistory(makeHistory({ log: POSITION, search: SEARCH, searched }));
      await s.store.addHistory(makeHistory());
      expect(await s.store.readLogProgress()).toEqual({ log: POSITION, search: SEARCH, searched });
      const further = { key: "web1", since: NOON - 1 };
      await s.store.addHistory(makeHistory({ search: "done", searched: [further] }));
      expect(await s.store.readLogProgress()).toEqual({
        log: POSITION,
        search: null,
        searched: [further, { key: "db1", since: NOON }],
      });
    });
  });
}

function addToModel(known: Map<string, Map<number, number>>, { marks, removed }: HistoryBatch): void {
  for (const { key, track, at } of removed) known.get(`${key} ${track}`)?.delete(at);
  for (const { key, track, at, value } of marks) {
    const name = `${key} ${track}`;
    known.set(name, (known.get(name) ?? new Map()).set(at, value));
  }
}

function advance(before: LogProgress, { log, search, searched }: HistoryBatch): LogProgress {
  const others = before.searched.filter(({ key }) => !searched.some((one) => one.key === key));
  const last = new Map(searched.map(({ key, since }) => [key, since]));
  return {
    log: log ?? before.log,
    search: search === "done" ? null : (search ?? before.search),
    searched: [...others, ...[...last].map(([key, since]) => ({ key, since }))],
  };
}

function sortProgress(progress: LogProgress): LogProgress {
  return { ...progress, searched: [...progress.searched].sort((a, b) => a.key.localeCompare(b.key)) };
}

type Listed = [name: string, marks: [at: number, value: number][]];

function listModel(known: Map<string, Map<number, number>>): Listed[] {
  const listed = [...known].map(([name, marks]): Listed => [name, [...marks].sort(([a], [b]) => a - b)]);
  return listed.filter(([, marks]) => marks.length > 0).sort(([a], [b]) => a.localeCompare(b));
}

function sortTracks(tracks: HistoryPage["tracks"]): Listed[] {
  return tracks
    .map(
      ({ key, track, steps }): Listed => [
        `${key} ${track}`,
        steps.ats.map((at, index): [number, number] => [at, steps.values[index] ?? Number.NaN]),
      ],
    )
    .sort(([a], [b]) => a.localeCompare(b));
}
