import { readId } from "@/lib/http/parameters";
import { answerProblem } from "@/lib/http/problem";
import { writeLlmsText } from "@/lib/view/llms-text";
import { writeMarkdownIncident } from "@/lib/view/markdown-incident";
import { writeMarkdownPage } from "@/lib/view/markdown-page";
import { writePlainPage } from "@/lib/view/plain-page";
import { answerNone, answerText } from "./answer-text";
import { readIncident } from "./incidents";
import { findPageAddress } from "./public-address";
import { CACHED_BRIEFLY, cacheWhileFresh } from "./public-caching";
import { type PageReading, readLink, readPage } from "./publication";

const PLAIN = "text/plain; charset=utf-8";
const MARKDOWN = "text/markdown; charset=utf-8";

/** The page as plain text, for a terminal. */
export function answerPlainPage(request: Request): Response {
  const reading = readPage();
  const form = choose(request, reading, "/status.txt");
  const body = writePlainPage(reading.view, reading.at, form.address);
  return answerText(request, { body, contentType: PLAIN, ...form });
}

/** The page as Markdown. */
export function answerMarkdownPage(request: Request): Response {
  const reading = readPage();
  const form = choose(request, reading, "/index.md");
  const body = writeMarkdownPage(reading.view, reading.at, form.address);
  return answerText(request, { body, contentType: MARKDOWN, ...form });
}

/** One incident as Markdown; of one that was merged, the other. */
export async function answerMarkdownIncident(request: Request, given: string): Promise<Response> {
  const id = readId(given);
  const found = id === null ? null : await readIncident(id);
  if (found === null) return answerNone("There is no such incident.");
  const { incident, view, at } = found;
  if (incident === null)
    return answerProblem(503, "The incident cannot be read at the moment.", { "Retry-After": "60" });
  const form = choose(request, found, `/incidents/${given}.md`);
  const body = writeMarkdownIncident(incident, view, at, form.address);
  return answerText(request, { body, contentType: MARKDOWN, ...form });
}

/** What programs that read texts find here. */
export function answerLlmsText(request: Request): Response {
  const { view } = readPage();
  return answerText(request, {
    body: writeLlmsText(view.name, readLink() ?? ""),
    contentType: PLAIN,
    caching: CACHED_BRIEFLY,
  });
}

/**
 * At its own address a text is the same for everybody, with paths where no address is configured, and may be kept as long
 * as its data is fresh. At that of a page for people it depends on who asks, and no cache between us may give it to a
 * browser.
 */
function choose(request: Request, reading: PageReading, ownPath: string) {
  const link = readLink();
  if (new URL(request.url).pathname === ownPath) {
    return { address: link ?? "", caching: cacheWhileFresh(reading), headers: { Vary: "Accept-Encoding" } };
  }
  const address = findPageAddress(link, request.headers) ?? "";
  return { address, caching: "private, no-cache", headers: { Vary: "Accept, User-Agent, Accept-Encoding" } };
}
