import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { renderRss } from "./feed";
import { describeIncident } from "./incident-view";
import { createPublicNames } from "./public-names";
import { sampleRecord } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");

function render(componentName: string, update = "", more: Partial<Parameters<typeof renderRss>[0]> = {}): string {
  const snapshot = sampleSnapshot([service], [sampleComponent("website", [service], { name: componentName })]);
  const said = { id: 3, incidentId: 1, author: "Web <team>", text: update, createdAt: SAMPLE_AT };
  const incident = describeIncident(sampleRecord({}, { updates: update === "" ? [] : [said] }), {
    names: createPublicNames(snapshot, false),
    mapping: DEFAULT_MAPPING,
    states: new Map(),
  });
  return renderRss({
    title: "System Status",
    description: "How we are",
    link: "https://status.example.org",
    guidBase: "https://status.example.com",
    path: "/feed/rss.xml",
    incidents: incident === null ? [] : [incident],
    maxItems: 50,
    at: SAMPLE_AT,
    ...more,
  });
}

function parse(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", processEntities: true }).parse(xml).rss
    .channel;
}

describe("the feed", () => {
  it("names the page, itself, and each incident with a guid that never changes", () => {
    const channel = parse(render("Website"));
    expect(channel.link).toBe("https://status.example.org/");
    expect(channel["atom:link"]).toMatchObject({ "@rel": "self", "@href": "https://status.example.org/feed/rss.xml" });
    expect(channel.item).toMatchObject({
      title: "Website: major outage",
      link: "https://status.example.org/incidents/1",
      guid: { "#text": "https://status.example.com/incidents/1", "@isPermaLink": "false" },
      pubDate: "Mon, 23 Nov 2026 13:50:00 GMT",
    });
  });

  it("escapes what people wrote once", () => {
    const { item } = parse(render("Website", "Fixed <script>alert(1)</script> & done"));
    expect(item.description).not.toContain("<script>");
    expect(item.description).toContain("&#60;script&#62;alert(1)&#60;/script&#62; &#38; done");
    expect(item.description).toContain("(Web &#60;team&#62;)");
  });

  it("holds at most so many items, and is the same text while nothing changes", () => {
    expect(parse(render("Website", "", { maxItems: 0 })).item).toBeUndefined();
    expect(render("Website")).toBe(render("Website", "", { at: SAMPLE_AT + 5000 }));
  });

  it("is well-formed whatever names and texts hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.string({ unit: "binary" }), (name, text) => {
        const xml = render(`a${name}]]>\u0000\u000b\uFFFE`, `b${text}]]>`);
        expect(XMLValidator.validate(xml)).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      }),
      { numRuns: 300 },
    );
  });
});
