import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { FEED_FORMATS, type FeedFormat, renderFeed } from "./feed";
import { listFeedItems } from "./feed-items";
import { describeIncident } from "./incident-view";
import { createPublicNames } from "./public-names";
import { sampleRecord, sampleUpdate, sampleViewOptions } from "./sample-incident";

const service = sampleObject("web1", "HTTP", "critical");

type Options = Partial<Parameters<typeof renderFeed>[1]> & { format?: FeedFormat };

function render(componentName: string, update = "", { format = "rss", ...more }: Options = {}): string {
  const snapshot = sampleSnapshot([service], [sampleComponent("website", [service], { name: componentName })]);
  const said = sampleUpdate({ id: 3, kind: "person", code: null, author: "Web <team>", text: update, at: SAMPLE_AT });
  const record = sampleRecord({}, { updates: update === "" ? [] : [said] });
  const incident = describeIncident(record, sampleViewOptions(createPublicNames(snapshot, false)));
  const incidents = incident === null ? [] : [incident];
  return renderFeed(format, {
    title: "System Status",
    description: "How we are",
    author: "Example",
    language: "en",
    link: "https://status.example.org",
    guidBase: "https://status.example.com",
    path: "/feed/rss.xml",
    items: listFeedItems({ incidents, maintenances: [], timeZone: "UTC" }, "incident"),
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

  it.each(FEED_FORMATS)("is well-formed as %s whatever names and texts hold", (format) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), fc.string({ unit: "binary" }), (name, text) => {
        const feed = render(`a${name}]]>\u0000\u000b\uFFFE`, `b${text}]]>`, { format });
        if (format === "json") expect(JSON.parse(feed).items).toHaveLength(1);
        else expect(XMLValidator.validate(feed)).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
        expect(feed).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the feed as Atom", () => {
  const path = "/feed/atom.xml";
  const parseAtom = (xml: string) => {
    expect(XMLValidator.validate(xml)).toBe(true);
    return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" }).parse(xml).feed;
  };

  it("has all that RFC 4287 asks for, with names that stay when the page moves", () => {
    const feed = parseAtom(render("Website", "Fixed", { format: "atom", path }));
    expect(feed).toMatchObject({
      id: "tag:status.example.com,2026:/feed/atom.xml",
      title: "System Status",
      updated: "2026-11-23T14:00:00.000Z",
      author: { name: "Example", uri: "https://status.example.org/" },
    });
    expect(feed.link).toEqual([
      { "@rel": "alternate", "@href": "https://status.example.org/" },
      { "@rel": "self", "@href": "https://status.example.org/feed/atom.xml" },
    ]);
    expect(feed.entry).toMatchObject({
      id: "tag:status.example.com,2026:/incidents/1",
      link: { "@href": "https://status.example.org/incidents/1" },
      published: "2026-11-23T13:50:00.000Z",
      updated: "2026-11-23T14:00:00.000Z",
    });
  });

  it("writes titles and texts as HTML in which nothing of them is a tag", () => {
    const { entry } = parseAtom(render("Shop <b>&amp;", "<i>mended</i>", { format: "atom", path }));
    expect(entry.title["#text"]).toBe("Shop &#60;b&#62;&#38;amp;: major outage");
    expect(entry.content["#text"]).toContain("&#60;i&#62;mended&#60;/i&#62;");
  });

  it("keeps the port of an address in its names, which hold none", () => {
    const feed = parseAtom(render("Website", "", { format: "atom", path, guidBase: "http://status.example:8000/s/" }));
    expect(feed.id).toBe("tag:status.example,2026:8000/s/feed/atom.xml");
  });
});

describe("the feed as JSON", () => {
  it("is a JSON Feed 1.1 with the same guids as RSS", () => {
    expect(JSON.parse(render("Website", "Fixed", { format: "json", path: "/feed/feed.json" }))).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      title: "System Status",
      home_page_url: "https://status.example.org/",
      feed_url: "https://status.example.org/feed/feed.json",
      language: "en",
      authors: [{ name: "Example" }],
      items: [
        {
          id: "https://status.example.com/incidents/1",
          url: "https://status.example.org/incidents/1",
          title: "Website: major outage",
          date_published: "2026-11-23T13:50:00.000Z",
          date_modified: "2026-11-23T14:00:00.000Z",
        },
      ],
    });
  });
});
