import { describe, expect, it } from "vitest";
import { sayDuration, sayMinutes } from "./duration-words";

describe("a span in words", () => {
  it("is as exact as its length asks for", () => {
    const spans = [-5000, 1000, 21_999, 60_000, 9 * 60_000, 6_300_000, 7_200_000, 86_400_000, 273_600_000];
    expect(spans.map(sayDuration)).toEqual([
      "0 seconds",
      "1 second",
      "21 seconds",
      "1 minute",
      "9 minutes",
      "1 h 45 min",
      "2 h",
      "1 day",
      "3 days 4 h",
    ]);
  });

  it("does not count seconds where nobody redraws them", () => {
    expect([0, 59_999, 60_000].map(sayMinutes)).toEqual(["less than a minute", "less than a minute", "1 minute"]);
  });
});
