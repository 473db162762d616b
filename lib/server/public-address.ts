import type { Ready } from "./incidents";

/**
 * The page's address without a slash at its end: the configured one, else the one that was asked for. What is no host
 * is not repeated.
 */
export function findAddress({ service }: Ready, request: Request): string {
  const { link } = service.config.rss;
  if (link !== null) return link;
  const url = new URL(request.url);
  const host = request.headers.get("host") ?? "";
  return `${url.protocol}//${isHost(host) ? host : url.host}`;
}

/**
 * The same for a page, which knows the headers of its request and nothing else of it. Null where no usable host was asked
 * for.
 */
export function findPageAddress(link: string | null, headers: Headers): string | null {
  if (link !== null) return link;
  const host = headers.get("host") ?? "";
  if (!isHost(host)) return null;
  const scheme = headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  return `${scheme}://${host}`;
}

function isHost(text: string): boolean {
  return /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(text) && URL.canParse(`http://${text}`);
}
