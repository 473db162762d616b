import { describe, expect, it } from "vitest";
import { pickLanguage, splitLanguage } from "./language";

const LANGUAGES = ["en", "de", "pt", "zh", "he"] as const;

describe("the language at the front of an address", () => {
  it("is taken off", () => {
    expect(splitLanguage("/de/history?month=2026-11", LANGUAGES)).toEqual({
      language: "de",
      rest: "/history?month=2026-11",
    });
    expect(splitLanguage("/he", LANGUAGES)).toEqual({ language: "he", rest: "/" });
    expect(splitLanguage("/he?a=1", LANGUAGES)).toEqual({ language: "he", rest: "/?a=1" });
    expect(splitLanguage("/zh/", LANGUAGES)).toEqual({ language: "zh", rest: "/" });
  });

  it.each(["/", "/dex", "/fr/history", "/DE", "//de/x", "/de:80", "/history/de", "de/x", ""])("is not in %j", (url) => {
    expect(splitLanguage(url, LANGUAGES)).toBeNull();
  });
});

describe("the language that somebody likes best", () => {
  it.each([
    ["de", "de"],
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["en;q=0.3, pt-BR;q=0.7", "pt"],
    ["zh-Hant-TW", "zh"],
    ["fr, de;q=0.5", "de"],
    ["DE", "de"],
    ["nl;q=0.9, *;q=0.5, de;q=0.4", null],
    ["de;q=0, en", "en"],
    ["de;q=0", null],
    ["de;q=high", null],
    ["", null],
    [undefined, null],
    ["tlh", null],
    ["end", null],
  ])("of %j is %j", (accepted, language) => {
    expect(pickLanguage(accepted, LANGUAGES)).toBe(language);
  });

  it("is found quickly whatever is asked", () => {
    expect(pickLanguage(`${"x;q=0.1,".repeat(100_000)}de`, LANGUAGES)).toBeNull();
  });
});
