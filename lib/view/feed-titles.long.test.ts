import fc from "fast-check";
import { expect, it } from "vitest";
import { SAMPLE_AT } from "@/lib/domain/sample-snapshot";
import { readElements } from "@/tests/support/read-xml";
import { type FeedFormat, renderFeed } from "./feed";
import { dropForbidden, escapeMarkup } from "./markup";

/** What a text must not be able to end, begin or be in XML. */
const PIECES = fc.constantFrom(
  ...["]]>", "]]", "]", ">", "<![CDATA[", "<!--", "-->", "--", "<?xml?>", "<!ENTITY a SYSTEM 'file:///x'>", "&a;", "&"],
  ...["&amp;", "&#0;", "&#xFFFE;", "<item>", "</item>", "</title>", "</rss>", "<x:y>", '"', "'", "\u0000\u000b\u001b"],
  ...["\uFFFE", "\uFFFF", "\uD83D", "\uDE00", "\uD83D\uDE00", "\u0085", "\u2028", "\r\n", "\r", "\t", "\uFEFF", "%"],
);
const TITLES = fc
  .array(fc.oneof(PIECES, fc.string({ unit: "binary", maxLength: 8 })), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(""))
  .filter((title) => dropForbidden(title) !== "");
const AT_ONCE = 50;
const MANY = { numRuns: 200 };

function render(format: FeedFormat, titles: readonly string[]): string {
  return renderFeed(format, {
    title: titles[0] ?? "",
    description: titles[1] ?? "",
    author: titles[2] ?? "",
    language: "en",
    link: "https://status.example.org",
    guidBase: "https://status.example.org",
    path: `/feed/service/web1/${encodeURIComponent("CPU / Load & <more>")}/rss.xml`,
    items: titles.map((title, index) => ({
      name: `/incidents/${index}`,
      path: `/incidents/${index}#update-1`,
      title,
      html: `<p>${escapeMarkup(title)}</p>${title.includes("]]>") ? "]]>]]>" : ""}`,
      publishedAt: SAMPLE_AT,
      changedAt: SAMPLE_AT,
    })),
    maxItems: AT_ONCE,
    at: SAMPLE_AT,
  });
}

/** What a reader of XML makes of the ends of lines (XML 1.0, 2.11). */
function joinLines(text: string): string {
  return dropForbidden(text).replace(/\r\n?/g, "\n");
}

/** A text as HTML shows it. */
function showText(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

const listOf = fc.array(TITLES, { minLength: AT_ONCE, maxLength: AT_ONCE });

it("ten thousand titles of RSS are well-formed and read back as they are", () => {
  fc.assert(
    fc.property(listOf, (titles) => {
      const xml = render("rss", titles);
      const [, ...read] = readElements(xml, "title");
      expect(read).toEqual(titles.map(joinLines));
      expect(readElements(xml, "item")).toHaveLength(AT_ONCE);
    }),
    MANY,
  );
});

it("ten thousand titles of Atom are well-formed, and shown as they are", () => {
  fc.assert(
    fc.property(listOf, (titles) => {
      const xml = render("atom", titles);
      const [, ...read] = readElements(xml, "title");
      expect(read.map(showText)).toEqual(titles.map(joinLines));
      expect(readElements(xml, "entry")).toHaveLength(AT_ONCE);
      for (const title of read) expect(title).not.toMatch(/[<>"']/);
    }),
    MANY,
  );
});

it("ten thousand titles of JSON are read back as they are", () => {
  fc.assert(
    fc.property(listOf, (titles) => {
      const { items } = JSON.parse(render("json", titles)) as { items: { title: string }[] };
      expect(items.map(({ title }) => title)).toEqual(titles.map(dropForbidden));
    }),
    MANY,
  );
});

it("a title that ends twice what it stands in adds no entry of its own", () => {
  const forged = "a ]]> b ]]></title></item><item><title>All is well</title></item>";
  const xml = render("rss", [forged, "second"]);
  expect(readElements(xml, "item")).toHaveLength(2);
  expect(readElements(xml, "title")).toContain(forged);
});
