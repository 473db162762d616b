import type { IncomingMessage, ServerResponse } from "node:http";
import { matchesTag } from "@/lib/http/conditional";
import { pickEncoding } from "@/lib/http/encoding";
import type { PackedAnswer } from "./packed-answer";

/** Sends a packed answer, or 304 to whom has it already. The one who asked may have gone meanwhile. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: PackedAnswer): void {
  const known = request.headers["if-none-match"];
  if (known !== undefined && matchesTag(known, answer.etag)) {
    answer.unchanged.age = String(answer.age);
    response.writeHead(304, answer.unchanged).end();
    return;
  }
  const accepted = request.headers["accept-encoding"];
  const encoding = pickEncoding(typeof accepted === "string" ? accepted : undefined);
  const headers = answer.headers[encoding];
  // Written into the kept headers, which are serialised right here: a copy would cost each request.
  headers.age = String(answer.age);
  response.writeHead(200, headers);
  if (request.method === "HEAD") response.end();
  else response.end(answer.bodies[encoding]);
}
