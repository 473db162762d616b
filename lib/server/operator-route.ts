import { authorize } from "@/lib/http/basic-auth";
import { type Handler, wrapHandler } from "@/lib/http/handler";
import { answerRefusal, type Refusal, refuse } from "@/lib/http/problem";
import { checkSameOrigin } from "@/lib/http/same-origin";
import { hideSecrets } from "@/lib/view/operator-words";
import { readCredentials } from "./operator";
import type { ActionAnswer } from "./operator-actions";
import { getRuntime } from "./runtime";

/** Nothing of the operator's is kept by anybody, or read by another site's page. */
const PRIVATE_HEADERS = {
  "Cache-Control": "private, no-store",
  Vary: "Authorization",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Robots-Tag": "noindex",
};

/** Whether a request is the operator's; works while the service cannot start. */
export function authorizeOperator(request: Request): { kind: "ok"; username: string } | Refusal {
  const known = readCredentials();
  if (known.kind === "set") return authorize(request, known.credentials);
  return refuse(
    403,
    "The operator's view is closed: set api.basic_auth_username and api.basic_auth_password to open it.",
  );
}

/** A route for the operator alone: with the configured credentials, never from another site's page, never kept. */
export function operatorRoute(handler: Handler<unknown>) {
  const wrapped = wrapHandler<unknown>(
    (request, context) => {
      const origin = checkSameOrigin(request);
      if (origin.kind === "refused") return answerRefusal(origin);
      const login = authorizeOperator(request);
      return login.kind === "refused" ? answerRefusal(login) : handler(request, context);
    },
    { reportError },
  );
  return async (request: Request, context: unknown) => {
    const answer = await wrapped(request, context);
    for (const [name, value] of Object.entries(PRIVATE_HEADERS)) answer.headers.set(name, value);
    return answer;
  };
}

/** A route that does something on the running service and answers in words what it came to; 503 while there is none. */
export function operatorAction(action: () => Promise<ActionAnswer>) {
  return operatorRoute(async () => {
    const { service, boot } = getRuntime();
    if (service !== null) return answerAction(await action(), 200);
    const why =
      boot?.kind === "failed" ? `The service cannot start: ${boot.trouble.message}` : "The service is starting.";
    return answerAction({ ok: false, message: why }, 503);
  });
}

function answerAction({ ok, message }: ActionAnswer, status: number): Response {
  const headers = status === 503 ? { "Retry-After": "5" } : {};
  return Response.json({ ok, message: hideSecrets(message) }, { status, headers });
}

function reportError(error: unknown, { method, path }: { method: string; path: string }): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  getRuntime().service?.log.error(`${method} ${path} failed`, { error: message });
}
