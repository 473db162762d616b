import { headers } from "next/headers";
import { forbidden, unauthorized } from "next/navigation";
import { authorizeOperator } from "@/lib/server/operator-route";

/** Ends the drawing of a page unless the operator asks for it: with 401, or 403 while no credentials are configured. */
export async function requireOperator(): Promise<void> {
  const authorization = (await headers()).get("authorization");
  // The address does not matter: a request is what carries the header.
  const request = new Request("http://localhost/admin", { headers: authorization === null ? {} : { authorization } });
  const login = authorizeOperator(request);
  if (login.kind === "ok") return;
  if (login.status === 401) unauthorized();
  forbidden();
}
