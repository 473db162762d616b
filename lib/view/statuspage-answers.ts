import type { IncidentView, MaintenanceView } from "./page-view";
import type { StatuspageFrame } from "./statuspage-frame";
import { describeV2Incident } from "./statuspage-incidents";
import { describeV2Maintenance, MAINTENANCE_STATUS_OF } from "./statuspage-maintenances";
import type {
  V2ComponentsAnswer,
  V2IncidentsAnswer,
  V2MaintenancesAnswer,
  V2StatusAnswer,
  V2Summary,
} from "./statuspage-shape";
import { describeStatus } from "./statuspage-status";

/** Incidents and maintenances that the answers tell of, in any order. */
export interface ToldEvents {
  incidents: readonly IncidentView[];
  maintenances: readonly MaintenanceView[];
}

/** So many incidents and maintenances are listed where all are asked for. */
export const MOST_LISTED = 50;

export function answerStatus({ view, judged, at, page, data }: StatuspageFrame): V2StatusAnswer {
  return { page, status: describeStatus(view, judged, at), x_data: data };
}

export function answerComponents({ page, components, data }: StatuspageFrame): V2ComponentsAnswer {
  return { page, components, x_data: data };
}

export function answerIncidents(frame: StatuspageFrame, { incidents }: ToldEvents): V2IncidentsAnswer {
  return listIncidents(frame, sortByBegin(incidents).slice(0, MOST_LISTED));
}

/** All of them: on the worst day none may be missing. */
export function answerUnresolved(frame: StatuspageFrame, { incidents }: ToldEvents): V2IncidentsAnswer {
  return listIncidents(frame, sortByBegin(incidents.filter(({ resolvedAt }) => resolvedAt === null)));
}

function sortByBegin(incidents: readonly IncidentView[]): IncidentView[] {
  return [...incidents].sort((a, b) => b.startedAt - a.startedAt || b.id - a.id);
}

function listIncidents(frame: StatuspageFrame, incidents: readonly IncidentView[]): V2IncidentsAnswer {
  return {
    page: frame.page,
    incidents: incidents.map((incident) => describeV2Incident(incident, frame)),
    x_data: frame.data,
  };
}

export function answerMaintenances(frame: StatuspageFrame, { maintenances }: ToldEvents): V2MaintenancesAnswer {
  const newest = [...maintenances].sort((a, b) => b.startsAt - a.startsAt || b.id - a.id).slice(0, MOST_LISTED);
  return listMaintenances(frame, newest);
}

export function answerUpcoming(frame: StatuspageFrame, told: ToldEvents): V2MaintenancesAnswer {
  return listMaintenances(frame, pickByBegin(told, "scheduled"));
}

export function answerActive(frame: StatuspageFrame, told: ToldEvents): V2MaintenancesAnswer {
  return listMaintenances(frame, pickByBegin(told, "in_progress"));
}

export function answerSummary(frame: StatuspageFrame, told: ToldEvents): V2Summary {
  const present = [...pickByBegin(told, "in_progress"), ...pickByBegin(told, "scheduled")];
  return {
    ...answerComponents(frame),
    ...answerUnresolved(frame, told),
    ...listMaintenances(frame, present),
    ...answerStatus(frame),
  };
}

function pickByBegin({ maintenances }: ToldEvents, wanted: "scheduled" | "in_progress"): MaintenanceView[] {
  return maintenances
    .filter(({ status }) => MAINTENANCE_STATUS_OF[status] === wanted)
    .sort((a, b) => a.startsAt - b.startsAt || a.id - b.id);
}

function listMaintenances(frame: StatuspageFrame, maintenances: readonly MaintenanceView[]): V2MaintenancesAnswer {
  return {
    page: frame.page,
    scheduled_maintenances: maintenances.map((maintenance) => describeV2Maintenance(maintenance, frame)),
    x_data: frame.data,
  };
}
