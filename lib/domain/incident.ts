import type { CheckResult, ObjectKey } from "./snapshot";
import type { EpochMs } from "./time";

export type EndReason = "recovered" | "removed" | "superseded" | "unpublished";

/** A component as an incident remembers it, so that its words survive a change of the configuration. */
export interface AffectedComponent {
  slug: string;
  name: string;
  group: string | null;
}

/** What is known of an incident when it opens. */
export interface NewIncident {
  key: ObjectKey;
  kind: "host" | "service";
  hostName: string;
  serviceDescription: string | null;
  components: readonly AffectedComponent[];
  /** Nagios' `current_problem_id`, 0 when unknown. */
  problemId: number;
  state: CheckResult;
  startedAt: EpochMs;
  lastCheckAt: EpochMs | null;
  output: string;
  acknowledged: boolean;
}

/** One problem, from its first bad state to its end. */
export interface Incident extends NewIncident {
  id: number;
  endedAt: EpochMs | null;
  endReason: EndReason | null;
  reviewUrl: string | null;
}

/** What a person wrote about an incident. Public. */
export interface IncidentUpdate {
  id: number;
  incidentId: number;
  author: string;
  text: string;
  createdAt: EpochMs;
}

/** A comment that Nagios held while the incident lasted. Private unless object names are public. */
export interface NagiosComment {
  id: number;
  incidentId: number;
  commentId: number;
  enteredAt: EpochMs;
  author: string;
  text: string;
  hostName: string;
  serviceDescription: string | null;
}

/** The fields of a lasting incident that can change from round to round. */
export type IncidentPatch = Partial<
  Pick<Incident, "state" | "acknowledged" | "components" | "problemId" | "output" | "lastCheckAt">
>;

/** An incident with everything that was said about it, oldest first. */
export interface IncidentRecord {
  incident: Incident;
  updates: readonly IncidentUpdate[];
  nagiosComments: readonly NagiosComment[];
}
