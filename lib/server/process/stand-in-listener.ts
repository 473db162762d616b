import type { RequestListener } from "node:http";
import type { PageView } from "@/lib/view/page-view";
import { answerStandIn } from "./stand-in-answer";

/** Answers requests over HTTP with the stand-in. `now`: epoch milliseconds. */
export function createStandInListener(readPage: () => Promise<PageView | null>, now: () => number): RequestListener {
  return async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const page = await readPage();
    const { status, headers, body } = answerStandIn({ method, url, accept: request.headers.accept ?? "" }, page, now());
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
    response.end(method === "HEAD" ? undefined : body);
  };
}
