import { problemRoute } from "@/lib/server/route";
import { answerUpRequest } from "@/lib/server/up";

export const dynamic = "force-dynamic";

export const GET = problemRoute(answerUpRequest);
