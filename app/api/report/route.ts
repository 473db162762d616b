import { answerReportRequest } from "@/lib/server/report";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(answerReportRequest);
