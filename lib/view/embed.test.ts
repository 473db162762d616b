import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeBars } from "@/tests/fixtures/bar-figures";
import { describeEmbed, listAncestors, renderEmbed } from "./embed";
import type { PageView } from "./page-view";
import { UNKNOWN_PAGE } from "./unknown-page";

const AT = Date.UTC(2026, 10, 23, 14);

function page(name = "Website"): PageView {
  const bars = makeBars("website", "operational", AT);
  const website = { slug: "website", name, description: null, state: "operational", since: null, bars } as const;
  const groups = [{ name: null, components: [website], bars: null }];
  return { ...UNKNOWN_PAGE, name: "Example", asOf: AT, freshUntil: AT + 1000, groups };
}

describe("what other sites may show", () => {
  it("is the state of the page or of a component, with where more stands", () => {
    expect(describeEmbed(page(), AT, null)).toEqual({
      name: "Example",
      state: "operational",
      message: "Website is operational",
      path: "/",
    });
    expect(describeEmbed(page(), AT, "website")).toEqual({
      name: "Website",
      state: "operational",
      message: "Operational",
      path: "/components/website",
    });
    expect(describeEmbed(page(), AT, "hidden")).toBeNull();
  });

  it("is never green when the data is too old, or was never read", () => {
    for (const slug of [null, "website"]) {
      const message = "We cannot confirm the status right now";
      expect(describeEmbed(page(), AT + 1001, slug)).toMatchObject({ state: "unknown", message });
    }
    expect(describeEmbed(UNKNOWN_PAGE, AT, null)).toMatchObject({ state: "unknown" });
    expect(describeEmbed({ ...UNKNOWN_PAGE, publishes: false }, AT, null)).toMatchObject({ state: "unknown" });
  });

  it("is a page without a script, in which every name is text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const status = describeEmbed(page(`<script>${text}</script>`), AT, "website");
        const html = status === null ? "" : renderEmbed(status);
        expect(html).not.toMatch(/<script/i);
        expect(html.match(/<a /g)).toHaveLength(1);
      }),
    );
  });
});

describe("who may frame it", () => {
  it("is the page itself where nobody was chosen, else whom the operator chose", () => {
    expect(listAncestors([])).toBe("'self'");
    expect(listAncestors(["https://www.example.com", "http://[::1]:8080"])).toBe(
      "'self' https://www.example.com http://[::1]:8080",
    );
    expect(listAncestors(["https://www.example.com", "*"])).toBe("*");
  });

  it("is nobody whose name would end the policy", () => {
    expect(listAncestors(["https://a;script-src", "https://b, default-src"])).toBe("'self'");
  });
});
