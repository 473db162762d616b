import { createHash } from "node:crypto";
import { renderOffline, STAND_IN_STYLE } from "@/lib/view/stand-in";
import { describeWebApp } from "@/lib/view/web-app";
import { wordsOf } from "@/lib/view/words/words-of";
import { answerText } from "./answer-text";
import { readPlace } from "./place";
import { CACHED_BRIEFLY } from "./public-caching";
import { readPage } from "./publication";

const STYLE_HASH = createHash("sha256").update(STAND_IN_STYLE).digest("base64");
const OFFLINE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/manifest.webmanifest`. */
export function answerManifest(request: Request): Response {
  const body = JSON.stringify(describeWebApp(readPage().view));
  return answerText(request, { body, contentType: "application/manifest+json", caching: CACHED_BRIEFLY });
}

/** What `public/sw.js` keeps for when the server cannot be reached. `X-As-Of` says when it was true. */
export function answerOffline(request: Request): Response {
  const words = wordsOf(readPlace(request.headers));
  const { view, at } = readPage(words.language);
  return answerText(request, {
    body: renderOffline(view, at, words),
    contentType: "text/html; charset=utf-8",
    caching: "no-cache",
    headers: {
      "Content-Security-Policy": OFFLINE_POLICY,
      "Content-Language": words.language,
      "X-As-Of": String(view.asOf ?? ""),
      "X-Robots-Tag": "noindex",
    },
  });
}
