import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { PUBLIC_STATES } from "@/lib/domain/public-state";
import { makeBars } from "@/tests/fixtures/bar-figures";
import { BADGE_STYLES, type Badge, type BadgeStyle, describeBadge, describeForShields } from "./badge";
import { BADGE_COLORS, drawBadge, INK, LABEL_COLOR, ON_COLOR } from "./badge-svg";
import type { ComponentView, PageView } from "./page-view";
import { measureText } from "./text-width";
import { UNKNOWN_PAGE } from "./unknown-page";

const AT = Date.UTC(2026, 10, 23, 14);

function component(slug: string, more: Partial<ComponentView> = {}): ComponentView {
  const bars = makeBars(slug, "operational", AT);
  return { slug, name: slug, description: null, state: "operational", since: null, bars, ...more };
}

function page(components: ComponentView[], more: Partial<PageView> = {}): PageView {
  const groups = [{ name: null, components, bars: null }];
  return { ...UNKNOWN_PAGE, name: "Example", asOf: AT, freshUntil: AT + 1000, groups, ...more };
}

function badge(view: PageView, slug: string | null = "api", style: BadgeStyle = "flat", at = AT): Badge | null {
  return describeBadge(view, at, { slug, style, label: null });
}

describe("a badge", () => {
  it("says the state of a component, or the worst of the page", () => {
    const view = page([component("api"), component("shop", { name: "Shop", state: "partial_outage" })]);
    expect(badge(view)).toEqual({ label: "api", message: "operational", state: "operational" });
    expect(badge(view, null)).toEqual({ label: "Example", message: "partial outage", state: "partial_outage" });
    expect(badge(view, "nothing")).toBeNull();
  });

  it("is never green when the data is too old, was never read, or nothing is published", () => {
    const view = page([component("api")]);
    for (const style of BADGE_STYLES) {
      expect(badge(view, "api", style, AT + 1001)).toMatchObject({ state: "unknown" });
      expect(badge(view, "api", style, AT + 1001)?.message).toContain("status unknown");
      expect(badge(UNKNOWN_PAGE, null, style)).toMatchObject({ message: "status unknown", state: "unknown" });
    }
    expect(badge(page([], { publishes: false }), null)).toMatchObject({
      message: "nothing published",
      state: "unknown",
    });
    expect(badge(page([component("api", { state: "unknown" })]))).toMatchObject({
      message: "unknown",
      state: "unknown",
    });
  });

  it("tells the figure of 90 days, and what is not well now beside it", () => {
    const bars = { ...makeBars("api", "operational", AT), uptime: { day: 1, week: 1, month: 1, quarter: 99.98 } };
    const half = { ...bars, uptime: { ...bars.uptime, quarter: 50 } };
    expect(badge(page([component("api", { bars })]), "api", "uptime")?.message).toBe("99.98% in 90 days");
    expect(badge(page([component("api", { bars, state: "major_outage" })]), "api", "uptime")?.message).toBe(
      "99.98% in 90 days, major outage",
    );
    const both = page([component("api", { bars }), component("shop", { bars: half })]);
    expect(badge(both, null, "uptime")?.message).toBe("74.99% in 90 days");
    expect(badge(page([component("api", { bars: null })]), "api", "uptime")?.message).toBe("operational");
  });

  it("cuts a long name, and takes the label that is asked for", () => {
    const long = page([component("api", { name: "x".repeat(80) })]);
    expect(badge(long)?.label).toHaveLength(64);
    expect(describeBadge(long, AT, { slug: "api", style: "flat", label: "API" })?.label).toBe("API");
  });

  it("tells shields.io of an error where nothing is confirmed", () => {
    const view = page([component("api")]);
    const fresh = badge(view);
    const stale = badge(view, "api", "flat", AT + 1001);
    expect(fresh && describeForShields(fresh)).toEqual({
      schemaVersion: 1,
      label: "api",
      message: "operational",
      color: "brightgreen",
    });
    expect(stale && describeForShields(stale)).toMatchObject({ color: "lightgrey", isError: true });
  });
});

describe("the image of a badge", () => {
  const parse = (svg: string) => {
    expect(XMLValidator.validate(svg)).toBe(true);
    return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" }).parse(svg).svg;
  };

  it("has a role and a title, and needs nothing from elsewhere", () => {
    for (const style of BADGE_STYLES) {
      const svg = drawBadge({ label: "API", message: "operational", state: "operational" }, style);
      expect(parse(svg)).toMatchObject({
        "@role": "img",
        "@aria-label": "API: operational",
        title: "API: operational",
      });
      expect(svg.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|<style|<script|href/);
    }
  });

  it("has one part where no label is wanted", () => {
    const svg = drawBadge({ label: " ", message: "operational", state: "operational" }, "flat");
    expect(parse(svg).title).toBe("operational");
    expect(svg).not.toContain(LABEL_COLOR);
  });

  it("holds every label as text, whatever it is", () => {
    const label = "<svg onload=alert(1)>\"'&";
    const svg = drawBadge({ label, message: "operational", state: "operational" }, "flat");
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect(parse(svg)).not.toHaveProperty("@onload");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...BADGE_STYLES), (text, style) => {
        expect(XMLValidator.validate(drawBadge({ label: text, message: "m", state: "unknown" }, style))).toBe(true);
      }),
    );
  });

  it("is wide enough for its words", () => {
    const { "@width": width } = parse(
      drawBadge({ label: "API", message: "operational", state: "operational" }, "flat"),
    );
    expect(Number(width)).toBeGreaterThan(measureText("APIoperational", 11) + 20);
    expect(measureText("", 11)).toBe(0);
    expect(measureText("W", 11)).toBeGreaterThan(measureText("i", 11));
    expect(measureText("é", 11)).toBe(measureText("e", 11));
    expect(measureText("東京", 11)).toBeGreaterThanOrEqual(22);
  });

  it.each(PUBLIC_STATES)("has words that stand out from the colour of %s", (state) => {
    expect(contrast(ON_COLOR, BADGE_COLORS[state])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ON_COLOR, LABEL_COLOR)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(INK, "#ffffff")).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
