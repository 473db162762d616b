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
