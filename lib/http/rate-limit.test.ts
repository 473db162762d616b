import fc from "fast-check";
import { expect, it } from "vitest";
import { createRateLimit } from "./rate-limit";

function open(mostNames = 100) {
  let now = 5000;
  const limit = createRateLimit({ windowMs: 60_000, mostNames, monotonic: () => now });
  return { ...limit, pass: (ms: number) => (now += ms) };
}

it("lets a name ask so often in a minute from its first question on, and says how long it has to wait then", () => {
  const { take, pass } = open();
  for (let index = 0; index < 3; index++) expect(take("a", 3)).toBe(0);
  pass(20_000);
  expect(take("a", 3)).toBe(40_000);
  expect(take("b", 3)).toBe(0);
  pass(39_999);
  expect(take("a", 3)).toBe(1);
  pass(1);
  expect(take("a", 3)).toBe(0);
});

it("remembers only so many names: what is over goes first, then what began first", () => {
  const { take, pass, size } = open(3);
  for (const name of ["a", "b", "c", "d"]) take(name, 1);
  expect(size()).toBe(3);
  expect(take("b", 1)).toBeGreaterThan(0);
  expect(take("a", 1)).toBe(0);
  pass(60_000);
  take("e", 1);
  expect(size()).toBe(1);
});

it("never lets more through in a window than it may, whoever else asks", () => {
  const asked = fc.array(fc.record({ name: fc.constantFrom("a", "b", "c"), wait: fc.nat(30_000) }), { maxLength: 200 });
  fc.assert(
    fc.property(asked, fc.integer({ min: 1, max: 5 }), (questions, most) => {
      const { take, pass } = open();
      const through = new Map<string, number[]>();
      let at = 0;
      for (const { name, wait } of questions) {
        at += wait;
        pass(wait);
        const times = through.get(name) ?? [];
        if (take(name, most) === 0) through.set(name, [...times, at]);
      }
      for (const times of through.values()) {
        // Two windows may touch: between their first questions lies a whole one.
        for (const [index, time] of times.entries()) {
          const twice = times[index + 2 * most];
          if (twice !== undefined) expect(twice - time).toBeGreaterThanOrEqual(60_000);
        }
      }
    }),
  );
});
