import { createHash } from "node:crypto";
import { asksFor } from "@/lib/http/accept";
import { answerConditionally } from "@/lib/http/conditional";
import type { Parameter } from "@/lib/http/parameters";
import { answerDetail, refuse } from "@/lib/http/problem";

export type TableFormat = "json" | "csv";

/** How a table is wanted: by `format`, else by `Accept`. */
export function readFormat(request: Request, url: URL): Parameter<TableFormat> {
  const format = url.searchParams.get("format");
  if (format === null)
    return { kind: "ok", value: asksFor(request.headers.get("accept"), "text/csv") ? "csv" : "json" };
  if (format === "json" || format === "csv") return { kind: "ok", value: format };
  return refuse(400, "format must be json or csv.");
}

const CONTENT_TYPES = { json: "application/json", csv: "text/csv; charset=utf-8" } as const;

/** Sends a table, or 304 to whoever has it. `name` is that of the file when it is saved. */
export function answerTable(request: Request, format: TableFormat, name: string, body: string): Response {
  const etag = `"${createHash("sha1").update(body).digest("base64url")}"`;
  const headers = {
    "Cache-Control": "no-cache",
    Vary: "Accept",
    "Content-Disposition": `inline; filename="${name}.${format}"`,
  };
  return answerConditionally(request, { body, etag, contentType: CONTENT_TYPES[format], headers });
}

/** While nothing of the past is known, as shortly after the start. */
export function answerNoPast(): Response {
  return answerDetail(503, "Nothing is known of the past yet; try again in a few seconds.", { "Retry-After": "5" });
}

export function answerBusy(): Response {
  return answerDetail(503, "Too many are asking at once; try again in a few seconds.", { "Retry-After": "5" });
}
