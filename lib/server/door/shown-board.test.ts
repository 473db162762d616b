import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { createBoard, createBoardReader, createBoardWriter } from "./shown-board";

const publication = (freshUntil: number | null) => ({ page: { freshUntil } });
const settings = { link: "https://status.example.org", language: "he" } as const;

it("what is on show is read as it was written", () => {
  const board = createBoard();
  const [write, read] = [createBoardWriter(board), createBoardReader(board)];
  write({ publication: publication(5000), settings, at: Date.now() });
  expect(read()).toMatchObject({ freshUntil: 5000, hasLink: true, language: "he" });
  write({ publication: publication(null), settings: { link: null, language: "ja" }, at: Date.now() });
  expect(read()).toMatchObject({ freshUntil: null, hasLink: false, language: "ja" });
  write({ publication: null, settings: undefined, at: Date.now() });
  expect(read()).toMatchObject({ freshUntil: null, hasLink: false, language: "en" });
});

it("another publication or decision has another name, the same one keeps its own", () => {
  const board = createBoard();
  const [write, read] = [createBoardWriter(board), createBoardReader(board)];
  const names = (given: Parameters<typeof write>[0]) => {
    write(given);
    const { publication: one, settings: other } = read();
    return [one, other];
  };
  const first = { publication: publication(1), settings, at: 0 };
  const named = names(first);
  expect(names(first)).toEqual(named);
  const [renamed, kept] = names({ ...first, publication: publication(1) });
  expect(renamed).not.toBe(named[0]);
  expect(kept).toBe(named[1]);
  expect(names({ ...first, publication: null, settings: { ...settings } })[1]).not.toBe(named[1]);
});

it("a clock that is set back makes nothing current again", async () => {
  const board = createBoard();
  const [write, read] = [createBoardWriter(board), createBoardReader(board)];
  const ahead = Date.now() + 3_600_000;
  write({ publication: null, settings, at: ahead });
  const seen = read().at;
  expect(seen).toBeGreaterThanOrEqual(ahead - 1);
  await new Promise((done) => setTimeout(done, 30));
  expect(read().at - seen).toBeGreaterThanOrEqual(25);
});

/** Writes as fast as it can: the values always belong together. */
const WRITER = `
const { workerData } = require("node:worker_threads");
const turn = new Int32Array(workerData, 0, 1);
const values = new Float64Array(workerData, 8);
for (let name = 0; ; name += 1) {
  Atomics.add(turn, 0, 1);
  values[0] = name;
  values[2] = name * 2;
  Atomics.add(turn, 0, 1);
}`;

it("another thread that writes meanwhile is never seen half way", async () => {
  const board = createBoard();
  const read = createBoardReader(board);
  const writer = new Worker(WRITER, { eval: true, workerData: board });
  const seen = new Set<unknown>();
  while (seen.size < 20_000) {
    const { publication, freshUntil } = read();
    expect(freshUntil).toBe(Number(publication) * 2);
    seen.add(publication);
    if (seen.size === 1) await new Promise(setImmediate);
  }
  await writer.terminate();
});
