import { readHealth } from "@/lib/server/health";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(async () => Response.json(await readHealth()));
