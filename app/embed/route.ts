import { answerEmbed } from "@/lib/server/answer-embed";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = problemRoute((request) => answerEmbed(request));
