import { type Refusal, refuse } from "./problem";

export const BODY_LIMIT_BYTES = 64 * 1024;

/**
 * The JSON object that a request carries. 413 when it is longer than the limit, without reading further; 415 when it
 * does not say that it is JSON; 400 when it is not. A key `__proto__` is dropped at any depth.
 */
export async function readJsonObject(
  request: Request,
  limitBytes = BODY_LIMIT_BYTES,
): Promise<{ kind: "ok"; body: Record<string, unknown> } | Refusal> {
  const objection = checkHeaders(request.headers, limitBytes);
  if (objection !== null) return objection;
  const read = await readBytes(request, limitBytes);
  if (read === "too-long") return refuseLength(limitBytes);
  if (read === "broken-off") return refuse(400, "The body broke off.");
  if (read.length === 0) return refuse(400, "The body is empty; a JSON object is needed.");
  const value = parseJson(read);
  if (value === undefined) return refuse(400, "The body is not valid JSON in UTF-8.");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse(400, "The body must be a JSON object.");
  }
  return { kind: "ok", body: value as Record<string, unknown> };
}

function checkHeaders(headers: Headers, limitBytes: number): Refusal | null {
  const type = headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type)) {
    return refuse(415, "The body must be JSON: send Content-Type: application/json.", {
      "Accept-Post": "application/json",
    });
  }
  const encoding = headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity")
    return refuse(415, "The body must not be compressed.", { "Accept-Encoding": "identity" });
  return Number(headers.get("content-length") ?? 0) > limitBytes ? refuseLength(limitBytes) : null;
}

function refuseLength(limitBytes: number): Refusal {
  return refuse(413, `The body is longer than ${limitBytes} bytes.`);
}

/** Counts while reading, since a chunked body announces no length and an announced one may be a lie. */
async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array | "too-long" | "broken-off"> {
  if (request.body === null) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > limitBytes) {
        // Not awaited: who sends too much may also never close.
        reader.cancel().catch(() => undefined);
        return "too-long";
      }
      chunks.push(part.value);
    }
  } catch {
    return "broken-off";
  }
  return Buffer.concat(chunks);
}

/** Undefined when it is not JSON; also when it is nested so deeply that it exhausts the stack. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    return undefined;
  }
}
