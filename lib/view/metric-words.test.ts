import { describe, expect, it } from "vitest";
import { findPresent, sayRange, sayUnknown, sayValue } from "./metric-words";
import type { MetricView } from "./page-view";
import { ENGLISH, wordsOf } from "./words/words-of";

const AT = Date.UTC(2026, 2, 14, 12);
const METRIC: MetricView = {
  name: "Response time",
  unit: "s",
  latest: { value: 0.38, at: AT, isPresent: true },
  points: [null, 0.3, 1.25, null, 0.38],
  from: AT - 3_600_000,
  to: AT,
  slowFrom: null,
};

describe("the words of a metric", () => {
  it("write values as the language does", () => {
    expect(sayValue(0.38, "s", ENGLISH)).toBe("0.38\u00a0s");
    expect(sayValue(42, "", ENGLISH)).toBe("42");
    expect(sayValue(0.38, "s", wordsOf({ language: "de", base: "" }))).toBe("0,38\u00a0s");
  });

  it("tell the range of the line to who does not see it", () => {
    expect(sayRange(METRIC, ENGLISH)).toBe(
      "In the last 24 hours: lowest 0.3\u00a0s, highest 1.25\u00a0s, last 0.38\u00a0s.",
    );
    expect(sayRange({ ...METRIC, points: [null] }, ENGLISH)).toBeNull();
  });

  it("call no value present that is not, and say what it was", () => {
    expect(findPresent(METRIC, true)).toBe(0.38);
    expect(findPresent(METRIC, false)).toBeNull();
    expect(findPresent({ ...METRIC, latest: { value: 0.38, at: AT, isPresent: false } }, true)).toBeNull();
    expect(sayUnknown(METRIC, ENGLISH)).toBe("Unknown, last 0.38\u00a0s");
    expect(sayUnknown({ ...METRIC, latest: null }, ENGLISH)).toBe("Unknown");
  });
});
