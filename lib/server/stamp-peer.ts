import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Only the front door sets it: what a visitor sends under this name is removed. */
export const PEER_HEADER = "x-vitrine-peer";
const OURS = "x-vitrine-";

/** Any of them says that somebody stands between the visitor and us. */
const FORWARDING = [
  "forwarded",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-server",
  "x-real-ip",
  "x-client-ip",
  "cf-connecting-ip",
  "true-client-ip",
];

/**
 * Marks a request with where it came from, so that a route can believe it: headers that claim to be ours are removed
 * first. Done before Next sees the request, because Next adds `x-forwarded-*` to every one.
 */
export function stampPeer(request: IncomingMessage, secret: string): void {
  const { headers, rawHeaders } = request;
  for (const name of Object.keys(headers)) if (name.startsWith(OURS)) delete headers[name];
  request.rawHeaders = keepOthers(rawHeaders);
  const way = isForwarded(headers) ? "forwarded" : "direct";
  const value = `${secret} ${way} ${request.socket.remoteAddress ?? ""}`;
  headers[PEER_HEADER] = value;
  request.rawHeaders.push(PEER_HEADER, value);
}

/** Whether any header says that a proxy passed a request on. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return FORWARDING.some((name) => headers[name] !== undefined);
}

/** Raw headers are names and values in turn. */
function keepOthers(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => !rawHeaders[index - (index % 2)]?.toLowerCase().startsWith(OURS));
}
