import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { NextHandler } from "@/lib/server/answers/render-answer";

/** Between two neighbours only (RFC 9110, 7.6.1), and what each side says anew. */
const OF_ONE_CONNECTION = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "date",
];
/** A reading request has no body here: one that is framed by neither of these would be taken for another request. */
const OF_A_BODY = ["content-length", "transfer-encoding"];

/** Passes requests on over connections that are opened for them, one for each, and their answers back. */
export function createPassOn(open: () => Duplex): NextHandler {
  return async (request, response) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const answer = await ask(request, response, { open, isRead });
    const { "transfer-encoding": _, ...headers } = without(answer.headers, OF_ONE_CONNECTION);
    response.writeHead(answer.statusCode ?? 500, headers);
    await pipeline(answer, response);
  };
}

function ask(
  request: IncomingMessage,
  response: ServerResponse,
  { open, isRead }: { open: () => Duplex; isRead: boolean },
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = send({
      createConnection: open,
      setHost: false,
      method: request.method,
      path: request.url,
      headers: without(request.headers, isRead ? [...OF_ONE_CONNECTION, ...OF_A_BODY] : OF_ONE_CONNECTION),
    });
    asked.once("response", resolve).once("error", reject);
    // Whoever asked is gone: nobody needs to go on for them.
    response.once("close", () => asked.destroy());
    if (isRead) asked.end();
    else request.pipe(asked);
  });
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
