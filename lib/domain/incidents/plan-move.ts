import { type Incident, type IncidentRecord, mergedIntoOf, type Problem, UNTOUCHED } from "@/lib/domain/incident";
import type { MergeEdit, SplitEdit } from "@/lib/domain/incident-edit";
import type { EpochMs } from "@/lib/domain/time";
import { changeIncident, type Plan, startPlan } from "./plan-open";

/** Moves all problems of an incident into another; its address leads there from now on. */
export function planMerge(edit: MergeEdit, from: IncidentRecord, into: IncidentRecord | undefined): Plan {
  if (into === undefined) return { refused: `No incident has the id ${edit.into}.` };
  if (edit.into === edit.incidentId) return { refused: "An incident cannot be merged into itself." };
  if (mergedIntoOf(into.incident) !== null) return { refused: `Incident ${edit.into} was merged itself.` };
  const problems = from.problems.map((problem) => pin(problem, edit.into));
  const all = [...into.problems, ...problems];
  const over = { endedAt: edit.at, endReason: "merged" as const, resolvedAt: edit.at };
  const person = { ...from.incident.person, mergedInto: edit.into };
  const plan = changeIncident(startPlan(edit.into), from.incident, { ...over, person }, edit);
  const components = joinComponents(into.incident, from.incident);
  const whole = { ...takeRoot(into.incident, from), ...timesOfAll(all, into.incident), components };
  return { ...changeIncident(plan, into.incident, whole, edit), problems };
}

/** Makes an incident of its own of some problems of another. */
export function planSplit(edit: SplitEdit, { incident, problems }: IncidentRecord, id: number): Plan {
  const isNamed = ({ key, startedAt }: Problem) =>
    edit.problems.some((named) => named.key === key && named.startedAt === startedAt);
  const moved = problems.filter(isNamed).map((problem) => pin(problem, id));
  const left = problems.filter((problem) => !isNamed(problem));
  const first = moved[0];
  if (first === undefined || moved.length < edit.problems.length) return { refused: "It has no such problem." };
  if (left.length === 0) return { refused: "One problem at least has to stay." };
  const split: Incident = {
    ...incident,
    id,
    rootKey: first.key,
    anchorKey: first.key,
    anchorAt: first.startedAt,
    followsId: incident.id,
    person: { ...UNTOUCHED, title: edit.title, publishedAt: incident.person.publishedAt },
  };
  const plan = changeIncident({ ...startPlan(id), problems: moved }, split, timesOfAll(moved, split), edit);
  return changeIncident(plan, incident, timesOfAll(left, incident), edit);
}

/** One that was opened by hand follows Nagios from now on. */
function takeRoot(into: Incident, { incident, problems }: IncidentRecord): Partial<Incident> {
  if (into.origin === "nagios" || problems.length === 0) return {};
  const { rootKey, anchorKey, anchorAt } = incident;
  return { origin: "nagios", rootKey, anchorKey, anchorAt };
}

function pin(problem: Problem, incidentId: number): Problem {
  return { ...problem, incidentId, isPinned: true };
}

type Times = Pick<Incident, "startedAt" | "endedAt" | "endReason" | "resolvedAt">;

/** From the begin of the first problem to the end of the last. */
function timesOfAll(problems: readonly Problem[], incident: Incident): Times {
  const [first] = problems;
  if (first === undefined) return incident;
  const startedAt = Math.min(...problems.map((problem) => problem.startedAt));
  const ends = problems.map(({ endedAt }) => endedAt);
  if (ends.includes(null)) return { startedAt, endedAt: null, endReason: null, resolvedAt: null };
  const endedAt = Math.max(...(ends as EpochMs[]));
  const resolvedAt = incident.resolvedAt === null ? null : Math.max(incident.resolvedAt, endedAt);
  return { startedAt, endedAt, endReason: incident.endReason ?? "recovered", resolvedAt };
}

function joinComponents(into: Incident, from: Incident): Incident["components"] {
  const known = new Set(into.components.map(({ slug }) => slug));
  return [...into.components, ...from.components.filter(({ slug }) => !known.has(slug))];
}
