import fc from "fast-check";
import { expect, it } from "vitest";
import { type RestartNote, readRestart, writeRestart } from "./restart-note";

const anyNote: fc.Arbitrary<RestartNote> = fc.record({
  count: fc.nat(),
  reason: fc.constantFrom("crash", "stalled", "memory", "exit"),
  detail: fc.string(),
  at: fc.nat(),
});

it("what the supervisor writes the server reads", () => {
  fc.assert(
    fc.property(anyNote, (note) => {
      expect(readRestart(writeRestart(note))).toEqual(note);
    }),
  );
});

it("the first start, and anything that is no note, is no restart", () => {
  expect(readRestart(writeRestart(null))).toBeNull();
  for (const text of ["", "{", "null", "7", '{"count":1}', '{"count":1,"reason":"x","detail":"","at":1}']) {
    expect(readRestart({ VITRINE_RESTART: text })).toBeNull();
  }
});
