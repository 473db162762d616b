import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNearest, measureDistance } from "./did-you-mean";

describe("measureDistance", () => {
  it("is a distance: nothing to itself, the same both ways, never longer over a detour", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(measureDistance(a, a)).toBe(0);
        expect(measureDistance(a, b)).toBe(measureDistance(b, a));
        expect(measureDistance(a, c)).toBeLessThanOrEqual(measureDistance(a, b) + measureDistance(b, c));
      }),
    );
  });
});

describe("findNearest", () => {
  it("finds what was meant and keeps silent where nothing was", () => {
    const keys = ["interval_seconds", "staleness_threshold_seconds", "port"];
    expect(findNearest("intervall-Seconds", keys)).toBe("interval_seconds");
    expect(findNearest("prot", keys)).toBe("port");
    expect(findNearest("top", keys)).toBeNull();
    expect(findNearest("ports", keys)).toBe("port");
    expect(findNearest("colour", keys)).toBeNull();
    expect(findNearest("interval_secnd", keys, 1)).toBeNull();
  });
});
