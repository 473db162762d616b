import { pollNow } from "@/lib/server/commands";
import { writeRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const POST = writeRoute(async (ready) => Response.json(await pollNow(ready)));
