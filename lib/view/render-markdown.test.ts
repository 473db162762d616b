import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "./render-markdown";

const htmlOf = (markdown: string) => renderMarkdown(markdown).html.trim();
const textOf = (markdown: string) => renderMarkdown(markdown).text;

describe("what a person wrote", () => {
  it("keeps its form", () => {
    expect(htmlOf("**Mail** is back.\n\n- one\n- two")).toBe(
      "<p><strong>Mail</strong> is back.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
    );
    expect(htmlOf("| a |\n|---|\n| b |")).toContain("<td>b</td>");
  });

  it("stands below the headings of the page around it", () => {
    expect(htmlOf("# One\n\n## Two\n\n### Three\n\n###### Six").match(/<h\d/g)).toEqual(["<h4", "<h4", "<h5", "<h6"]);
  });

  it("is one line for each block where no form is possible, with the addresses that it links to", () => {
    expect(
      textOf("## Cause\n\nA *cable*\nwas cut.\n\n- [Map](https://status.example/map)\n- `ping`\n\n```\nx = 1\n```"),
    ).toBe("Cause\nA cable was cut.\nMap (https://status.example/map)\nping\nx = 1");
    expect(textOf("See https://status.example/map")).toBe("See https://status.example/map");
  });

  it("links only to what says its scheme, and gives no credit and no referrer", () => {
    expect(htmlOf("https://status.example/a")).toBe(
      '<p><a href="https://status.example/a" rel="nofollow noopener noreferrer">https://status.example/a</a></p>',
    );
    expect(htmlOf("[call](tel:+4930123) [write](mailto:a@status.example)")).toContain('href="tel:+4930123"');
    expect(htmlOf("read status.dat or ops@status.example")).not.toContain("<a");
  });
});

const SCHEMES = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)"]
  .concat(["&#106;avascript:alert(1)", "javascript&colon;alert(1)", "\u0001javascript:alert(1)", "vbscript:x"])
  .concat([
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd",
  ])
  .concat(["//evil.example/x", "/\\evil.example", "blob:x/y", "jar:x!/", "feed:javascript:alert(1)"]);
const SHAPES = [
  (to: string) => `[x](${to})`,
  (to: string) => `[x](<${to}>)`,
  (to: string) => `[x]: ${to}\n\n[x]`,
  (to: string) => `<${to}>`,
  (to: string) => `![x](${to})`,
  (to: string) => `[![x](${to})](${to})`,
  (to: string) => `<a href="${to}">x</a>`,
  (to: string) => `[x](${to} "t\\" onmouseover=alert(1)")`,
];
const TAGS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=x>"]
  .concat(["<details open ontoggle=alert(1)>", "<math><mi//xlink:href='data:x'>", "<style>*{}</style>", "<!--><x>"])
  .concat(["<a\nhref='javascript:alert(1)'>x", "</p><form action=//evil.example>", "<base href=//evil.example>"]);

/** All elements and attributes that can come out. A link without an address leads to the page that it is on. */
const HARMLESS =
  /^(?:[^<>]|<\/?(?:p|em|strong|s|ul|ol|li|code|pre|blockquote|h[4-6]|hr|br|table|thead|tbody|tr|th|td)>|<(?:th|td) style="text-align:(?:left|right|center)">|<ol start="\d+">|<code class="language-[^"<>]*">|<a href="(?:(?:https?:\/\/|mailto:|tel:)[^"<>]*)?"(?: title="[^"<>]*")? rel="nofollow noopener noreferrer">|<\/a>)*$/i;

describe("whatever else somebody writes", () => {
  it("is no address that could do anything", () => {
    for (const to of SCHEMES) {
      for (const shape of SHAPES) {
        const html = htmlOf(shape(to));
        expect(html, shape(to)).toMatch(HARMLESS);
        expect(html.match(/href="[^"]+"/g) ?? [], shape(to)).toEqual([]);
      }
    }
  });

  it("is no element of its own", () => {
    for (const tag of TAGS) {
      for (const text of [
        tag,
        `- ${tag}`,
        `**${tag}**`,
        `\`\`\`${tag}\n${tag}\n\`\`\``,
        `> ${tag}`,
        `| ${tag} |\n|---|`,
      ]) {
        expect(htmlOf(text), text).toMatch(HARMLESS);
      }
    }
  });

  it("comes out harmless, by chance too", () => {
    const piece = fc.oneof(
      fc.constantFrom(...SCHEMES, ...TAGS, "[", "](", ")", "<", ">", '"', "`", "\n", "*", "|", "!["),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        expect(htmlOf(pieces.join(""))).toMatch(HARMLESS);
      }),
      { numRuns: 500 },
    );
  });
});
