import { answerReadiness } from "@/lib/server/health-answers";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(answerReadiness);
