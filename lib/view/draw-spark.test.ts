import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSpark, SPARK_HEIGHT } from "./draw-spark";

/** Every point of a path of absolute moves and lines. */
function listDots(path: string): [x: number, y: number][] {
  return [...path.matchAll(/[ML](\S+?) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe("a line of values", () => {
  it("stands on zero and reaches its highest value", () => {
    expect(drawSpark([0, 5, 10], null)).toEqual({
      width: 2,
      height: 72,
      line: "M0 71.5L1 38.8L2 6",
      dots: "",
      area: "M0 72L0 71.5L1 38.8L2 6L2 72Z",
      limit: null,
    });
  });

  it("is broken where nothing was measured, and a lone value is a dot", () => {
    const { line, dots, area } = drawSpark([1, 1, null, 1, null, null, 1, 1], null);
    expect(line).toBe("M0 6L1 6M6 6L7 6");
    expect(dots).toBe("M3 6h0");
    expect(area).toBe("M0 72L0 6L1 6L1 72ZM6 72L6 6L7 6L7 72Z");
  });

  it("leaves room for the limit, and for what is below zero", () => {
    expect(drawSpark([1, 1], 2)).toMatchObject({ line: "M0 38.8L1 38.8", limit: 6 });
    expect(drawSpark([-1, 1], null).line).toBe("M0 71.5L1 6");
    expect(drawSpark([1, 1], 0.5).limit).toBe(38.8);
  });

  it("of nothing, and of nothing but zeros, is flat", () => {
    expect(drawSpark([null, null], null)).toMatchObject({ line: "", area: "" });
    expect(drawSpark([], null)).toMatchObject({ line: "", width: 1 });
    expect(drawSpark([0, 0], null).line).toBe("M0 71.5L1 71.5");
  });

  it("has a point for each value at its place, within the box, and none for a gap", () => {
    const values = fc.array(fc.option(fc.double({ min: -1e12, max: 1e12, noNaN: true })), { maxLength: 97 });
    fc.assert(
      fc.property(values, fc.option(fc.double({ min: 1e-6, max: 1e12, noNaN: true })), (points, limit) => {
        const { line, dots: lone } = drawSpark(points, limit);
        const dots = [...listDots(line), ...listDots(lone)].sort(([a], [b]) => a - b);
        expect(dots.map(([x]) => x)).toEqual([...points.keys()].filter((x) => points[x] !== null));
        for (const [, y] of dots) {
          expect(y).toBeGreaterThanOrEqual(6);
          expect(y).toBeLessThanOrEqual(SPARK_HEIGHT);
        }
      }),
    );
  });
});
