import { answerProblem } from "@/lib/http/problem";
import { answerUp } from "@/lib/view/up-answer";
import { readPage } from "./publication";

/** `/api/up`: 200 or 503, for programs that look at nothing else. */
export function answerUpRequest(request: Request): Response {
  const { view, at } = readPage();
  const found = answerUp(view, at, new URL(request.url).searchParams.get("component"));
  if (found === null) return answerProblem(404, "There is no such component.");
  return Response.json(found.answer, { status: found.isUp ? 200 : 503 });
}
