const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // Next starts its pages with inline scripts.
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const accepts = (value) => ({ type: "header", key: "accept", value });
// Language models name Markdown beside HTML, which no browser does; so it wins.
const MARKDOWN = accepts(".*text/markdown.*");
const PLAIN_TEXT = accepts("(?!.*text/(?:html|markdown)).*text/plain.*");
const ANYTHING = accepts("\\*/\\*");
// lib/server/answers/answer-request.ts knows the same ones.
const TERMINAL = { type: "header", key: "user-agent", value: "(?:[Cc]url|[Ww]get|[Hh][Tt][Tt][Pp]ie)/.*" };

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3"],
  // `npm run verify` checks the types; whoever only wants to run the page need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // The operator's pages answer 401 and 403 as what they are.
  experimental: { authInterrupts: true },
  // One address for everybody: what it answers depends on who asks.
  rewrites: async () => ({
    beforeFiles: [
      { source: "/", has: [MARKDOWN], destination: "/index.md" },
      { source: "/", has: [PLAIN_TEXT], destination: "/status.txt" },
      { source: "/", has: [TERMINAL, ANYTHING], destination: "/status.txt" },
      { source: "/", has: [TERMINAL], missing: [accepts(".*")], destination: "/status.txt" },
      { source: "/icon.svg", destination: "/favicon.svg" },
      { source: "/incidents/:id(\\d{1,15}).md", destination: "/incidents/:id/incident.md" },
      { source: "/incidents/:id(\\d{1,15})", has: [MARKDOWN], destination: "/incidents/:id/incident.md" },
    ],
  }),
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "X-Content-Type-Options", value: "nosniff" },
      ],
    },
    // Nothing is framed but /embed, which says itself by whom.
    {
      source: "/((?!embed$).*)",
      headers: [{ key: "X-Frame-Options", value: "DENY" }],
    },
    // These answer no documents, or bring a stricter policy of their own.
    {
      source: "/((?!api/|feed/|badge/|embed$|logo/|favicon\\.svg|offline$).*)",
      headers: [{ key: "Content-Security-Policy", value: CONTENT_SECURITY_POLICY }],
    },
    // The operator's pages: nobody keeps, frames, lists or refers to them. The challenge is the one of lib/http/basic-auth.ts.
    {
      source: "/admin/:path*",
      headers: [
        { key: "Cache-Control", value: "private, no-store" },
        { key: "Vary", value: "Authorization" },
        { key: "WWW-Authenticate", value: 'Basic realm="status page", charset="UTF-8"' },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
        { key: "X-Robots-Tag", value: "noindex, nofollow" },
      ],
    },
    // For pages of other sites, whatever they guard themselves with.
    {
      source: "/embed.js",
      headers: [
        { key: "Access-Control-Allow-Origin", value: "*" },
        { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
      ],
    },
    // A browser that has it asks for a new one each time.
    {
      source: "/sw.js",
      headers: [{ key: "Cache-Control", value: "no-cache" }],
    },
    {
      source: "/watch.js",
      headers: [{ key: "Cache-Control", value: "public, max-age=300" }],
    },
    // A new version of a font gets a new name.
    {
      source: "/fonts/:name(.+\\.woff2)",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};
