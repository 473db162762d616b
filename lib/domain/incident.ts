import type { PublicState } from "./public-state";
import type { CheckResult, ObjectKey } from "./snapshot";
import type { EpochMs } from "./time";

/**
 * Why something is over. `merged`: its problems belong to another incident now. `superseded`: another problem of the
 * object took its place; older versions wrote it.
 */
export type EndReason = "recovered" | "removed" | "superseded" | "unpublished" | "merged" | "person";

/** The life of an incident, in the order in which it passes. */
export const INCIDENT_STATUSES = ["investigating", "identified", "monitoring", "resolved"] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** A component as an incident remembers it, so that its words survive a change of the configuration. */
export interface AffectedComponent {
  slug: string;
  name: string;
  group: string | null;
}

/** How a component was at an instant of an incident. */
export interface ComponentImpact extends AffectedComponent {
  state: PublicState;
}

/**
 * The side of an incident that follows from what Nagios says. Rounds write it whole; what people decide stands beside
 * it, in `PersonalSide`, and is never touched by them.
 */
export interface AutomaticSide {
  id: number;
  /** `person`: opened by hand; rounds leave it alone. */
  origin: "nagios" | "person";
  /**
   * The object at the root. It may not be on show: then only what lies behind it is told. Null for what a person opened.
   */
  rootKey: ObjectKey | null;
  /** Object and begin of the problem that it was opened for. They never change: they tell it from any other incident. */
  anchorKey: ObjectKey | null;
  anchorAt: EpochMs;
  /** The begin of its first problem. */
  startedAt: EpochMs;
  /** When its last problem was over; null while one lasts. */
  endedAt: EpochMs | null;
  endReason: EndReason | null;
  /** When it was called resolved: over, and calm for the configured time since. */
  resolvedAt: EpochMs | null;
  /** Somebody acknowledged it in Nagios: the cause is being worked on. */
  acknowledged: boolean;
  /** A problem of it is flapping: it is not over while that lasts, however often it looks well. */
  unstable: boolean;
  /** Every component that it touched, as it is now, or was at the end. In the order of the page. */
  components: readonly ComponentImpact[];
  /** The worst that it did to a component. */
  impact: PublicState;
  /** When it became public; null while nobody outside may see it. */
  publicAt: EpochMs | null;
  /** Waits for a person to publish it. */
  isDraft: boolean;
  /** The incident of which this is what remained broken. */
  followsId: number | null;
  /** The incident that its problems were moved to. */
  mergedInto: number | null;
}

/** What people decided about an incident. Null where they left it to what Nagios says. */
export interface PersonalSide {
  title: string | null;
  status: IncidentStatus | null;
  impact: PublicState | null;
  startedAt: EpochMs | null;
  endedAt: EpochMs | null;
  /** When somebody published a draft. */
  publishedAt: EpochMs | null;
  mergedInto: number | null;
  /** Written down after the fact. */
  isBackdated: boolean;
  reviewUrl: string | null;
  /** Markdown. */
  reviewText: string | null;
}

/** The personal side of an incident that nobody has touched. */
export const UNTOUCHED: PersonalSide = {
  title: null,
  status: null,
  impact: null,
  startedAt: null,
  endedAt: null,
  publishedAt: null,
  mergedInto: null,
  isBackdated: false,
  reviewUrl: null,
  reviewText: null,
};

/** One outage, from its first problem to the end of its last. */
export interface Incident extends AutomaticSide {
  person: PersonalSide;
}

/** One problem of one object, from its first bad state to its end. `key` and `startedAt` name it. Private. */
export interface Problem {
  incidentId: number;
  key: ObjectKey;
  startedAt: EpochMs;
  /** When Nagios confirmed it as an outage. */
  confirmedAt: EpochMs;
  /** Nagios' `current_problem_id`, 0 when unknown. */
  problemId: number;
  /** `behind`: it follows from the root. */
  role: "root" | "behind";
  /** The last confirmed bad result. */
  state: CheckResult;
  endedAt: EpochMs | null;
  endReason: EndReason | null;
  /** Since when Nagios does not know the object any more. */
  goneAt: EpochMs | null;
  lastCheckAt: EpochMs | null;
  /** First line of the plugin's output. */
  output: string;
  acknowledged: boolean;
  /** Why it belongs to this incident, for the operator. */
  reason: string;
  /** A person put it into this incident: rounds do not move it. */
  isPinned: boolean;
}

/** What happened, where nobody wrote about it. The words are made when they are shown. */
export const UPDATE_CODES = [
  "opened",
  "identified",
  "unacknowledged",
  "impact",
  "unstable",
  "stable",
  "gap",
  "recovered",
  "resolved",
  "reopened",
  "removed",
  "unpublished",
  "remains",
  "merged",
] as const;
export type UpdateCode = (typeof UPDATE_CODES)[number];

/** An update as it is added. */
export interface NewUpdate {
  incidentId: number;
  /** `nagios`: somebody wrote it in Nagios for the public. */
  kind: "automatic" | "nagios" | "person";
  /** What happened; null where somebody wrote. */
  code: UpdateCode | null;
  /** The status from this update on. */
  status: IncidentStatus;
  /** When it was so. */
  at: EpochMs;
  /** Null for automatic updates, and for those from Nagios, whose authors are private. */
  author: string | null;
  /** What somebody wrote: Markdown of a person, plain text from Nagios. Null for automatic updates. */
  text: string | null;
  /** How every component of the incident was. */
  components: readonly ComponentImpact[];
  /** Why, for the operator; null for what people wrote. */
  reason: string | null;
  /** `comment_id` of the comment in Nagios that it was; begin of the gap that it tells of. Else 0. */
  reference: number;
}

/** An update as it is kept. Automatic ones and those from Nagios are the same when code, `at` and reference are. */
export interface IncidentUpdate extends NewUpdate {
  /** 0 until it is written. */
  id: number;
  /** When a person changed it last. */
  editedAt: EpochMs | null;
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

/** What a person changed, as it was before and as it is since. Plain JSON. Private. */
export interface EditTrace {
  id: number;
  incidentId: number;
  at: EpochMs;
  author: string;
  kind: string;
  before: unknown;
  after: unknown;
}

/** An incident with everything that belongs to it, oldest first. The problem that it was opened for comes first. */
export interface IncidentRecord {
  incident: Incident;
  problems: readonly Problem[];
  updates: readonly IncidentUpdate[];
  nagiosComments: readonly NagiosComment[];
  edits: readonly EditTrace[];
}

/** A problem that was over before a round saw it, as the log tells. */
export interface PastProblem {
  key: ObjectKey;
  startedAt: EpochMs;
  confirmedAt: EpochMs;
  endedAt: EpochMs;
  /** The worst confirmed result. */
  state: CheckResult;
  /** The object at the root; itself where there is no other. */
  rootKey: ObjectKey;
}

/** The time of an incident as it is told: a person's correction counts. */
export function timesOf({ startedAt, endedAt, person }: Incident): { startedAt: EpochMs; endedAt: EpochMs | null } {
  return { startedAt: person.startedAt ?? startedAt, endedAt: person.endedAt ?? endedAt };
}

/** The incident that this one was merged into; null when it stands for itself. */
export function mergedIntoOf({ mergedInto, person }: Incident): number | null {
  return person.mergedInto ?? mergedInto;
}

/** Whether the public may see it. */
export function isPublic({ publicAt, person }: Incident): boolean {
  return publicAt !== null || person.publishedAt !== null;
}

/** Where it stands in its life: a person's word counts while it lasts, the end that Nagios confirms after that. */
export function statusOf({ origin, resolvedAt, endedAt, acknowledged, person }: Incident): IncidentStatus {
  if (origin === "person") return person.status ?? "investigating";
  if (resolvedAt !== null || person.status === "resolved") return "resolved";
  if (endedAt !== null) return "monitoring";
  return person.status ?? (acknowledged ? "identified" : "investigating");
}
