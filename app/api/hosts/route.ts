import { answerJson } from "@/lib/server/answer-json";
import { readRows } from "@/lib/server/publication";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = publicRoute(async (request) => answerJson(request, await readRows("host"), "[]"));
