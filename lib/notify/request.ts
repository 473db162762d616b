/** What came of one HTTP request. Neither holds anything of the address, which may be a secret. */
export type Answer =
  | { kind: "answered"; status: number; retryAfter: string | null }
  | { kind: "unanswered"; why: string };

export interface RequestOptions {
  method: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

const CAUSES: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name could not be looked up",
  ETIMEDOUT: "no connection in time",
  EHOSTUNREACH: "it cannot be reached",
  ENETUNREACH: "it cannot be reached",
  UND_ERR_CONNECT_TIMEOUT: "no connection in time",
  UND_ERR_SOCKET: "the connection was cut",
  UND_ERR_HEADERS_OVERFLOW: "its answer was too large",
  ABORT_ERR: "no answer in time",
};

/**
 * Asks once. Redirects are not followed: they would carry what we say to somebody whom nobody chose.
 * Of the answer's body nothing is read, so it may be endless. Never rejects.
 */
export async function request(address: string, options: RequestOptions): Promise<Answer> {
  try {
    const { url, authorization } = splitCredentials(address);
    const response = await fetch(url, {
      method: options.method,
      headers: { "user-agent": "Vitrine", ...authorization, ...options.headers },
      redirect: "manual",
      cache: "no-store",
      signal: options.signal,
      ...(options.body === undefined ? {} : { body: options.body }),
    });
    // Not waited for: the other side has no say in when we are done.
    response.body?.cancel().catch(() => undefined);
    return { kind: "answered", status: response.status, retryAfter: response.headers.get("retry-after") };
  } catch (error) {
    return { kind: "unanswered", why: explainFailure(error) };
  }
}

/** `fetch` takes no address with a name and a password in it; the header says the same. */
function splitCredentials(address: string): { url: URL; authorization: Record<string, string> } {
  const url = new URL(address);
  if (url.username === "" && url.password === "") return { url, authorization: {} };
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = "";
  url.password = "";
  return { url, authorization: { authorization: `Basic ${Buffer.from(pair).toString("base64")}` } };
}

/** Words for a failure by its code alone: messages of errors may repeat the address. */
function explainFailure(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth++) {
    if (cause.name === "AbortError") return "no answer in time";
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : null;
    if (code !== null) return CAUSES[code] ?? (/CERT|SSL|TLS|SELF_SIGNED/.test(code) ? `TLS failed (${code})` : code);
  }
  return error instanceof Error ? error.name : "unknown";
}
