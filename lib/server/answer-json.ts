import { answerConditionally } from "@/lib/http/conditional";
import type { Answer } from "./publish";

/** Sends prepared JSON, or 304 to whoever has it; `fallback` before there is any. Browsers ask again each time. */
export function answerJson(request: Request, answer: Answer | null, fallback: string): Response {
  const { body, etag } = answer ?? { body: fallback, etag: '"none"' };
  const headers = { "Cache-Control": "no-cache" };
  return answerConditionally(request, { body, etag, contentType: "application/json", headers });
}
