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
