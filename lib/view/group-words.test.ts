import { describe, expect, it } from "vitest";
import { countStates, sayGroup } from "./group-words";
import { ENGLISH } from "./words/words-of";

describe("a group in words", () => {
  it("says what is wrong, worst first, and nothing of what is well", () => {
    const words = sayGroup(
      ["operational", "degraded_performance", "major_outage", "major_outage", "partial_outage"],
      ENGLISH,
    );
    expect(words.replaceAll("\u00a0", " ")).toBe("2 major outages, 1 partial outage, 1 degraded");
  });

  it("says that all is well, or that all is the same", () => {
    expect(sayGroup(["operational", "operational"], ENGLISH).replaceAll("\u00a0", " ")).toBe("All 2 operational");
    expect(sayGroup(["unknown"], ENGLISH).replaceAll("\u00a0", " ")).toBe("1 unknown");
    expect(sayGroup([], ENGLISH)).toBe("No services");
  });

  it("counts each state once", () => {
    expect(countStates(["unknown", "operational", "unknown"])).toEqual([
      { state: "unknown", count: 2 },
      { state: "operational", count: 1 },
    ]);
  });
});
