import { answerBadge } from "@/lib/server/answer-badge";
import { openRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = openRoute<{ params: Promise<{ file: string }> }>(async (request, { params }) =>
  answerBadge(request, (await params).file),
);
