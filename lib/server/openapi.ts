import { createHash } from "node:crypto";
import { describeOpenApi } from "@/lib/api-schema/openapi";
import { answerJson } from "./answer-json";
import { readProcessFacts } from "./process-facts";
import type { Answer } from "./publish";

let answer: Answer | null = null;

/** `/api/openapi.json`: made once, since nothing in it changes while the program runs. */
export function answerOpenApi(request: Request): Response {
  answer ??= renderOpenApi();
  return answerJson(request, answer, "");
}

function renderOpenApi(): Answer {
  const body = new TextEncoder().encode(JSON.stringify(describeOpenApi(readProcessFacts().version)));
  return { body, etag: `"${createHash("sha1").update(body).digest("base64url")}"` };
}
