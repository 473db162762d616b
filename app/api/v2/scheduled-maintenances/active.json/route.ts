import { answerPreflight } from "@/lib/http/preflight";
import { statuspageRoute } from "@/lib/server/statuspage";

export const dynamic = "force-dynamic";

export const GET = statuspageRoute("scheduled-maintenances/active");
export const OPTIONS = answerPreflight;
