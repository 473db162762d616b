import { answerAvailability } from "@/lib/server/availability";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(answerAvailability);
