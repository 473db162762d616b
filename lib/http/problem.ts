/** Why a request is not carried out. The detail is for the one who asked: no path, no stack, no secret. */
export interface Refusal {
  kind: "refused";
  status: number;
  detail: string;
  headers?: Readonly<Record<string, string>>;
}

export function refuse(status: number, detail: string, headers?: Readonly<Record<string, string>>): Refusal {
  return headers === undefined ? { kind: "refused", status, detail } : { kind: "refused", status, detail, headers };
}

/** `{"detail": …}`, the form of errors on the predecessor's routes. */
export function answerDetail(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ detail }, { status, headers: { "Cache-Control": "no-store", ...headers } });
}

export function answerRefusal({ status, detail, headers }: Refusal): Response {
  return answerDetail(status, detail, headers);
}

/** Names of the status codes that problems are answered with. */
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  404: "Not Found",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** What a problem document says (RFC 9457). */
export function describeProblem(status: number, detail: string) {
  return { type: "about:blank", title: TITLES[status] ?? "Error", status, detail };
}

/** A problem document (RFC 9457), the form of errors on all newer routes. */
export function answerProblem(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const own = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  return new Response(JSON.stringify(describeProblem(status, detail)), { status, headers: { ...own, ...headers } });
}
