import { readId, readText } from "@/lib/http/parameters";
import { answerDetail, answerRefusal } from "@/lib/http/problem";
import { readJsonObject } from "@/lib/http/read-body";
import { addIncidentUpdate } from "@/lib/server/commands";
import { writeRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

const MAX_AUTHOR = 255;
const MAX_TEXT = 20_000;

export const POST = writeRoute<{ params: Promise<{ id: string }> }>(async (ready, request, { params }) => {
  const read = await readJsonObject(request);
  if (read.kind === "refused") return answerRefusal(read);
  const author = readText(read.body, "author", MAX_AUTHOR);
  if (author.kind === "refused") return answerRefusal(author);
  const text = readText(read.body, "comment_text", MAX_TEXT);
  if (text.kind === "refused") return answerRefusal(text);
  const id = readId((await params).id);
  const comment = id === null ? null : await addIncidentUpdate(ready, id, { author: author.value, text: text.value });
  if (comment === null) return answerDetail(404, "Incident not found");
  return "kind" in comment ? answerRefusal(comment) : Response.json(comment, { status: 201 });
});
