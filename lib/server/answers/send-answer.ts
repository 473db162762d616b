import type { IncomingMessage, ServerResponse } from "node:http";
import { matchesTag } from "@/lib/http/conditional";
import { pickEncoding } from "@/lib/http/encoding";
import type { HeaderList, PackedAnswer } from "./packed-answer";

/** Sends a packed answer, or 304 to whom has it already. The one who asked may have gone meanwhile. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: PackedAnswer): void {
  const known = request.headers["if-none-match"];
  if (known !== undefined && matchesTag(known, answer.etag)) {
    response.writeHead(304, withAge(answer.unchanged, answer)).end();
    return;
  }
  const accepted = request.headers["accept-encoding"];
  const encoding = pickEncoding(typeof accepted === "string" ? accepted : undefined);
  response.writeHead(200, withAge(answer.headers[encoding], answer));
  const body = answer.bodies[encoding];
  if (request.method === "HEAD") response.end();
  else if (typeof body === "string") response.end(body, "latin1");
  else response.end(body);
}

/** Written into the kept headers, which are serialised right here: a copy would cost each request. */
function withAge(headers: HeaderList, { age }: PackedAnswer): HeaderList {
  headers[headers.length - 1] = String(age);
  return headers;
}
