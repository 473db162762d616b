import { expect, it } from "vitest";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { sayWeights } from "./weight-words";

const say = (weights: Partial<typeof DEFAULT_WEIGHTS>) =>
  sayWeights({ ...DEFAULT_WEIGHTS, ...weights }).replaceAll("\u00a0", " ");

it("the weights are said in one sentence", () => {
  expect(say({})).toBe(
    "Major outages count fully, partial ones 30 %; degraded performance and maintenance do not; time that is not known is left out.",
  );
});

it("a weight of any size is said, and so is none at all", () => {
  expect(say({ degraded_performance: 0.125, under_maintenance: 1 })).toBe(
    "Major outages count fully, partial ones 30 %, degraded performance 12.5 %, maintenance fully; time that is not known is left out.",
  );
  expect(say({ major_outage: 0, partial_outage: 0 })).toBe(
    "Major outages, partial ones, degraded performance and maintenance do not count; time that is not known is left out.",
  );
});
