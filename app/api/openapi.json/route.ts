import { answerOpenApi } from "@/lib/server/openapi";
import { openRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

/** The public routes, for programs that write clients. */
export const GET = openRoute(answerOpenApi);
