import MarkdownItParser, { type MarkdownIt, type Token } from "markdown-it";

/** A person's Markdown, as HTML that is safe to show and as plain text for where no form is possible. */
export interface Rendered {
  html: string;
  text: string;
}

/** Headings of a text stand below those of the page around it. */
const HIGHEST_HEADING = 4;
const LOWEST_HEADING = 6;

const MARKDOWN = createMarkdown();

/** Renders CommonMark with tables. HTML in it is text; images are left out: they would be asked of elsewhere. */
export function renderMarkdown(markdown: string): Rendered {
  const tokens = MARKDOWN.parse(markdown, {});
  return { html: MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}), text: writePlain(tokens) };
}

function createMarkdown(): MarkdownIt {
  const markdown = new MarkdownItParser({ html: false, linkify: true });
  // Bare names such as "status.dat" are no addresses: only what says its scheme becomes a link.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  markdown.disable("image");
  markdown.validateLink = isSafeLink;
  markdown.core.ruler.push("place_headings", ({ tokens }) => {
    for (const token of tokens) if (token.type.startsWith("heading_")) token.tag = lowerHeading(token.tag);
  });
  const openLink = (tokens: Token[], index: number) => {
    tokens[index]?.attrSet("rel", "nofollow noopener noreferrer");
    return MARKDOWN.renderer.renderToken(tokens, index, MARKDOWN.options);
  };
  markdown.renderer.rules.link_open = openLink;
  return markdown;
}

/** An allow-list: whatever is not known to be harmless is no link. */
function isSafeLink(address: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(address.trim());
}

function lowerHeading(tag: string): string {
  const level = Number(tag.slice(1)) + 2;
  return `h${Math.min(LOWEST_HEADING, Math.max(HIGHEST_HEADING, level))}`;
}

/** One line for each block; an address stands behind the words that link to it. */
function writePlain(tokens: readonly Token[]): string {
  return tokens
    .flatMap(({ type, content, children }) => {
      if (type === "inline") return [(children ?? []).map(writeInline).join("")];
      return type === "fence" || type === "code_block" ? [content.trimEnd()] : [];
    })
    .filter((line) => line !== "")
    .join("\n");
}

function writeInline(token: Token, index: number, siblings: readonly Token[]): string {
  const { type, content } = token;
  if (type === "softbreak") return " ";
  if (type === "hardbreak") return "\n";
  if (type === "link_close") return writeAddress(index, siblings);
  return content;
}

function writeAddress(index: number, siblings: readonly Token[]): string {
  const open = siblings.slice(0, index).findLastIndex(({ type }) => type === "link_open");
  const address = siblings[open]?.attrGet("href") ?? "";
  const words = siblings.slice(open + 1, index).map(({ content }) => content);
  return words.join("") === address ? "" : ` (${address})`;
}
