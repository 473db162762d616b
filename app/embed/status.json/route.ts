import { answerEmbedStatus } from "@/lib/server/answer-embed";
import { openRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = openRoute((request) => answerEmbedStatus(request));
