import { once } from "node:events";
import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Next, as the door has it. */
export interface NextLink {
  /** Passes a request on, and its answer back. Rejects when either side breaks off. */
  passOn: (asked: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Asks for a page, and waits for all of it. Rejects when it does not come in time. */
  render: (page: { url: string; headers: IncomingHttpHeaders }) => Promise<RenderedAnswer>;
}

/** An answer of Next as a whole. */
export interface RenderedAnswer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** Longer than any page takes that will still come. */
const DEADLINE_MS = 15_000;
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

/** Speaks HTTP with Next over connections that are opened for it, one for each request. */
export function createNextLink(open: () => Duplex): NextLink {
  function begin(asked: { method?: string | undefined; url: string; headers: IncomingHttpHeaders }): ClientRequest {
    const { method = "GET", url, headers } = asked;
    const own = isRead(method) ? [...OF_ONE_CONNECTION, ...OF_A_BODY] : OF_ONE_CONNECTION;
    return request({ createConnection: open, setHost: false, method, path: url, headers: without(headers, own) });
  }

  return {
    async passOn(asked, response) {
      const { method, url = "/", headers } = asked;
      const passed = begin({ method, url, headers });
      // Whoever asked is gone: nobody needs to go on for them.
      response.once("close", () => passed.destroy());
      const begun = answerOf(passed);
      if (isRead(method)) passed.end();
      else asked.pipe(passed);
      const answer = await begun;
      response.writeHead(answer.statusCode ?? 500, headersOf(answer));
      await pipeline(answer, response);
    },
    async render({ url, headers }) {
      const { "accept-encoding": _, ...plain } = headers;
      const passed = begin({ url, headers: plain });
      const deadline = setTimeout(() => passed.destroy(new Error(`no page in ${DEADLINE_MS} ms`)), DEADLINE_MS);
      try {
        const begun = answerOf(passed);
        passed.end();
        const answer = await begun;
        const body = Buffer.concat(await answer.toArray());
        return { status: answer.statusCode ?? 500, headers: headersOf(answer), body };
      } finally {
        clearTimeout(deadline);
      }
    },
  };
}

function isRead(method: string | undefined): boolean {
  return method === "GET" || method === "HEAD";
}

async function answerOf(passed: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(passed, "response")) as [IncomingMessage];
  return answer;
}

function headersOf(answer: IncomingMessage): IncomingHttpHeaders {
  return without(answer.headers, [...OF_ONE_CONNECTION, "transfer-encoding"]);
}

function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
