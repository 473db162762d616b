import { answerJson } from "@/lib/server/answer-json";
import { readPlace } from "@/lib/server/place";
import { readPage, readPageAnswer } from "@/lib/server/publication";
import { publicRoute } from "@/lib/server/route";
import { limitPage } from "@/lib/view/limit-page";

export const dynamic = "force-dynamic";

/** The page's own data, as the browser refreshes it. */
export const GET = publicRoute((request) => {
  const { language } = readPlace(request.headers);
  return answerJson(request, readPageAnswer(language), JSON.stringify(limitPage(readPage(language).view)));
});
