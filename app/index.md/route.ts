import { answerMarkdownPage } from "@/lib/server/answer-plain";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute((request) => answerMarkdownPage(request));
