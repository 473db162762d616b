/** Why a request is not carried out. The detail is for the one who asked: no path, no stack, no secret. */
export interface Refusal {
  kind: "refused";
  status: number;
  detail: string;
  headers?: Readonly<Record<string, string>>;
}

/** Members of RFC 9457, section 3.1. Others may be added by `extensions`, which never replace these. */
export interface Problem {
  status: number;
  title: string;
  detail?: string;
  /** An address that names the kind of problem; `about:blank` says that the title is the status' own. */
  type?: string;
  instance?: string;
  extensions?: Readonly<Record<string, unknown>>;
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

/** `application/problem+json` (RFC 9457), the form of errors on routes of our own. */
export function answerProblem(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  const { extensions, ...members } = problem;
  const body = JSON.stringify({ ...extensions, type: "about:blank", ...members });
  return new Response(body, {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
}
