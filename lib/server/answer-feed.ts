import { type Parameter, readFlag, readWhole } from "@/lib/http/parameters";
import { answerDetail, answerRefusal, refuse } from "@/lib/http/problem";
import { FEED_TYPES, type FeedFormat } from "@/lib/view/feed";
import type { FeedGrain } from "@/lib/view/feed-items";
import { answerText } from "./answer-text";
import { type FeedRequest, type FeedScope, makeFeed } from "./feeds";
import { MAX_HOURS, type Ready } from "./incidents";
import { findAddress } from "./public-address";
import { CACHED_BRIEFLY } from "./public-caching";
import { type PartScope, readName } from "./scopes";

/** Sends the feed of the first of some scopes that is on show; 404 when none is. */
export async function answerFeed(
  ready: Ready,
  request: Request,
  format: FeedFormat,
  scopes: readonly FeedScope[],
): Promise<Response> {
  const url = new URL(request.url);
  for (const scope of scopes) {
    const asked = readRequest(url, !isPredecessors(format, scope));
    if (asked.kind === "refused") return answerRefusal(asked);
    const body = await makeFeed(ready, scope, { ...asked.value, format, address: findAddress(ready, request) });
    if (body === null) continue;
    return answerText(request, { body, contentType: FEED_TYPES[format], caching: CACHED_BRIEFLY });
  }
  return answerDetail(404, "No such feed");
}

const FILES = new Map<string, FeedFormat>([
  ["rss.xml", "rss"],
  ["atom.xml", "atom"],
  ["feed.json", "json"],
]);

/** Sends a feed of a component or a group, in the format that its file stands for. */
export function answerPartFeed(
  ready: Ready,
  request: Request,
  kind: PartScope["kind"],
  { slug, file }: { slug: string; file: string },
): Promise<Response> {
  const format = FILES.get(file);
  const scopes = format === undefined ? [] : [{ kind, slug: readName(slug) }];
  return answerFeed(ready, request, format ?? "rss", scopes);
}

/** Feeds that have subscribers since before there was maintenance: it would surprise them. */
function isPredecessors(format: FeedFormat, { kind }: FeedScope): boolean {
  return format === "rss" && kind !== "component" && kind !== "group";
}

/** What is asked of a feed. Its own path repeats what it understands, and nothing else of the address. */
function readRequest(
  url: URL,
  tellsMaintenance: boolean,
): Parameter<Pick<FeedRequest, "hours" | "grain" | "withMaintenance" | "path">> {
  const hours = readWhole(url, "hours", { min: 1, max: MAX_HOURS });
  if (hours.kind === "refused") return hours;
  const per = url.searchParams.get("per") ?? "incident";
  if (!isGrain(per)) return refuse(400, "per must be incident or update.");
  const isSaid = url.searchParams.has("maintenance");
  const maintenance = readFlag(url, "maintenance");
  if (maintenance.kind === "refused") return maintenance;
  const query = new URLSearchParams();
  if (hours.value !== null) query.set("hours", String(hours.value));
  if (per !== "incident") query.set("per", per);
  const withMaintenance = isSaid ? maintenance.value : tellsMaintenance;
  if (withMaintenance !== tellsMaintenance) query.set("maintenance", withMaintenance ? "1" : "0");
  const path = query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
  return { kind: "ok", value: { hours: hours.value, grain: per, withMaintenance, path } };
}

function isGrain(text: string): text is FeedGrain {
  return text === "incident" || text === "update";
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
