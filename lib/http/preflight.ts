const HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD",
  "Access-Control-Allow-Headers": "If-None-Match",
  "Access-Control-Max-Age": "86400",
  Allow: "GET, HEAD, OPTIONS",
};

/** What a browser asks before a script of any site may read an answer that it holds already, by its `ETag` (CORS). */
export function answerPreflight(): Response {
  return new Response(null, { status: 204, headers: HEADERS });
}
