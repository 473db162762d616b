import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSlug, makeSlug } from "./slug";

describe("makeSlug", () => {
  it.each([
    ["Website", "website"],
    ["  E-mail & Calendar ", "e-mail-calendar"],
    ["Zürich / Ångström", "zurich-angstrom"],
    ["Сервис №1", "сервис-no1"],
    ["!?", ""],
  ])("makes of %j %j", (name, slug) => {
    expect(makeSlug(name)).toBe(slug);
  });

  it("makes a slug of any name with a letter or digit, and leaves slugs as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const slug = makeSlug(name);
        expect(slug === "" || isSlug(slug)).toBe(true);
        expect(makeSlug(slug)).toBe(slug);
        expect(slug).not.toMatch(/[\s/?#%&<>"'\\]/);
      }),
    );
  });
});
