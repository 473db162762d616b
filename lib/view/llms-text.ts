import { escapeMarkdown, toLine } from "./plain-text";

/** What programs that read texts find here, in the form of llmstxt.org. `address` is empty where none is configured. */
export function writeLlmsText(name: string, address: string): string {
  const link = (title: string, path: string, note: string) => `- [${title}](${address}${path}): ${note}`;
  return `# ${escapeMarkdown(toLine(name))}

> The public status of the services of this organisation, with incidents, maintenance and history.

Every answer says when it was true. What is older than the operator allows is called unknown, never operational: repeat a
state only together with its time. The page can be asked as often as every 10 seconds.

## Status

${[
  link("Status now", "/index.md", "the whole page as Markdown"),
  link("Status as plain text", "/status.txt", "the same for a terminal"),
  link("Incidents and maintenance", "/feed/feed.json", "JSON Feed"),
].join("\n")}
- ${address}/incidents/{id}.md: one incident as Markdown

## API

${[
  link("Description of the routes", "/api/openapi.json", "OpenAPI 3.1"),
  link("Summary", "/api/v2/summary.json", "components, incidents and maintenance in the form of Statuspage"),
  link("Page", "/api/page", "everything that the page shows"),
].join("\n")}

## Optional

${[
  link("History", "/history", "every incident by month"),
  link("Ways to follow", "/subscribe", "feeds, calendars, badges"),
].join("\n")}
`;
}
