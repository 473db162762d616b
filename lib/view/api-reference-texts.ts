import type { ApiRoute } from "./api-reference";

const PLAIN = `Example

■ Website has a major outage
  1 of 8 services is affected. Everything else is operational.
  True at 14:31 CET, 23 Nov 2026, less than a minute ago
…`;

const MARKDOWN = `# Example

**Website has a major outage**

1 of 8 services is affected. Everything else is operational.
…`;

const INCIDENT = `# Website: major outage

**Major outage**, investigating
…`;

const READ = {
  method: "GET",
  needsLogin: false,
  parameters: [],
  contentType: "text/plain; charset=utf-8",
  statuses: [200, 304, 500],
} as const satisfies Partial<ApiRoute>;

/** The page in other forms than its own, and what programs that follow links are told. */
export const TEXT_ROUTES: readonly ApiRoute[] = [
  {
    ...READ,
    path: "/status.txt",
    summary:
      "The page for a terminal. `/` answers the same to `Accept: text/plain`, and to curl, wget and HTTPie that accept anything.",
    example: PLAIN,
  },
  {
    ...READ,
    path: "/index.md",
    summary: "The page as Markdown. `/` answers the same to `Accept: text/markdown`.",
    contentType: "text/markdown; charset=utf-8",
    example: MARKDOWN,
  },
  {
    ...READ,
    path: "/incidents/{id}.md",
    summary: "One incident as Markdown. `/incidents/{id}` answers the same to `Accept: text/markdown`.",
    parameters: [{ name: "id", where: "path", required: true, meaning: "Number of the incident." }],
    contentType: "text/markdown; charset=utf-8",
    example: INCIDENT,
    statuses: [200, 304, 404, 500, 503],
  },
  {
    ...READ,
    path: "/llms.txt",
    summary: "What language models find here, in the form of llmstxt.org.",
    example: "# Example\n\n> The public status of …",
  },
  {
    ...READ,
    path: "/og.png",
    summary: "The state as a picture with its time, for programs that show one of an address.",
    contentType: "image/png",
    example: "1200 × 630 pixels",
  },
  {
    ...READ,
    path: "/robots.txt",
    summary: "What programs that follow links may read.",
    example: "User-agent: *\nDisallow: /admin\n…",
  },
  {
    ...READ,
    path: "/sitemap.xml",
    summary: "The pages on show. Only with `rss.link`, because its addresses must be whole.",
    contentType: "application/xml; charset=utf-8",
    example: '<?xml version="1.0" encoding="utf-8"?>\n<urlset …',
    statuses: [200, 304, 404, 500, 503],
  },
];
