import { answerMetrics } from "@/lib/server/metrics";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(answerMetrics);
