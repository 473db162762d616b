import { answerIcon } from "@/lib/server/answer-icon";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute((request) => answerIcon(request));
