import { describe, expect, it } from "vitest";
import { LANGUAGES } from "@/lib/domain/words";
import { LOCALES } from "@/lib/view/words/locales";
import type { PluralForms } from "@/lib/view/words/plural";
import { INTERFACES } from "@/lib/view/words/words-of";
import { EN } from "./en";

type Text = string | PluralForms;

const formsOf = (text: Text): string[] => (typeof text === "string" ? [text] : Object.values(text));
const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
/** A form for one thing may leave its number out. */
const placeholdersOf = (text: Text): string[] =>
  [...new Set(formsOf(text).flatMap(namesIn))].filter((name) => name !== "count").sort();

describe.each(LANGUAGES)("the interface in %s", (language) => {
  const { texts, dates } = INTERFACES[language];
  const entries = Object.entries<Text>(texts);

  it("has every text, and no other", () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(EN.texts).sort());
    for (const [key, text] of entries) {
      for (const form of formsOf(text)) {
        expect(form.trim(), key).not.toBe("");
        expect(form, key).not.toMatch(/^\s|\s$/);
      }
    }
  });

  it("names the same things as the English one, in every form", () => {
    for (const [key, text] of entries) {
      const english: Text = EN.texts[key as keyof typeof EN.texts];
      expect(typeof text, key).toBe(typeof english);
      const expected = placeholdersOf(english);
      expect(placeholdersOf(text), key).toEqual(expected);
      for (const form of formsOf(text)) {
        expect(
          namesIn(form).filter((name) => name !== "count" && !expected.includes(name)),
          key,
        ).toEqual([]);
      }
    }
  });

  it("has a form for every number of things", () => {
    const rules = new Intl.PluralRules(LOCALES[language]);
    const needed = new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)));
    for (const [key, text] of entries) {
      if (typeof text === "string") continue;
      expect(Object.keys(text), key).toEqual(expect.arrayContaining([...needed]));
      // What stands for many numbers says which.
      for (const category of [...needed].filter((each) => isOfMany(rules, each))) {
        expect(text[category], `${key} (${category})`).toContain("{count}");
      }
    }
  });

  it("has names for all months and days", () => {
    for (const names of [dates.months, dates.shortMonths, dates.aloneMonths ?? dates.months]) {
      expect(new Set(names).size).toBe(12);
    }
    for (const names of [dates.weekdays, dates.shortWeekdays]) expect(new Set(names).size).toBe(7);
    for (const pattern of [dates.day, dates.shortDay, dates.fullDate, dates.longDay])
      expect(pattern).toContain("{date}");
  });

  it("is translated", () => {
    if (language === "en") return;
    const english = new Set(
      Object.values<Text>(EN.texts)
        .flatMap(formsOf)
        .filter((text) => text.split(" ").length > 2),
    );
    const untold = entries.flatMap(([key, text]) => (formsOf(text).some((form) => english.has(form)) ? [key] : []));
    expect(untold).toEqual([]);
  });
});

function isOfMany(rules: Intl.PluralRules, category: Intl.LDMLPluralRule): boolean {
  return (
    Array.from({ length: 201 }, (_, count) => count).filter((count) => rules.select(count) === category).length > 1
  );
}
