import { describe, expect, it } from "vitest";
import { toWebcal, writeEmbedFrame, writeEmbedScript, writeHtmlBadge, writeMarkdownBadge } from "./sharing-snippets";
import { ENGLISH } from "./words/words-of";

const ADDRESS = "https://status.example.com";
const WHOLE = { slug: null, name: "Example" };
const ONE = { slug: "mail", name: 'Mail [beta] "1" <b>' };

describe("a snippet to be copied", () => {
  it("of the whole page leads to the page", () => {
    expect(writeMarkdownBadge(ADDRESS, WHOLE, ENGLISH)).toBe(
      "[![Status of Example](https://status.example.com/badge/status.svg)](https://status.example.com/)",
    );
    expect(writeEmbedScript(ADDRESS, WHOLE)).toContain("<div data-vitrine></div>");
    expect(writeEmbedFrame(ADDRESS, WHOLE, ENGLISH)).toContain('src="https://status.example.com/embed"');
  });

  it("of a component leads to its page", () => {
    expect(writeHtmlBadge(ADDRESS, ONE, ENGLISH)).toContain('href="https://status.example.com/components/mail"');
    expect(writeEmbedScript(ADDRESS, ONE)).toContain('data-component="mail"');
    expect(writeEmbedFrame(ADDRESS, ONE, ENGLISH)).toContain("/embed?component=mail");
  });

  it("stays whole whatever a name holds", () => {
    expect(writeMarkdownBadge(ADDRESS, ONE, ENGLISH)).toContain('[Status of Mail \\[beta\\] "1" <b>]');
    for (const html of [writeHtmlBadge(ADDRESS, ONE, ENGLISH), writeEmbedFrame(ADDRESS, ONE, ENGLISH)]) {
      expect(html).toContain("Mail [beta] &#34;1&#34; &#60;b&#62;");
    }
  });
});

it("a calendar is subscribed to over http and https alike", () => {
  expect(toWebcal("https://status.example.com/calendar.ics")).toBe("webcal://status.example.com/calendar.ics");
  expect(toWebcal("http://status.lan:8000/calendar.ics")).toBe("webcal://status.lan:8000/calendar.ics");
});
