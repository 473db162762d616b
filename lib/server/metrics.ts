import { answerRefusal } from "@/lib/http/problem";
import { createMetrics } from "@/lib/metrics/create-metrics";
import type { Metrics } from "@/lib/metrics/metrics";
import { maySeeDetails, refuseDetails } from "./detail-access";
import { readHealthReading } from "./health-answers";
import { readProcessFacts } from "./process-facts";
import { getProcessState } from "./process-state";
import { countActiveIncidents } from "./publication";
import { getRuntime, shareObject } from "./runtime";

/** The one set of metrics of this process. There before the boot, and through all of its tries. */
export function getMetrics(): Metrics {
  return shareObject("metrics", createMetrics);
}

/** `/metrics`, guarded like the details of health: labels name components, and figures tell of the inside. */
export async function answerMetrics(request: Request): Promise<Response> {
  if (!maySeeDetails(request)) return answerRefusal(refuseDetails());
  const { at, facts, health } = readHealthReading();
  const { version, restarts } = readProcessFacts();
  const { publication, service } = getRuntime();
  const components = publication?.page.groups.flatMap((group) => group.components) ?? [];
  const { body, contentType } = await getMetrics().render(
    {
      at,
      health,
      facts,
      components,
      openIncidents: publication === null ? null : countActiveIncidents(),
      history: service?.history() ?? null,
      restarts,
      logLinesDropped: service?.log.countDropped() ?? 0,
      queriesRefused: getProcessState().queriesRefused,
      version,
    },
    request.headers.get("accept"),
  );
  return new Response(body, { headers: { "Content-Type": contentType, Vary: "Accept, Authorization" } });
}
