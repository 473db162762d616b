import { carriesToken } from "@/lib/http/bearer-auth";
import { type Refusal, refuse } from "@/lib/http/problem";
import { isLocal } from "./peer";
import { getRuntime } from "./runtime";

/** Whether a request may see why the service is not well, and its figures: from this machine, or with the token. */
export function maySeeDetails(request: Request): boolean {
  const { token, publicDetails } = readRules();
  if (publicDetails || (token !== null && carriesToken(request, token))) return true;
  return isLocal(request) && namesThisMachine(request.headers.get("host"));
}

/** What those are told who may not. */
export function refuseDetails(): Refusal {
  if (readRules().token === null) {
    return refuse(403, "Open to this machine alone: set health.token (HEALTH_TOKEN) to read it from elsewhere.");
  }
  return refuse(401, "The token is needed (Authorization: Bearer …).", { "WWW-Authenticate": "Bearer" });
}

/** Until a configuration was right, this machine alone. */
function readRules(): { token: string | null; publicDetails: boolean } {
  return getRuntime().inForce?.config.health ?? { token: null, publicDetails: false };
}

/**
 * A proxy here that adds no header of its own passes the visitor's `Host` on, and a foreign page whose name was bent
 * to a loopback address sends that name: whoever means this machine calls it by a loopback name.
 */
function namesThisMachine(host: string | null): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host ?? "");
}
