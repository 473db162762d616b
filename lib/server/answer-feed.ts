import { createHash } from "node:crypto";
import { answerConditionally } from "@/lib/http/conditional";
import { readWhole } from "@/lib/http/parameters";
import { answerDetail, answerRefusal } from "@/lib/http/problem";
import { type FeedScope, MAX_HOURS, type Ready, renderFeed } from "./incidents";

/** Sends the feed of the first of some scopes that is on show; 404 when none is. */
export async function answerFeed(ready: Ready, request: Request, scopes: readonly FeedScope[]): Promise<Response> {
  const url = new URL(request.url);
  const hours = readWhole(url, "hours", { min: 1, max: MAX_HOURS });
  if (hours.kind === "refused") return answerRefusal(hours);
  const origin = `${url.protocol}//${request.headers.get("host") ?? url.host}`;
  for (const scope of scopes) {
    const rss = await renderFeed(ready, scope, { hours: hours.value, path: url.pathname + url.search, origin });
    if (rss !== null) return answerRss(request, rss);
  }
  return answerDetail(404, "No such feed");
}

function answerRss(request: Request, body: string): Response {
  const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  const headers = { "Cache-Control": "no-cache" };
  return answerConditionally(request, { body, etag, contentType: "application/rss+xml; charset=utf-8", headers });
}

/**
 * What the path of a feed may name. `service` names may hold slashes, raw or percent-encoded, and so may those of
 * hosts: every place where the one may end and the other begin is a candidate.
 */
export function readFeedScopes(kind: "host" | "service", path: string): FeedScope[] {
  const match = new RegExp(`^/feed/${kind}/(.+)/rss(?:\\.xml)?$`).exec(path);
  const parts = match?.[1]?.split("/").map(decode) ?? [];
  if (parts.length === 0 || parts.includes(null)) return [];
  if (kind === "host") return [{ kind, hostName: parts.join("/") }];
  return parts.slice(1).map((_, index) => ({
    kind,
    hostName: parts.slice(0, index + 1).join("/"),
    serviceDescription: parts.slice(index + 1).join("/"),
  }));
}

/** Null for a broken percent-encoding. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
