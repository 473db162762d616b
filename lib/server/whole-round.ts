import type { IncidentRecord } from "@/lib/domain/incident";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import { describeIncident, type IncidentViewOptions } from "@/lib/view/incident-view";
import { describeMaintenance } from "@/lib/view/maintenance-view";
import type { IncidentView, MaintenanceView, PageView } from "@/lib/view/page-view";

/** What a round tells of incidents and maintenance, whole: where the page names the first components and updates only. */
export interface WholeRound {
  incidents: readonly IncidentView[];
  maintenances: readonly MaintenanceView[];
}

export interface WholeRoundInput {
  /** What is open, and what ended in the last days. */
  incidents: readonly IncidentRecord[];
  /** What is not over, and what ended in the last days. */
  maintenances: readonly Maintenance[];
  components: readonly ComponentMembers[];
  wording: IncidentViewOptions;
}

/** Words everything when it is first asked for, and keeps it. */
export function createWholeRound({ incidents, maintenances, components, wording }: WholeRoundInput): () => WholeRound {
  let known: WholeRound | null = null;
  return () => {
    known ??= {
      incidents: incidents.map((record) => describeIncident(record, wording)).filter((each) => each !== null),
      maintenances: maintenances
        .map((each) => describeMaintenance(each, { ...wording, components, form: "whole" }))
        .filter((each) => each !== null),
    };
    return known;
  };
}

/** As much of it as the page itself tells. */
export function readWholeRound({ activeIncidents, maintenances, pastDays }: PageView): WholeRound {
  return {
    incidents: [...activeIncidents, ...pastDays.flatMap((day) => day.incidents)],
    maintenances: [...maintenances, ...pastDays.flatMap((day) => day.maintenances)],
  };
}
