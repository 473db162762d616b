import { expect, it } from "vitest";
import { sayRule } from "./rule-words";
import { ENGLISH } from "./words/words-of";

it("a rule is told by how many parts there are and how they count, without naming any", () => {
  expect(sayRule({ kind: "worst" }, 3, ENGLISH)).toBe(
    "It is as well as the worst of its 3 parts: it counts as down as soon as one of them is.",
  );
  expect(sayRule({ kind: "best" }, 3, ENGLISH)).toBe(
    "It is as well as the best of its 3 parts: it counts as down when all of them are.",
  );
  expect(sayRule({ kind: "at_least", count: 2 }, 3, ENGLISH)).toBe(
    "It is well as long as 2 of its 3 parts are: it counts as down when more than 1 of them is.",
  );
});

it("one part is its own rule, and none is nothing to know by", () => {
  expect(sayRule({ kind: "best" }, 1, ENGLISH)).toBe(
    "One thing is watched for it, and its state is the state of that.",
  );
  expect(sayRule({ kind: "worst" }, 0, ENGLISH)).toContain("unknown");
});

it("a rule that asks for more than there is says that it cannot be met", () => {
  expect(sayRule({ kind: "at_least", count: 3 }, 3, ENGLISH)).toBe(
    "It is well as long as 3 of its 3 parts are: it counts as down as soon as one of them is.",
  );
  expect(sayRule({ kind: "at_least", count: 4 }, 3, ENGLISH)).toContain("unknown");
});
