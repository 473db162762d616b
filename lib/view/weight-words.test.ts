import { expect, it } from "vitest";
import { DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { sayWeights } from "./weight-words";
import { ENGLISH } from "./words/words-of";

const say = (weights: Partial<typeof DEFAULT_WEIGHTS>) =>
  sayWeights({ ...DEFAULT_WEIGHTS, ...weights }, ENGLISH).replaceAll("\u00a0", " ");

it("the weights say what counts as down, and what does not", () => {
  expect(say({})).toBe(
    "Counted as down: major outages fully, partial outages 30 %. Not counted: degraded performance, maintenance. Time that is not known is left out.",
  );
});

it("a weight of any size is said, and so is none at all", () => {
  expect(say({ degraded_performance: 0.125, under_maintenance: 1 })).toBe(
    "Counted as down: major outages fully, partial outages 30 %, degraded performance 12.5 %, maintenance fully. Time that is not known is left out.",
  );
  expect(say({ major_outage: 0, partial_outage: 0 })).toBe(
    "Not counted as down: major outages, partial outages, degraded performance, maintenance. Time that is not known is left out.",
  );
});
