import type {
  AffectedComponent,
  EditTrace,
  Incident,
  IncidentRecord,
  IncidentStatus,
  IncidentUpdate,
  PersonalSide,
  Problem,
} from "./incident";
import type { PublicState } from "./public-state";
import type { EpochMs } from "./time";

/** Who does it, and when. */
interface By {
  author: string;
  at: EpochMs;
}

/** Opens an incident by hand. `startedAt` before `at` makes it a backdated one. */
export interface OpenEdit extends By {
  kind: "open";
  title: string;
  text: string;
  components: readonly AffectedComponent[];
  status: IncidentStatus;
  impact: PublicState;
  startedAt: EpochMs;
  /** When it was over; null while it lasts. */
  endedAt: EpochMs | null;
}

/** Adds an update in Markdown. `status` null leaves the incident where it is; `shownAt` null means now. */
export interface AddUpdateEdit extends By {
  kind: "add_update";
  incidentId: number;
  text: string;
  status: IncidentStatus | null;
  shownAt: EpochMs | null;
}

export interface ChangeUpdateEdit extends By {
  kind: "change_update";
  incidentId: number;
  updateId: number;
  text: string;
}

/** Corrects what was decided by itself; null gives it back to what Nagios says. */
export interface CorrectEdit extends By {
  kind: "correct";
  incidentId: number;
  changes: Partial<Pick<PersonalSide, "title" | "status" | "impact" | "startedAt" | "endedAt">>;
}

/** Links or writes the review. */
export interface ReviewEdit extends By {
  kind: "review";
  incidentId: number;
  changes: Partial<Pick<PersonalSide, "reviewUrl" | "reviewText">>;
}

/** Shows a draft to the public. */
export interface PublishEdit extends By {
  kind: "publish";
  incidentId: number;
}

/** Moves everything that Nagios saw into another incident. What was said stays, and its address leads there. */
export interface MergeEdit extends By {
  kind: "merge";
  incidentId: number;
  into: number;
}

/** Makes an incident of its own of some problems. */
export interface SplitEdit extends By {
  kind: "split";
  incidentId: number;
  problems: readonly Pick<Problem, "key" | "startedAt">[];
  title: string | null;
}

export type IncidentEdit =
  | OpenEdit
  | AddUpdateEdit
  | ChangeUpdateEdit
  | CorrectEdit
  | ReviewEdit
  | PublishEdit
  | MergeEdit
  | SplitEdit;

/** What an edit does, for a store to write at once. */
export interface EditPlan {
  /** The incident that the edit is about, or opened. */
  id: number;
  /** Incidents as they are after it, both sides. */
  incidents: readonly Incident[];
  /** Problems that changed. */
  problems: readonly Problem[];
  /** Those without an id are added, the others take the place of what is kept. */
  updates: readonly IncidentUpdate[];
  traces: readonly Omit<EditTrace, "id">[];
}

export type EditOutcome =
  | { kind: "done"; record: IncidentRecord }
  | { kind: "unknown" }
  /** It makes no sense: why, for whoever tried. */
  | { kind: "refused"; reason: string };

/** The incidents that have to be known to plan an edit. */
export function listNamed(edit: IncidentEdit): number[] {
  if (edit.kind === "open") return [];
  return edit.kind === "merge" ? [edit.incidentId, edit.into] : [edit.incidentId];
}
