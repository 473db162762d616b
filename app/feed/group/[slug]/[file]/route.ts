import { answerPartFeed } from "@/lib/server/answer-feed";
import { readyRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = readyRoute<{ params: Promise<{ slug: string; file: string }> }>(async (ready, request, { params }) =>
  answerPartFeed(ready, request, "group", await params),
);
