import { readId, readWebAddress } from "@/lib/http/parameters";
import { answerDetail, answerRefusal } from "@/lib/http/problem";
import { readJsonObject } from "@/lib/http/read-body";
import { setReviewUrl } from "@/lib/server/commands";
import { writeRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

const MAX_URL = 512;

export const PATCH = writeRoute<{ params: Promise<{ id: string }> }>(async (ready, request, { params }) => {
  const read = await readJsonObject(request);
  if (read.kind === "refused") return answerRefusal(read);
  const url = readWebAddress(read.body, "post_incident_review_url", MAX_URL);
  if (url.kind === "refused") return answerRefusal(url);
  const id = readId((await params).id);
  const incident = id === null ? null : await setReviewUrl(ready, id, url.value);
  if (incident === null) return answerDetail(404, "Incident not found");
  return "kind" in incident ? answerRefusal(incident) : Response.json(incident);
});
