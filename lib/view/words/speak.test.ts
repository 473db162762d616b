import { describe, expect, it } from "vitest";
import { EN } from "./interface/en";
import { speak } from "./speak";
import { ENGLISH } from "./words-of";

describe("how the pages speak", () => {
  it("says texts, with what their placeholders stand for or with those left in", () => {
    expect(ENGLISH.say("asOf.age", { span: "9 minutes" })).toBe("9 minutes old");
    expect(ENGLISH.raw("asOf.age")).toBe("{span} old");
    expect([1, 2].map((count) => ENGLISH.count("ledger.some", count, { shown: 1 }))).toEqual([
      "1 of 1 service",
      "1 of 2 services",
    ]);
  });

  it("writes numbers and lists with the signs of the language", () => {
    const words = speak({ language: "de", base: "/de" }, { ...EN, decimal: ",", comma: "、" });
    expect([words.number(99.5, 2), words.number(12.5), words.number(30)]).toEqual(["99,50", "12,5", "30"]);
    expect(words.join(["a", "b", "c"])).toBe("a、b、c");
    expect(words.join(["a, b", "c"], "semicolon")).toBe("a, b; c");
  });

  it("leads to pages in its language", () => {
    expect(speak({ language: "de", base: "/de" }, EN).href("/history")).toBe("/de/history");
    expect(ENGLISH.href("/history")).toBe("/history");
  });

  it("gives a name its own direction where the text runs from right to left", () => {
    const words = speak({ language: "he", base: "/he" }, EN);
    expect(words.direction).toBe("rtl");
    expect(words.say("headlineOne.operational", { name: "Website" })).toBe("\u2068Website\u2069 is operational");
    // The first letter of a phrase of isolated parts would be none.
    const names = words.join(["Website", "דואר"]);
    expect(words.say("headlineOne.operational", { name: names })).toBe(
      "\u2067\u2068Website\u2069, \u2068דואר\u2069\u2069 is operational",
    );
    expect(words.say("unit.percent", { number: "99.31" })).toBe("99.31\u00a0%");
    expect(words.dates.formatClock(Date.UTC(2026, 10, 23, 13, 32), "UTC")).toBe("\u206613:32 UTC\u2069");
  });
});
