import { answerMarkdownIncident } from "@/lib/server/answer-plain";
import { problemRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

/** Asked for as `/incidents/{id}.md`: see the rewrites in next.config.mjs. */
export const GET = problemRoute<{ params: Promise<{ id: string }> }>(async (request, { params }) =>
  answerMarkdownIncident(request, (await params).id),
);
