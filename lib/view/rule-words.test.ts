import { expect, it } from "vitest";
import { sayRule } from "./rule-words";

it("a rule is told by how many parts there are and how they count, without naming any", () => {
  expect(sayRule({ kind: "worst" }, 3)).toBe(
    "It is as well as the worst of its 3 parts: it counts as down as soon as one of them is.",
  );
  expect(sayRule({ kind: "best" }, 3)).toBe(
    "It is as well as the best of its 3 parts: it counts as down when all of them are.",
  );
  expect(sayRule({ kind: "at_least", count: 2 }, 3)).toBe(
    "It is well as long as 2 of its 3 parts are: it counts as down when more than 1 of them is.",
  );
});

it("one part is its own rule, and none is nothing to know by", () => {
  expect(sayRule({ kind: "best" }, 1)).toBe("One thing is watched for it, and its state is the state of that.");
  expect(sayRule({ kind: "worst" }, 0)).toContain("unknown");
});

it("a rule that asks for more than there is says that it cannot be met", () => {
  expect(sayRule({ kind: "at_least", count: 4 }, 3)).toContain("unknown");
});
