import { createHash } from "node:crypto";
import type { EpochMs } from "@/lib/domain/time";
import { LANGUAGES, type Language } from "@/lib/domain/words";
import { pickLanguage, splitLanguage } from "@/lib/http/language";
import { describeEmbed, EMBED_STYLE, renderEmbed } from "@/lib/view/embed";
import type { PageView } from "@/lib/view/page-view";
import { renderStandIn, STAND_IN_STYLE } from "@/lib/view/stand-in";
import { describeStandInHealth } from "@/lib/view/stand-in-health";
import { UNKNOWN_PAGE } from "@/lib/view/unknown-page";
import type { Words } from "@/lib/view/words/speak";
import { wordsOf } from "@/lib/view/words/words-of";

export interface StandInRequest {
  method: string;
  /** Path and query, as the visitor sent them. */
  url: string;
  accept: string;
  /** The `Accept-Language` header. */
  languages: string | undefined;
}

export interface StandInState {
  /** What was last published; null without any. */
  page: PageView | null;
  at: EpochMs;
  /** The operator's language, for those who ask in none. */
  usual: Language;
}

export interface StandInAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const RETRY_AFTER_SECONDS = "5";
const ALWAYS = {
  "Cache-Control": "no-store",
  // The next request of the same visitor goes to the server again.
  Connection: "close",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};
const UNFRAMED = { ...ALWAYS, "X-Frame-Options": "DENY" };

/** Nothing but one style; framed by nobody, or by everybody. */
function makePolicy(style: string, ancestors: "'none'" | "*"): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}

const PAGE_POLICY = makePolicy(STAND_IN_STYLE, "'none'");
const EMBED_POLICY = makePolicy(EMBED_STYLE, "*");

const RESTARTING = "The status service is restarting; try again in a few seconds.";

/**
 * What the supervisor answers while no server does: the last published page, judged by its age now, and to everything
 * else that it has to wait. It changes nothing, so that nobody is told that something was written.
 */
export function answerStandIn(
  { method, url, accept, languages }: StandInRequest,
  { page, at, usual }: StandInState,
): StandInAnswer {
  const asked = url.split("?", 1)[0] ?? "";
  const split = splitLanguage(asked, LANGUAGES);
  const path = split?.rest ?? asked;
  const isRead = method === "GET" || method === "HEAD";
  if (!isRead) return refuse(path);
  const language = split?.language ?? pickLanguage(languages, LANGUAGES) ?? usual;
  const sayPage = (status: number) =>
    answerPage(status, renderSafely(page, at, wordsOf({ language, base: split === null ? "" : `/${language}` })));
  if (/^\/embed(\/|$)/.test(path)) return sayEmbed(page, at);
  switch (path) {
    case "/":
      return sayPage(200);
    case "/api/livez":
      return sayJson(200, { status: "ok" });
    case "/api/health":
      return accept.includes("application/health+json")
        ? sayJson(200, { status: "fail", output: RESTARTING }, "application/health+json")
        : sayJson(200, describeStandInHealth(page, at));
    default:
      return isDocument(path, accept) ? sayPage(503) : refuse(path);
  }
}

/** A person who opens an incident sees the page rather than a line of text; it opens by itself in a few seconds. */
function isDocument(path: string, accept: string): boolean {
  return accept.includes("text/html") && !/^\/(api|feed|_next|metrics)(\/|$)/.test(path);
}

function answerPage(status: number, body: string): StandInAnswer {
  const headers = { ...UNFRAMED, "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": PAGE_POLICY };
  return {
    status,
    headers: status === 200 ? headers : { ...headers, "Retry-After": RETRY_AFTER_SECONDS },
    body,
  };
}

/**
 * In the frame of another site: that the status is unknown. Whom the operator lets frame it is not known here, so that it
 * tells nothing but the page's name, which everybody may see.
 */
function sayEmbed(page: PageView | null, at: EpochMs): StandInAnswer {
  const status = describeEmbed({ ...UNKNOWN_PAGE, name: page?.name ?? UNKNOWN_PAGE.name }, at, null);
  if (status === null) return refuse("/embed");
  const headers = {
    ...ALWAYS,
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": EMBED_POLICY,
    // Sooner than the frame does by itself.
    Refresh: RETRY_AFTER_SECONDS,
    "Retry-After": RETRY_AFTER_SECONDS,
  };
  return { status: 503, headers, body: renderEmbed(status) };
}

/** A kept page that cannot be drawn is as good as none. */
function renderSafely(page: PageView | null, at: EpochMs, words: Words): string {
  try {
    return renderStandIn(page, at, words);
  } catch {
    return renderStandIn(null, at, words);
  }
}

function sayJson(status: number, value: unknown, type = "application/json"): StandInAnswer {
  return { status, headers: { ...UNFRAMED, "Content-Type": type }, body: JSON.stringify(value) };
}

function refuse(path: string): StandInAnswer {
  const headers = { ...UNFRAMED, "Retry-After": RETRY_AFTER_SECONDS };
  if (path.startsWith("/api/")) {
    const body = JSON.stringify({ detail: RESTARTING });
    return { status: 503, headers: { ...headers, "Content-Type": "application/json" }, body };
  }
  return { status: 503, headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" }, body: `${RESTARTING}\n` };
}
