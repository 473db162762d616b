import { createHash } from "node:crypto";
import { describeEmbed, EMBED_STYLE, type EmbedStatus, listAncestors, renderEmbed } from "@/lib/view/embed";
import { answerNone, answerText, type TextAnswer } from "./answer-text";
import { cacheWhileFresh } from "./public-caching";
import { readPage } from "./publication";
import { getRuntime } from "./runtime";

const STYLE_HASH = createHash("sha256").update(EMBED_STYLE).digest("base64");

/** The state as a small page for a frame. */
export function answerEmbed(request: Request): Response {
  return answerWith(request, (status) => ({
    body: renderEmbed(status),
    contentType: "text/html; charset=utf-8",
    headers: { "Content-Security-Policy": makePolicy() },
  }));
}

/** The same for the script of `/embed.js`. */
export function answerEmbedStatus(request: Request): Response {
  return answerWith(request, (status) => ({ body: JSON.stringify(status), contentType: "application/json" }));
}

function answerWith(request: Request, write: (status: EmbedStatus) => Omit<TextAnswer, "caching">): Response {
  const reading = readPage();
  const slug = new URL(request.url).searchParams.get("component");
  const status = describeEmbed(reading.view, reading.at, slug);
  if (status === null) return answerNone("There is no such component.");
  return answerText(request, { ...write(status), caching: cacheWhileFresh(reading) });
}

/** Nothing but the style, and framed only by whom the operator chose. */
function makePolicy(): string {
  const origins = getRuntime().service?.config.public.embedOrigins ?? [];
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${listAncestors(origins)}`,
  ].join("; ");
}
