/** What is known of a representation that can be sent. */
export interface Representation {
  body: string | Uint8Array<ArrayBuffer>;
  /** With its quotes, and `W/` when weak: `"abc"`. */
  etag: string;
  contentType: string;
  /** Epoch milliseconds; absent when there is no such instant. */
  modifiedAt?: number;
  headers?: Readonly<Record<string, string>>;
}

/**
 * 200 with the body, or 304 without when the one who asks has it already (RFC 9110, 13.2.2: `If-None-Match` decides,
 * `If-Modified-Since` only where it is absent). Both carry the same validators and caching headers (15.4.5).
 */
export function answerConditionally(request: Request, representation: Representation): Response {
  const { body, etag, contentType, modifiedAt, headers } = representation;
  const common = new Headers(headers);
  common.set("ETag", etag);
  if (modifiedAt !== undefined) common.set("Last-Modified", new Date(modifiedAt).toUTCString());
  if (isUnchanged(request, representation)) return new Response(null, { status: 304, headers: common });
  common.set("Content-Type", contentType);
  return new Response(body, { headers: common });
}

/** Whether a GET or HEAD may be answered with 304. */
export function isUnchanged(
  request: Request,
  { etag, modifiedAt }: Pick<Representation, "etag" | "modifiedAt">,
): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const noneMatch = request.headers.get("if-none-match");
  if (noneMatch !== null) return matchesTag(noneMatch, etag);
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return modifiedAt !== undefined && Math.floor(modifiedAt / 1000) * 1000 <= since;
}

/** RFC 9110, 8.8.3.2: the same opaque text, weak or not. */
export function compareWeakly(a: string, b: string): boolean {
  return stripWeak(a) === stripWeak(b);
}

function stripWeak(etag: string): string {
  return etag.startsWith("W/") ? etag.slice(2) : etag;
}

/** Whether `If-None-Match` names a tag: `*`, or a list of tags, which may hold commas; stops at what is no tag. */
export function matchesTag(header: string, etag: string): boolean {
  if (header === etag) return true;
  if (header.trim() === "*") return true;
  const tag = /[ \t,]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,|$)/y;
  for (let found = tag.exec(header); found !== null; found = tag.exec(header)) {
    if (compareWeakly(found[1] ?? "", etag)) return true;
  }
  return false;
}
