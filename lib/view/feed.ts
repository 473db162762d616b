import { Feed } from "feed";
import { type EpochMs, HOUR_MS } from "@/lib/domain/time";
import type { FeedItem } from "./feed-items";
import { dropForbidden, escapeMarkup } from "./markup";

export const FEED_FORMATS = ["rss", "atom", "json"] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

export const FEED_TYPES = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
} satisfies Record<FeedFormat, string>;

export interface FeedInput {
  title: string;
  description: string;
  /** Who speaks: the page. */
  author: string;
  /** Of its texts. */
  language: string;
  /** Address of the status page, without a slash at its end. */
  link: string;
  /** What guids begin with; stays when the address changes. */
  guidBase: string;
  /** The feed's own path, with the query that it is made for: `/feed/rss.xml`. */
  path: string;
  /** Newest first. */
  items: readonly FeedItem[];
  maxItems: number;
  /** Used as the date of a feed without items. */
  at: EpochMs;
}

/** Minutes after which a reader may ask again. */
const TTL_MINUTES = 5;

/** A feed as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1. What names an entry never changes. */
export function renderFeed(format: FeedFormat, input: FeedInput): string {
  const items = input.items.slice(0, input.maxItems);
  return RENDERERS[format](input, items);
}

const RENDERERS: Record<FeedFormat, (input: FeedInput, items: readonly FeedItem[]) => string> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJson,
};

function renderRss(input: FeedInput, items: readonly FeedItem[]): string {
  const feed = new Feed({
    ...describeChannel(input, items),
    link: input.link,
    ttl: TTL_MINUTES,
    feedLinks: { rss: `${input.link}${input.path}` },
  });
  for (const { name, path, title, html, publishedAt } of items) {
    feed.addItem({
      title: markEnds(dropForbidden(title)),
      link: `${input.link}${path}`,
      guid: `${input.guidBase}${name}`,
      date: new Date(publishedAt),
      description: markEnds(dropForbidden(html)),
    });
  }
  return divideAtEnds(feed.rss2());
}

function renderAtom(input: FeedInput, items: readonly FeedItem[]): string {
  const feed = new Feed({
    ...describeChannel(input, items),
    link: `${input.link}/`,
    id: nameTag(input.guidBase, input.path),
    author: { name: dropForbidden(input.author), link: `${input.link}/` },
    feedLinks: { atom: `${input.link}${input.path}` },
  });
  for (const { name, path, title, html, publishedAt, changedAt } of items) {
    feed.addItem({
      // The package writes titles of Atom as HTML.
      title: escapeMarkup(dropForbidden(title)),
      id: nameTag(input.guidBase, name),
      link: `${input.link}${path}`,
      published: new Date(publishedAt),
      date: new Date(changedAt),
      content: markEnds(dropForbidden(html)),
    });
  }
  return divideAtEnds(feed.atom1());
}

/** Of the ends of CDATA in one text the package divides the first alone. The mark is in no text: XML forbids it. */
const END_MARK = "\uFFFF";

function markEnds(text: string): string {
  return text.replaceAll("]]>", `]]${END_MARK}`);
}

function divideAtEnds(xml: string): string {
  return xml.replaceAll(END_MARK, "]]><![CDATA[>");
}

function describeChannel({ title, description, language, at }: FeedInput, items: readonly FeedItem[]) {
  return {
    title: dropForbidden(title),
    description: dropForbidden(description),
    language,
    generator: "Vitrine",
    updated: new Date(Math.max(...items.map(({ changedAt }) => changedAt), 0) || floorHour(at)),
  };
}

/** The package writes version 1, which has neither languages nor authors. */
function renderJson(input: FeedInput, items: readonly FeedItem[]): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: dropForbidden(input.title),
    home_page_url: `${input.link}/`,
    feed_url: `${input.link}${input.path}`,
    description: dropForbidden(input.description),
    language: input.language,
    authors: [{ name: dropForbidden(input.author), url: `${input.link}/` }],
    items: items.map(({ name, path, title, html, publishedAt, changedAt }) => ({
      id: `${input.guidBase}${name}`,
      url: `${input.link}${path}`,
      title: dropForbidden(title),
      content_html: dropForbidden(html),
      date_published: new Date(publishedAt).toISOString(),
      date_modified: new Date(changedAt).toISOString(),
    })),
  });
}

/** A year in which whoever has the page's name has it (RFC 4151). As constant as what it names. */
const TAG_YEAR = "2026";

/** A tag URI: it stays when the page moves. */
function nameTag(base: string, path: string): string {
  const { hostname, port, pathname } = new URL(base);
  return `tag:${hostname},${TAG_YEAR}:${port}${pathname.replace(/\/+$/, "")}${path}`;
}

function floorHour(at: EpochMs): EpochMs {
  return at - (at % HOUR_MS);
}
