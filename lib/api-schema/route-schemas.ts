import { z } from "zod";
import { detail, problem } from "./errors";
import { availabilityAnswer, reportAnswer } from "./figures";
import { health, liveness, readiness, upAnswer } from "./health";
import { apiComment, apiIncident, apiIncidentDetail } from "./incidents";
import { hostRow, pollAnswer, serviceRow, statusAnswer } from "./objects";
import { embedStatus, shieldsBadge } from "./sharing";
import {
  v2Component,
  v2Components,
  v2Incident,
  v2Incidents,
  v2Maintenance,
  v2Maintenances,
  v2Status,
  v2Summary,
} from "./statuspage";

/** Schemas under the names by which the description of the routes speaks of them. */
export const NAMED_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  Availability: availabilityAnswer,
  Comment: apiComment,
  Component: v2Component,
  Components: v2Components,
  Detail: detail,
  Embed: embedStatus,
  Health: health,
  HostRow: hostRow,
  Incident: apiIncident,
  IncidentDetail: apiIncidentDetail,
  Liveness: liveness,
  Poll: pollAnswer,
  Problem: problem,
  Readiness: readiness,
  Report: reportAnswer,
  ServiceRow: serviceRow,
  ShieldsBadge: shieldsBadge,
  Status: statusAnswer,
  StatuspageIncident: v2Incident,
  StatuspageIncidents: v2Incidents,
  StatuspageMaintenance: v2Maintenance,
  StatuspageMaintenances: v2Maintenances,
  StatuspageStatus: v2Status,
  StatuspageSummary: v2Summary,
  Up: upAnswer,
};

/** JSON answers by route and status. What is not here is described by its media type alone. */
export const ROUTE_SCHEMAS: Readonly<Record<string, Readonly<Record<number, z.ZodType>>>> = {
  "GET /api/health": { 200: health },
  "GET /api/livez": { 200: liveness },
  "GET /api/readyz": { 200: readiness, 503: readiness },
  "GET /api/up": { 200: upAnswer, 503: upAnswer },
  "GET /api/status": { 200: statusAnswer },
  "GET /api/hosts": { 200: z.array(hostRow) },
  "GET /api/services": { 200: z.array(serviceRow) },
  "GET /api/incidents": { 200: z.array(apiIncident) },
  "GET /api/incidents/{id}": { 200: apiIncidentDetail },
  "POST /api/incidents/{id}/comments": { 201: apiComment },
  "PATCH /api/incidents/{id}/pir": { 200: apiIncident },
  "POST /api/poll": { 200: pollAnswer },
  "GET /api/availability": { 200: availabilityAnswer },
  "GET /api/report": { 200: reportAnswer },
  "GET /api/v2/summary.json": { 200: v2Summary },
  "GET /api/v2/status.json": { 200: v2Status },
  "GET /api/v2/components.json": { 200: v2Components },
  "GET /api/v2/incidents.json": { 200: v2Incidents },
  "GET /api/v2/incidents/unresolved.json": { 200: v2Incidents },
  "GET /api/v2/scheduled-maintenances.json": { 200: v2Maintenances },
  "GET /api/v2/scheduled-maintenances/upcoming.json": { 200: v2Maintenances },
  "GET /api/v2/scheduled-maintenances/active.json": { 200: v2Maintenances },
  "GET /badge/{slug}.json": { 200: shieldsBadge },
  "GET /embed/status.json": { 200: embedStatus },
};
