import type { AutomaticSide, EditTrace, IncidentUpdate, NewUpdate, PersonalSide, Problem } from "@/lib/domain/incident";
import type { AutomaticMaintenance } from "@/lib/domain/maintenance";
import type { NewNagiosComment } from "./store";

/** The names of all fields of a type: forgetting one, or naming another, does not compile. */
function namesOf<T>(names: Record<keyof T, true>): readonly (keyof T & string)[] {
  return Object.keys(names) as (keyof T & string)[];
}

export const AUTOMATIC_FIELDS = namesOf<AutomaticSide>({
  id: true,
  origin: true,
  rootKey: true,
  anchorKey: true,
  anchorAt: true,
  startedAt: true,
  endedAt: true,
  endReason: true,
  resolvedAt: true,
  acknowledged: true,
  unstable: true,
  components: true,
  impact: true,
  publicAt: true,
  isDraft: true,
  followsId: true,
  mergedInto: true,
});

export const PERSONAL_FIELDS = namesOf<PersonalSide>({
  title: true,
  status: true,
  impact: true,
  startedAt: true,
  endedAt: true,
  publishedAt: true,
  mergedInto: true,
  isBackdated: true,
  reviewUrl: true,
  reviewText: true,
});

export const PROBLEM_FIELDS = namesOf<Problem>({
  incidentId: true,
  key: true,
  startedAt: true,
  confirmedAt: true,
  problemId: true,
  role: true,
  state: true,
  endedAt: true,
  endReason: true,
  goneAt: true,
  lastCheckAt: true,
  output: true,
  acknowledged: true,
  reason: true,
  isPinned: true,
});

export const NEW_UPDATE_FIELDS = namesOf<NewUpdate>({
  incidentId: true,
  kind: true,
  code: true,
  status: true,
  at: true,
  author: true,
  text: true,
  components: true,
  reason: true,
  reference: true,
});

export const UPDATE_FIELDS: readonly (keyof IncidentUpdate)[] = ["id", ...NEW_UPDATE_FIELDS, "editedAt"];

export const TRACE_FIELDS = namesOf<EditTrace>({
  id: true,
  incidentId: true,
  at: true,
  author: true,
  kind: true,
  before: true,
  after: true,
});

export const COMMENT_FIELDS = namesOf<NewNagiosComment>({
  commentId: true,
  enteredAt: true,
  author: true,
  text: true,
  hostName: true,
  serviceDescription: true,
});

export const MAINTENANCE_FIELDS = namesOf<AutomaticMaintenance>({
  id: true,
  origin: true,
  status: true,
  startsAt: true,
  endsAt: true,
  durationMs: true,
  beganAt: true,
  endedAt: true,
  components: true,
  publicText: true,
  author: true,
  comment: true,
  downtimes: true,
  seenUnder: true,
  forgottenAt: true,
  updates: true,
});

/** The named fields of a value and no others: types let more through. One that is not there is null. */
export function pick<T, Name extends keyof T>(value: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, value[name] ?? null])) as Pick<T, Name>;
}
