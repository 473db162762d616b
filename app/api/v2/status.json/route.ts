import { answerPreflight } from "@/lib/http/preflight";
import { statuspageRoute } from "@/lib/server/statuspage";

export const dynamic = "force-dynamic";

export const GET = statuspageRoute("status");
export const OPTIONS = answerPreflight;
