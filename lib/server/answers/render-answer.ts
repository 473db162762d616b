import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, RequestListener } from "node:http";
import inject from "light-my-request";

export type NextHandler = (request: IncomingMessage, response: Parameters<RequestListener>[1]) => Promise<void>;

/** An answer of Next as a whole. */
export interface RenderedAnswer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** Longer than any page takes that will still come. */
const DEADLINE_MS = 15_000;

/** Asks Next inside of this process, without a socket. Rejects when no answer comes in time. */
export async function renderAnswer(
  handle: NextHandler,
  { url, headers, remoteAddress }: { url: string; headers: IncomingHttpHeaders; remoteAddress: string },
): Promise<RenderedAnswer> {
  const { "accept-encoding": _, ...plain } = headers;
  const listener: RequestListener = (request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  };
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const {
    statusCode,
    headers: given,
    rawPayload,
  } = await inject(listener as never, {
    method: "GET",
    url,
    headers: plain,
    remoteAddress,
    signal: deadline,
  });
  return { status: statusCode, headers: given, body: rawPayload };
}
