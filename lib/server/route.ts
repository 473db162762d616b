import { authorize } from "@/lib/http/basic-auth";
import { type Handler, type HandlerDeps, wrapHandler } from "@/lib/http/handler";
import { answerDetail, answerProblem, answerRefusal } from "@/lib/http/problem";
import { checkSameOrigin } from "@/lib/http/same-origin";
import { findReady, type Ready } from "./incidents";
import { getRuntime } from "./runtime";
import { isStoreError } from "./store-trouble";

/** Handlers that get the service; while there is none they are not asked, and the answer is 503. */
export type ReadyHandler<Context> = (ready: Ready, request: Request, context: Context) => Promise<Response>;

const DEPS: HandlerDeps = {
  reportError(error, { method, path }) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    getRuntime().service?.log.error(`${method} ${path} failed`, { error: message });
  },
  corsOrigins: () => getRuntime().service?.config.api.corsOrigins ?? [],
};

/** A route for everybody. */
export function publicRoute<Context>(handler: Handler<Context>) {
  return wrapHandler<Context>(async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (!isStoreError(error)) throw error;
      DEPS.reportError(error, { method: request.method, path: new URL(request.url).pathname });
      return answerStoreTrouble(request);
    }
  }, DEPS);
}

/** A route for everybody whose errors are problem documents. */
export function problemRoute<Context>(handler: Handler<Context>) {
  return wrapHandler<Context>(handler, { ...DEPS, answerFault: answerProblem });
}

/** The same, and scripts of every site may read its answers whatever is configured. */
export function openRoute<Context>(handler: Handler<Context>) {
  return wrapHandler<Context>(handler, { ...DEPS, corsOrigins: () => ["*"], answerFault: answerProblem });
}

function answerStoreTrouble({ method }: Request): Response {
  const what = method === "GET" || method === "HEAD" ? "cannot be read" : "cannot be written, and nothing was saved";
  return answerDetail(503, `The history ${what} at the moment; try again in a minute.`, { "Retry-After": "60" });
}

/** A route for everybody that needs the store. */
export function readyRoute<Context>(handler: ReadyHandler<Context>) {
  return publicRoute<Context>(async (request, context) => {
    const ready = findReady();
    return ready === null ? answerStarting() : handler(ready, request, context);
  });
}

/** A route that changes something: never from another site, and only with the configured credentials. */
export function writeRoute<Context>(handler: ReadyHandler<Context>) {
  return publicRoute<Context>(async (request, context) => {
    const origin = checkSameOrigin(request);
    if (origin.kind === "refused") return answerRefusal(origin);
    const ready = findReady();
    if (ready === null) return answerStarting();
    const login = authorize(request, ready.service.config.api.credentials);
    return login.kind === "refused" ? answerRefusal(login) : handler(ready, request, context);
  });
}

function answerStarting(): Response {
  return answerDetail(503, "The service is starting; try again in a few seconds.", { "Retry-After": "5" });
}
