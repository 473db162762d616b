import type { RequestListener } from "node:http";
import type { Language } from "@/lib/domain/words";
import type { PageView } from "@/lib/view/page-view";
import { answerStandIn } from "./stand-in-answer";

export interface StandInListenerDeps {
  readPage: () => Promise<PageView | null>;
  /** Epoch milliseconds. */
  now: () => number;
  /** The operator's language. */
  usual: Language;
}

/** Answers requests over HTTP with the stand-in. */
export function createStandInListener({ readPage, now, usual }: StandInListenerDeps): RequestListener {
  return async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const { accept = "", "accept-language": languages } = request.headers;
    const page = await readPage();
    const { status, headers, body } = answerStandIn({ method, url, accept, languages }, { page, at: now(), usual });
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
    response.end(method === "HEAD" ? undefined : body);
  };
}
