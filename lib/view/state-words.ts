import { INCIDENT_STATUSES, type IncidentStatus } from "@/lib/domain/incident";
import { PUBLIC_STATES, type PublicState } from "@/lib/domain/public-state";
import { EN } from "./words/interface/en";

/** The states as visitors read them, in English: for what is said to programs and operators. */
export const STATE_WORDS = Object.fromEntries(
  PUBLIC_STATES.map((state) => [state, EN.texts[`state.${state}`]]),
) as Record<PublicState, string>;

export const STATUS_WORDS = Object.fromEntries(
  INCIDENT_STATUSES.map((status) => [status, EN.texts[`status.${status}`]]),
) as Record<IncidentStatus, string>;
