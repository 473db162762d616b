import { describe, expect, it } from "vitest";
import { countStates, sayGroup } from "./group-words";

describe("a group in words", () => {
  it("says what is wrong, worst first, and nothing of what is well", () => {
    const words = sayGroup(["operational", "degraded_performance", "major_outage", "major_outage", "partial_outage"]);
    expect(words.replaceAll("\u00a0", " ")).toBe("2 major outages, 1 partial outage, 1 degraded");
  });

  it("says that all is well, or that all is the same", () => {
    expect(sayGroup(["operational", "operational"]).replaceAll("\u00a0", " ")).toBe("All 2 operational");
    expect(sayGroup(["unknown"]).replaceAll("\u00a0", " ")).toBe("1 unknown");
    expect(sayGroup([])).toBe("No services");
  });

  it("counts each state once", () => {
    expect(countStates(["unknown", "operational", "unknown"])).toEqual([
      { state: "unknown", count: 2 },
      { state: "operational", count: 1 },
    ]);
  });
});
