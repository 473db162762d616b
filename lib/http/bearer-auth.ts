import { equalsInConstantTime } from "./basic-auth";

/** Whether a request carries the token (RFC 6750, 2.1). The time taken tells nothing of what was wrong with it. */
export function carriesToken(request: Request, token: string): boolean {
  const [, given] = /^bearer +([\x21-\x7e]+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return given !== undefined && equalsInConstantTime(Buffer.from(given), Buffer.from(token));
}
