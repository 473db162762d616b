import { writeRobots, writeSitemap } from "@/lib/view/search-engines";
import { answerNone, answerText } from "./answer-text";
import { CACHED_BRIEFLY } from "./public-caching";
import { readLink, readPage } from "./publication";

/** `/robots.txt`. */
export function answerRobots(request: Request): Response {
  const body = writeRobots(readLink());
  return answerText(request, { body, contentType: "text/plain; charset=utf-8", caching: CACHED_BRIEFLY });
}

/** `/sitemap.xml`: its addresses must be whole, so that there is none unless one is configured. */
export function answerSitemap(request: Request): Response {
  const link = readLink();
  if (link === null) return answerNone("There is no list of pages: rss.link is not configured.");
  const body = writeSitemap(readPage().view, link);
  return answerText(request, { body, contentType: "application/xml; charset=utf-8", caching: CACHED_BRIEFLY });
}
