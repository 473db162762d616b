import { answerJson } from "@/lib/server/answer-json";
import { readPage, readPageAnswer } from "@/lib/server/publication";
import { publicRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

/** The page's own data, as the browser refreshes it. */
export const GET = publicRoute((request) => answerJson(request, readPageAnswer(), JSON.stringify(readPage().view)));
