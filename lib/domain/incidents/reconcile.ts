import type { Window } from "@/lib/domain/availability";
import type { Judgement } from "@/lib/domain/component-state";
import type { AutomaticSide, IncidentRecord, NewUpdate, PastProblem, Problem } from "@/lib/domain/incident";
import type { IncidentRules, StateMapping } from "@/lib/domain/policy";
import type { ProblemTimes, Root } from "@/lib/domain/problem-times";
import { drain, eachInSlices } from "@/lib/domain/slices";
import type { ObjectComment, ObjectKey, Snapshot } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { listCandidatesInSlices } from "./candidates";
import { createDesk, type Desk, type Draft, summarize } from "./desk";
import { followProblems } from "./follow";
import { leadLives } from "./life";
import { placeCandidate } from "./place";
import { takeComments } from "./said-in-nagios";
import { createScene } from "./scene";
import { handOverRemains, joinByRoot } from "./settle-roots";

export interface ReconcileInput {
  /** What lasts, and what ended in the last days. */
  records: readonly IncidentRecord[];
  /** The highest id that an incident has yet. */
  lastId: number;
  snapshot: Snapshot;
  /** The public states of the snapshot. */
  judgement: Judgement;
  mapping: StateMapping;
  rules: IncidentRules;
  /** Problems that were over before a round saw them. */
  past: readonly PastProblem[];
  /** Begin, confirmation and root of an object's present problem, as the history tells; null where it does not. */
  findTimes: (key: ObjectKey) => ProblemTimes | null;
  /** What a failure followed from in a time, as the history tells; null where it followed from nothing, or unknown. */
  findRoot: (key: ObjectKey, window: Window) => Root | null;
  /** When an object was first well again after an instant, as the history tells; null where it does not. */
  findRecovery: (key: ObjectKey, after: EpochMs) => EpochMs | null;
  /** Times of which nothing is known, oldest first. */
  gaps: readonly Window[];
  /** Whether Nagios still knows an object that is no longer watched. */
  isKnown: (key: ObjectKey) => boolean;
}

/** What one snapshot changes: the new state of everything that changed. */
export interface Changes {
  incidents: AutomaticSide[];
  problems: Problem[];
  updates: NewUpdate[];
  comments: { incidentId: number; comment: ObjectComment }[];
  /** Incidents that were over before a round saw them. */
  past: { incident: AutomaticSide; problems: Problem[]; updates: NewUpdate[] }[];
  counts: { opened: number; updated: number; closed: number };
  /** One line per change with its reason, for the operator's log. */
  lines: string[];
}

/**
 * Compares what is known of incidents with what Nagios says now. Decides from the snapshot alone, so that running it
 * twice changes nothing and a missed round loses nothing.
 */
export function reconcile(input: ReconcileInput): Changes {
  return drain(reconcileInSlices(input));
}

/** The same in slices, for the night on which a whole network is out. */
export function* reconcileInSlices(input: ReconcileInput): Generator<void, Changes> {
  const scene = createScene(input);
  const desk = createDesk(input.records, input.lastId);
  yield* eachInSlices(desk.drafts.values(), (draft) => followProblems(draft, scene, desk));
  joinByRoot(scene, desk);
  yield;
  const candidates = yield* listCandidatesInSlices(scene, desk);
  for (const candidate of candidates) {
    placeCandidate(candidate, scene, desk);
    yield;
  }
  joinByRoot(scene, desk);
  handOverRemains(scene, desk);
  yield;
  leadLives(scene, desk);
  const comments = takeComments(scene, desk);
  return { ...listChanges(desk), comments };
}

/** What this round changed, draft by draft. One that is over already when it is first seen is told by itself. */
function listChanges(desk: Desk): Omit<Changes, "comments"> {
  const counts = { opened: 0, updated: 0, closed: 0 };
  const changes = { incidents: [], problems: [], updates: [], past: [], counts, lines: [] } as Omit<
    Changes,
    "comments"
  >;
  for (const draft of desk.drafts.values()) {
    const { before, incident, updates, news } = draft;
    if (!desk.touched.has(draft) && updates.length === 0) continue;
    const problems = [...draft.changed].map((name) => draft.problems.get(name)).filter((each) => each !== undefined);
    if (before === null && incident.endedAt !== null) changes.past.push({ incident, problems, updates });
    else takeChanged(changes, draft, problems);
    if (news.length > 0) changes.lines.push(`Incident ${incident.id} of ${incident.anchorKey}: ${summarize(news)}`);
  }
  return changes;
}

function takeChanged(changes: Omit<Changes, "comments">, draft: Draft, problems: readonly Problem[]): void {
  const { before, incident, updates } = draft;
  changes.incidents.push(incident);
  changes.problems.push(...problems);
  changes.updates.push(...updates);
  if (before === null) changes.counts.opened += 1;
  else if (before.incident.endedAt === null && incident.endedAt !== null) changes.counts.closed += 1;
  else changes.counts.updated += 1;
}
