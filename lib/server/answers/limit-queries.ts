import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { describeProblem } from "@/lib/http/problem";
import { createRateLimit } from "@/lib/http/rate-limit";
import { isForwarded } from "@/lib/server/stamp-peer";
import { STAND_IN_STYLE } from "@/lib/view/stand-in-style";
import { renderTooMany, TOO_MANY } from "@/lib/view/too-many-page";
import { findAskers } from "./who-asks";

/** Questions a minute: of one visitor, and of everybody behind an address that is not a visitor's. */
export const MOST_QUESTIONS = { one: 60, many: 600 } as const;

const WINDOW_MS = 60_000;
/** A megabyte or two. */
const MOST_NAMES = 10_000;

/** Worked out for each question, whatever it names. */
const ALWAYS = /^\/(?:api\/(?:availability|report)|report\/[^/]+)(?:[/.]|$)/;
/** Kept as they are, or read at once; worked out where something is asked of them. */
const WITH_QUERY = /^\/(?:api\/incidents$|(?:history|components|feed)(?:[/.]|$))/;
/** Next's own mark, which changes nothing of what is asked. */
const MARK = "_rsc";

/**
 * Refuses whoever asks too often for what has to be worked out. Answers whether it has refused, and so answered, a request
 * for an address (without its language). To be asked for what is not kept. `onRefusal`: at each.
 */
export function createQueryLimit(monotonic: () => number, onRefusal: () => void) {
  const limit = createRateLimit({ windowMs: WINDOW_MS, mostNames: MOST_NAMES, monotonic });
  return function refuseQuery(request: IncomingMessage, response: ServerResponse, url: string): boolean {
    if ((request.method !== "GET" && request.method !== "HEAD") || !isWorkedOut(url)) return false;
    const { headers, socket } = request;
    const from = { socketAddress: socket.remoteAddress ?? "", isForwarded: isForwarded(headers), headers };
    // What is refused to one visitor is not counted against those beside it.
    for (const { kind, name } of findAskers(from)) {
      const waitMs = limit.take(`${kind} ${name}`, MOST_QUESTIONS[kind]);
      if (waitMs === 0) continue;
      onRefusal();
      sendRefusal(request, response, { url, seconds: Math.ceil(waitMs / 1000) });
      return true;
    }
    return false;
  };
}

/** Whether an address asks for what is worked out by its path or query. */
export function isWorkedOut(url: string): boolean {
  const asked = readAddress(url);
  if (asked === null) return false;
  if (ALWAYS.test(asked.path)) return true;
  return WITH_QUERY.test(asked.path) && [...asked.searchParams.keys()].some((name) => name !== MARK);
}

/** An address as Next understands it; null for what is none. */
function readAddress(url: string): { path: string; searchParams: URLSearchParams } | null {
  try {
    const { pathname, searchParams } = new URL(url.replace(/^[/\\]+/, "/"), "http://door");
    return { path: decodeURIComponent(pathname).replace(/[/\\]+/g, "/"), searchParams };
  } catch {
    return null;
  }
}

const STYLE_HASH = createHash("sha256").update(STAND_IN_STYLE).digest("base64");
const ALWAYS_SENT = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

function sendRefusal(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  { url, seconds }: { url: string; seconds: number },
): void {
  const isForPeople = !/^\/(?:api|feed)\//.test(url) && headers.accept?.includes("text/html") === true;
  const body = isForPeople ? renderTooMany(seconds) : JSON.stringify(describeProblem(429, TOO_MANY));
  const own: OutgoingHttpHeaders = {
    "Content-Type": isForPeople ? "text/html; charset=utf-8" : "application/problem+json",
    "Content-Length": Buffer.byteLength(body),
    "Retry-After": seconds,
  };
  response.writeHead(429, { ...ALWAYS_SENT, ...own });
  response.end(method === "HEAD" ? undefined : body);
}
