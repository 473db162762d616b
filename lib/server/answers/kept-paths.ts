/** How an answer is kept, by its path. */
export interface KeepRule {
  /** A page for people: shown to those who ask for HTML, and guarded by a policy of its own. */
  isDocument: boolean;
  /** It names its own address: without a configured one it would repeat whatever host somebody asked for. */
  needsLink: boolean;
  /** A file of the program: the same as long as it runs. */
  isLasting: boolean;
}

const DATA: KeepRule = { isDocument: false, needsLink: false, isLasting: false };
const DOCUMENT: KeepRule = { ...DATA, isDocument: true };
const ADDRESSED: KeepRule = { ...DATA, needsLink: true };
const ADDRESSED_DOCUMENT: KeepRule = { ...DOCUMENT, needsLink: true };
const FILE: KeepRule = { ...DATA, isLasting: true };

const ID = "[1-9]\\d{0,14}";
const SLUG = "[a-z0-9][a-z0-9-]{0,99}";

const NAME = "[\\w~-][\\w.~-]{0,99}";

const RULES: readonly [pattern: RegExp, rule: KeepRule][] = [
  [/^\/(?:history|about)?$/, DOCUMENT],
  [/^\/subscribe$/, ADDRESSED_DOCUMENT],
  [new RegExp(`^/(?:incidents|maintenance)/${ID}$`), DOCUMENT],
  [new RegExp(`^/components/${SLUG}$`), DOCUMENT],
  [/^\/api\/(?:page|status)$/, DATA],
  [/^\/(?:status\.txt|index\.md|llms\.txt|og\.png|robots\.txt|favicon\.svg|page\.css|manifest\.webmanifest)$/, DATA],
  [new RegExp(`^/incidents/${ID}\\.md$`), DATA],
  [/^\/sitemap\.xml$/, ADDRESSED],
  [/^\/api\/v2\/[a-z-]+(?:\/[a-z]+)?\.json$/, ADDRESSED],
  [new RegExp(`^/badge/${SLUG}\\.(?:svg|json)$`), DATA],
  [new RegExp(`^/feed/(?:(?:component|group)/${SLUG}/)?(?:rss\\.xml|atom\\.xml|feed\\.json)$`), ADDRESSED],
  [new RegExp(`^/calendar(?:/component/${SLUG})?\\.ics$`), ADDRESSED],
  [/^\/watch\.js$/, FILE],
  [new RegExp(`^/(?:_next/static|fonts)/(?:${NAME}/)?${NAME}$`), FILE],
];

const READS_NO_QUERY = new RegExp(`^/(?:about|(?:incidents|maintenance)/${ID})?\\?`);

/** What is asked for: a page that reads no query is the same one whatever somebody appended to its address. */
export function dropIdleQuery(url: string): string {
  return READS_NO_QUERY.test(url) ? (url.split("?", 1)[0] ?? url) : url;
}

/**
 * Whether answers of a path may be kept for everybody: an allow-list of what is the same for all. An address with a query
 * that is read is never kept: whoever asks would decide how much there is to keep.
 */
export function findKeepRule(url: string): KeepRule | null {
  return RULES.find(([pattern]) => pattern.test(url))?.[1] ?? null;
}
