import { answerFeed, readFeedScopes } from "@/lib/server/answer-feed";
import { readyRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = readyRoute((ready, request) =>
  answerFeed(ready, request, "rss", readFeedScopes("service", new URL(request.url).pathname)),
);
