import { makeCorsHeaders } from "./cors";
import { answerDetail } from "./problem";

export type Handler<Context> = (request: Request, context: Context) => Response | Promise<Response>;

export interface HandlerDeps {
  /** Hears of what a handler threw. Must not throw. */
  reportError(error: unknown, request: { method: string; path: string }): void;
  /** Origins whose scripts may read answers to GET and HEAD. Asked at each request; absent: none. */
  corsOrigins?(): readonly string[];
  /** The form of an error of ours; absent: `{"detail": …}`. */
  answerFault?(status: number, detail: string): Response;
}

/**
 * The border around every route handler: what it throws is reported and becomes a 500 that says nothing of the
 * inside; answers are not cached unless they say so; HEAD has no body; CORS is added where it is configured.
 */
export function wrapHandler<Context>(
  handler: Handler<Context>,
  deps: HandlerDeps,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const answer = await answerSafely(handler, deps, request, context);
    const headers = new Headers(answer.headers);
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    if (request.method === "GET" || request.method === "HEAD") addCors(headers, request, deps);
    const hasBody = request.method !== "HEAD" && answer.body !== null;
    return new Response(hasBody ? answer.body : null, { status: answer.status, headers });
  };
}

async function answerSafely<Context>(
  handler: Handler<Context>,
  deps: HandlerDeps,
  request: Request,
  context: Context,
): Promise<Response> {
  try {
    return await handler(request, context);
  } catch (error) {
    if (isFrameworkSignal(error)) throw error;
    if (!request.signal.aborted)
      deps.reportError(error, { method: request.method, path: new URL(request.url).pathname });
    return (deps.answerFault ?? answerDetail)(500, "Something went wrong on our side. It has been logged.");
  }
}

/** Next.js steers by throwing (redirects, "render this at each request"); such errors carry a `digest`. */
function isFrameworkSignal(error: unknown): boolean {
  return error instanceof Error && "digest" in error && typeof error.digest === "string";
}

function addCors(headers: Headers, request: Request, deps: HandlerDeps): void {
  for (const [name, value] of Object.entries(makeCorsHeaders(request, deps.corsOrigins?.() ?? []))) {
    if (name === "Vary") headers.append(name, value);
    else headers.set(name, value);
  }
}
