import { judgeHealth } from "@/lib/domain/judge-health";
import { asksFor } from "@/lib/http/accept";
import { systemClock } from "@/lib/platform/clock";
import { answerHealth, type HealthReading } from "@/lib/view/health-answer";
import { describeHealth } from "@/lib/view/health-details";
import { HEALTH_DOCUMENT_TYPE, statusCodeOf, writeHealthDocument } from "@/lib/view/health-document";
import { judgeReadiness } from "@/lib/view/readiness";
import { maySeeDetails } from "./detail-access";
import { readHealthFacts } from "./health";
import { readProcessFacts } from "./process-facts";
import { isDraining } from "./process-state";
import { countActiveIncidents } from "./publication";

/** How we are, as of now and from memory: nothing is waited for. */
export function readHealthReading(): HealthReading {
  const at = systemClock.now();
  const facts = readHealthFacts();
  return { at, facts, health: judgeHealth(facts, at), activeIncidents: countActiveIncidents() };
}

/** `/api/health`: the predecessor's fields for everybody, the reasons where they are allowed. */
export function answerHealthRequest(request: Request): Response {
  const reading = readHealthReading();
  const withDetails = maySeeDetails(request);
  const headers = { Vary: "Accept, Authorization" };
  if (asksFor(request.headers.get("accept"), HEALTH_DOCUMENT_TYPE)) {
    const document = writeHealthDocument(reading, withDetails);
    const type = { ...headers, "Content-Type": HEALTH_DOCUMENT_TYPE };
    return new Response(JSON.stringify(document), { status: statusCodeOf(document), headers: type });
  }
  const details = withDetails ? describeHealth(reading, readProcessFacts()) : {};
  return Response.json({ ...answerHealth(reading), ...details }, { headers });
}

/** `/api/readyz`: whether visitors should be sent here. */
export function answerReadiness(): Response {
  const { facts, health } = readHealthReading();
  const readiness = judgeReadiness(facts, health, isDraining());
  if (readiness.status === "ready") return Response.json(readiness);
  return Response.json(readiness, { status: 503, headers: { "Retry-After": "5" } });
}
