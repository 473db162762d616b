import { createHash } from "node:crypto";
import { publicRoute } from "@/lib/server/route";
import { API_DOCS_STYLE, renderApiDocs } from "@/lib/view/api-reference-html";

export const dynamic = "force-dynamic";

const styleHash = createHash("sha256").update(API_DOCS_STYLE).digest("base64");
const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-cache",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/** The routes for programs, for people. */
export const GET = publicRoute(() => new Response(renderApiDocs(), { headers: HEADERS }));
