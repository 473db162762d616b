import { type Refusal, refuse } from "./problem";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses writes that another site makes in a visitor's browser. `Sec-Fetch-Site` decides where it is sent, since no
 * script can forge it (W3C Fetch Metadata); else `Origin` must name the host that was asked, or one of `ownHosts`
 * (`status.example.com[:port]`, for proxies that rewrite `Host`). Requests with neither come from programs and pass.
 */
export function checkSameOrigin(request: Request, ownHosts: readonly string[] = []): { kind: "ok" } | Refusal {
  if (SAFE_METHODS.has(request.method)) return { kind: "ok" };
  const site = request.headers.get("sec-fetch-site")?.trim().toLowerCase();
  const origin = request.headers.get("origin")?.trim();
  if (site === "same-origin" || site === "none") return { kind: "ok" };
  if (site !== undefined) return REFUSED;
  if (origin === undefined) return { kind: "ok" };
  const asked = [request.headers.get("host") ?? "", ...ownHosts];
  return asked.some((host) => isOriginOf(origin, host)) ? { kind: "ok" } : REFUSED;
}

const REFUSED = refuse(403, "Writes from other sites are refused.");

/** Compares host and port. The scheme is left out: behind a proxy that ends TLS we do not know ours. */
function isOriginOf(origin: string, host: string): boolean {
  if (!URL.canParse(origin) || host === "") return false;
  const { protocol, host: originHost } = new URL(origin);
  if (protocol !== "http:" && protocol !== "https:") return false;
  const own = `${protocol}//${host}`;
  return URL.canParse(own) && new URL(own).host === originHost;
}
