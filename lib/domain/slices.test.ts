import fc from "fast-check";
import { expect, it } from "vitest";
import { drain, eachInSlices, sortInSlices } from "./slices";

it("sorts as the language does, stably", () => {
  const item = fc.record({ rank: fc.nat(5), id: fc.nat() });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 3500, size: "max" }), (items) => {
      const compare = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank;
      expect(drain(sortInSlices(items, compare))).toEqual(items.toSorted(compare));
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

it("gives way after every thousand items", () => {
  const seen: number[] = [];
  const items = Array.from({ length: 2500 }, (_, i) => i);
  const work = eachInSlices(items, (item) => seen.push(item));
  const lengths: number[] = [];
  while (work.next().done !== true) lengths.push(seen.length);
  expect(lengths).toEqual([1000, 2000]);
  expect(seen).toEqual(items);
});
