import { createHash } from "node:crypto";
import { answerConditionally } from "@/lib/http/conditional";
import { answerProblem } from "@/lib/http/problem";
import { getRuntime } from "./runtime";

export interface TextAnswer {
  body: string;
  contentType: string;
  /** `Cache-Control`. */
  caching: string;
  headers?: Readonly<Record<string, string>>;
}

/** Sends a text that was made for this request, or 304 to whoever has it. */
export function answerText(request: Request, { body, contentType, caching, headers }: TextAnswer): Response {
  const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  return answerConditionally(request, { body, etag, contentType, headers: { ...headers, "Cache-Control": caching } });
}

/** Nothing on show has that name. Before anything is known nobody can say so. */
export function answerNone(detail: string): Response {
  return getRuntime().publication === null ? answerStarting() : answerProblem(404, detail);
}

export function answerStarting(): Response {
  return answerProblem(503, "The service is starting; try again in a few seconds.", { "Retry-After": "5" });
}
