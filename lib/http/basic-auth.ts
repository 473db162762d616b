import { createHash, timingSafeEqual } from "node:crypto";
import { type Refusal, refuse } from "./problem";

export interface Login {
  username: string;
  password: string;
}

const CHALLENGE = { "WWW-Authenticate": 'Basic realm="status page", charset="UTF-8"' };

/**
 * Whether a request carries the configured credentials (RFC 7617). 401 asks for them; 403 says how to configure them
 * when there are none, since a page without a password must not be one that anybody may write.
 */
export function authorize(request: Request, expected: Login | null): { kind: "ok"; username: string } | Refusal {
  if (expected === null) {
    return refuse(
      403,
      "Writing is switched off: set api.basic_auth_username and api.basic_auth_password (API_BASIC_AUTH_USERNAME, API_BASIC_AUTH_PASSWORD) to allow it.",
    );
  }
  const given = parseBasicAuth(request.headers.get("authorization"));
  if (given === null) return refuse(401, "A name and a password are needed (HTTP Basic authentication).", CHALLENGE);
  // Both are compared always: the time taken must not tell which of them was wrong.
  const isName = equalsInConstantTime(given.username, Buffer.from(expected.username));
  const isPassword = equalsInConstantTime(given.password, Buffer.from(expected.password));
  if (isName && isPassword) return { kind: "ok", username: expected.username };
  return refuse(401, "The name or the password is wrong.", CHALLENGE);
}

/** The bytes of name and password, divided at the first colon; null for anything else (RFC 7617, section 2). */
export function parseBasicAuth(header: string | null): { username: Buffer; password: Buffer } | null {
  const [, token] = /^basic +([a-z0-9+/]+={0,2}) *$/i.exec(header ?? "") ?? [];
  if (token === undefined) return null;
  const bytes = Buffer.from(token, "base64");
  const colon = bytes.indexOf(":");
  if (colon < 0 || bytes.some((byte) => byte < 32 || byte === 127)) return null;
  return { username: bytes.subarray(0, colon), password: bytes.subarray(colon + 1) };
}

/** Digests are of one length, so that not even the length shows. */
export function equalsInConstantTime(a: Buffer, b: Buffer): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
