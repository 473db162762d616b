import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

/** Whether the process answers. Nothing is looked at: a probe that fails here has the process restarted. */
export const GET = publicRoute(() => Response.json({ status: "alive" }));
