import { expect, it } from "vitest";
import { createRefusalNotes } from "./note-refusals";

it("each refusal is counted, and the first of a minute is said with how many there were since the last line", () => {
  let now = 5;
  let counted = 0;
  const said: unknown[] = [];
  const note = createRefusalNotes({
    log: { warn: (message, fields) => said.push([message.split(":")[0], fields]) },
    count: () => (counted += 1),
    monotonic: () => now,
  });
  for (const at of [5, 6, 1000, 60_004, 60_005, 60_006, 300_000]) {
    now = at;
    note();
  }
  expect(counted).toBe(7);
  const words = "Questions are refused";
  expect(said).toEqual([
    [words, { refused: 1 }],
    [words, { refused: 4 }],
    [words, { refused: 2 }],
  ]);
});
