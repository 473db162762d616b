const SAFE_METHODS = "GET, HEAD, OPTIONS";
const DAY_SECONDS = 86_400;

/**
 * The headers that let scripts of the configured origins read an answer; empty for all others. Credentials are never
 * allowed and neither are writes, whatever is configured. With a list, caches must keep answers apart (`Vary`).
 */
export function makeCorsHeaders(request: Request, allowed: readonly string[]): Record<string, string> {
  if (allowed.length === 0) return {};
  const exposed = { "Access-Control-Expose-Headers": "ETag" };
  if (allowed.includes("*")) return { "Access-Control-Allow-Origin": "*", ...exposed };
  const origin = request.headers.get("origin");
  if (origin === null || !allowed.includes(origin)) return { Vary: "Origin" };
  return { "Access-Control-Allow-Origin": origin, Vary: "Origin", ...exposed };
}

/** Answers `OPTIONS`: what the route can do, and to a browser's preflight whether its script may read. */
export function answerOptions(request: Request, methods: readonly string[], allowed: readonly string[]): Response {
  const headers = new Headers({ Allow: listMethods(methods), "Cache-Control": "no-store" });
  const cors = makeCorsHeaders(request, allowed);
  for (const [name, value] of Object.entries(cors)) headers.set(name, value);
  if (cors["Access-Control-Allow-Origin"] !== undefined) {
    headers.set("Access-Control-Allow-Methods", SAFE_METHODS);
    headers.set("Access-Control-Allow-Headers", "If-None-Match");
    headers.set("Access-Control-Max-Age", String(DAY_SECONDS));
  }
  return new Response(null, { status: 204, headers });
}

function listMethods(methods: readonly string[]): string {
  const all = new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"]);
  return [...all].join(", ");
}
