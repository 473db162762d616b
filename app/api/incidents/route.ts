import { readFlag, readWhole } from "@/lib/http/parameters";
import { answerRefusal } from "@/lib/http/problem";
import { listApiIncidents, MAX_HOURS } from "@/lib/server/incidents";
import { readyRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = readyRoute(async (ready, request) => {
  const url = new URL(request.url);
  const activeOnly = readFlag(url, "active_only");
  if (activeOnly.kind === "refused") return answerRefusal(activeOnly);
  const hours = readWhole(url, "hours", { min: 1, max: MAX_HOURS });
  if (hours.kind === "refused") return answerRefusal(hours);
  return Response.json(await listApiIncidents(ready, { activeOnly: activeOnly.value, hours: hours.value }));
});
