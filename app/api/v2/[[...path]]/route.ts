import { answerPreflight } from "@/lib/http/preflight";
import { missingFileRoute } from "@/lib/server/statuspage";

export const dynamic = "force-dynamic";

/** What the API has elsewhere and not here, such as subscribers. */
export const GET = missingFileRoute;
export const OPTIONS = answerPreflight;
