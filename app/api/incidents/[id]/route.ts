import { readId } from "@/lib/http/parameters";
import { answerDetail } from "@/lib/http/problem";
import { findApiIncident } from "@/lib/server/incidents";
import { readyRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = readyRoute<{ params: Promise<{ id: string }> }>(async (ready, _, { params }) => {
  const id = readId((await params).id);
  const incident = id === null ? null : await findApiIncident(ready, id);
  return incident === null ? answerDetail(404, "Incident not found") : Response.json(incident);
});
