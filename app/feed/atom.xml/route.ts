import { answerFeed } from "@/lib/server/answer-feed";
import { readyRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = readyRoute((ready, request) => answerFeed(ready, request, "atom", [{ kind: "all" }]));
