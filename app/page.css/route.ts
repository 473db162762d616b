import { answerStyle } from "@/lib/server/answer-branding";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute((request) => answerStyle(request));
