import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSameOutage, type Outage } from "./same-outage";

const anyOutage: fc.Arbitrary<Outage> = fc
  .record({ key: fc.constantFrom("web1", "db1"), startedAt: fc.nat(9), length: fc.option(fc.nat(5)) })
  .map(({ key, startedAt, length }) => ({ key, startedAt, endedAt: length === null ? null : startedAt + length }));

describe("two accounts of an outage", () => {
  test.each<[string, boolean, [number, number | null], [number, number | null]]>([
    ["that overlap are of the same one", true, [0, 5], [4, 9]],
    ["where one lies within the other are of the same one", true, [0, 9], [4, 5]],
    ["with one start are of the same one, even without a length", true, [3, 3], [3, 9]],
    ["where one begins as the other ends are of two", false, [0, 5], [5, 9]],
    ["apart are of two", false, [0, 3], [5, 9]],
    ["of which one lasts are of the same one if it began before the other's end", true, [4, null], [0, 5]],
    ["of which one began to last at the other's end are of two", false, [5, null], [0, 5]],
  ])("%s", (_, isSame, [aStart, aEnd], [bStart, bEnd]) => {
    const a = { key: "web1", startedAt: aStart, endedAt: aEnd };
    expect(isSameOutage(a, { key: "web1", startedAt: bStart, endedAt: bEnd })).toBe(isSame);
    expect(isSameOutage(a, { key: "db1", startedAt: bStart, endedAt: bEnd })).toBe(false);
  });

  test("say the same in either order, and each is of its own outage", () => {
    fc.assert(
      fc.property(anyOutage, anyOutage, (a, b) => {
        expect(isSameOutage(a, b)).toBe(isSameOutage(b, a));
        expect(isSameOutage(a, a)).toBe(true);
      }),
    );
  });
});
