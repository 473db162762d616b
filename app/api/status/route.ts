import { readStatus } from "@/lib/server/publication";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(() => Response.json(readStatus()));
