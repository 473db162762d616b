import { describe, expect, it } from "vitest";
import { makeOperatorFacts } from "@/tests/fixtures/operator-facts";
import { forgetStates } from "./operator-lost";
import { describeOperation } from "./operator-view";

const AT = Date.UTC(2026, 10, 23, 13, 32, 30);

describe("a dashboard that hears nothing from its server", () => {
  it("calls nothing green, says since when, and keeps what was", () => {
    for (const facts of Object.values(makeOperatorFacts(AT))) {
      const view = describeOperation(facts);
      const lost = forgetStates(view, AT + 5000);
      expect(lost.stations.map(({ sign }) => sign)).toEqual(Array(6).fill("unknown"));
      expect(lost.stations[0]?.words).toBe(`Was: ${view.stations[0]?.words}`);
      expect(lost.headline).toMatch(/^Connection lost since \d\d:32:35\. Nothing here is known to be true now\.$/);
      expect(lost.needsPerson).toEqual(view.needsPerson);
    }
  });
});
