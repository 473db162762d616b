import { answerRobots } from "@/lib/server/answer-engines";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute((request) => answerRobots(request));
