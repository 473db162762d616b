import {
  type Incident,
  type IncidentRecord,
  type IncidentUpdate,
  isPublic,
  mergedIntoOf,
  type Problem,
  statusOf,
  timesOf,
} from "@/lib/domain/incident";
import type { PublicState } from "@/lib/domain/public-state";
import type { ComponentMembers } from "@/lib/domain/snapshot";
import { DAY_MS, type EpochMs } from "@/lib/domain/time";
import { formatSecond, hideSecrets, sayAge } from "./operator-words";
import { sayPublicity } from "./publicity-words";
import { STATUS_WORDS } from "./state-words";

/** One thing that was said, with its reason. */
export interface ReasonLine {
  /** Unique within its list. */
  id: string;
  at: EpochMs;
  moment: string;
  /** What happened, or who said it. */
  word: string;
  reason: string;
}

export interface OperatorProblem {
  /** Nagios' own name. */
  key: string;
  /** "Root, CRITICAL since 14:02:05, acknowledged". */
  facts: string;
  reason: string;
}

/** An incident as the operator sees it: with Nagios' names, and why everything is as it is. */
export interface OperatorIncident {
  id: number;
  /** Its page; null while the public may not see it. */
  href: string | null;
  /** "Webmail and 3 more". */
  name: string;
  /** What it does to its components; null once it is over. */
  sign: PublicState | null;
  /** "Investigating since 14:02:05, for 25 min". */
  status: string;
  /** Since when the public sees it, or why it does not. */
  publicity: string;
  /** What it comes from, where that is none of its problems. */
  root: string | null;
  problems: OperatorProblem[];
  moreProblems: number;
  /** Newest first. */
  updates: ReasonLine[];
  moreUpdates: number;
}

export interface OperatorIncidents {
  /** Not resolved yet, and drafts that nobody has published; newest first. */
  lasting: OperatorIncident[];
  moreLasting: number;
  /** What became part of another incident within the last day, newest first. */
  merged: { id: number; text: string; href: string }[];
}

const MOST_INCIDENTS = 20;
const MOST_PROBLEMS = 10;
const MOST_UPDATES = 10;
const MOST_MERGED = 10;

export interface OperatorContext {
  at: EpochMs;
  timeZone: string;
  /** The components on show, as they are called today. */
  components: readonly ComponentMembers[];
}

/** The incidents that concern the operator now, with their reasons. */
export function describeOperatorIncidents(
  records: readonly IncidentRecord[],
  context: OperatorContext,
): OperatorIncidents {
  const sorted = [...records].sort(
    (a, b) => b.incident.startedAt - a.incident.startedAt || b.incident.id - a.incident.id,
  );
  const lasting = sorted.filter(({ incident }) => isOfConcern(incident));
  return {
    lasting: lasting.slice(0, MOST_INCIDENTS).map((record) => describeOne(record, context)),
    moreLasting: Math.max(0, lasting.length - MOST_INCIDENTS),
    merged: sorted.flatMap((record) => describeMerged(record, context)).slice(0, MOST_MERGED),
  };
}

function isOfConcern(incident: Incident): boolean {
  if (mergedIntoOf(incident) !== null) return false;
  return incident.resolvedAt === null || (incident.isDraft && !isPublic(incident));
}

function describeOne(record: IncidentRecord, context: OperatorContext): OperatorIncident {
  const { incident, problems, updates } = record;
  const { id, rootKey, endedAt, impact, person } = incident;
  const isRootListed = rootKey === null || problems.some(({ key }) => key === rootKey);
  const roots = problems.filter(({ role }) => role === "root");
  const listed = [...roots, ...problems.filter(({ role }) => role !== "root")];
  return {
    id,
    href: isPublic(incident) ? `/incidents/${id}` : null,
    name: person.title ?? nameComponents(incident, context),
    sign: endedAt === null ? (person.impact ?? impact) : null,
    status: sayStatus(incident, context),
    publicity: sayPublicity(incident, context),
    root: isRootListed ? null : rootKey,
    problems: listed.slice(0, MOST_PROBLEMS).map((problem) => describeProblem(problem, context)),
    moreProblems: Math.max(0, listed.length - MOST_PROBLEMS),
    updates: updates
      .slice(-MOST_UPDATES)
      .reverse()
      .map((update) => describeUpdate(update, context)),
    moreUpdates: Math.max(0, updates.length - MOST_UPDATES),
  };
}

/** "Webmail and 3 more", by the names of today. */
function nameComponents({ components }: Incident, context: OperatorContext): string {
  const today = new Map(context.components.map(({ slug, name }) => [slug, name]));
  const names = components.map(({ slug, name }) => today.get(slug) ?? name);
  const first = names[0] ?? "Nothing on show";
  return names.length < 2 ? first : `${first} and ${names.length - 1} more`;
}

function sayStatus(incident: Incident, { at, timeZone }: OperatorContext): string {
  const { startedAt, endedAt } = timesOf(incident);
  const when = (then: EpochMs) => formatSecond(then, at, timeZone);
  const word = STATUS_WORDS[statusOf(incident)];
  const unstable = incident.unstable ? ", flapping" : "";
  if (endedAt === null) return `${word}${unstable}, since ${when(startedAt)}, for ${sayAge(at - startedAt)}`;
  return `${word}, over since ${when(endedAt)}, lasted ${sayAge(endedAt - startedAt)}`;
}

function describeProblem(problem: Problem, { at, timeZone }: OperatorContext): OperatorProblem {
  const { key, role, state, startedAt, endedAt, acknowledged, isPinned, reason } = problem;
  const when = (then: EpochMs) => formatSecond(then, at, timeZone);
  const facts = [
    role === "root" ? "Root" : "Behind the root",
    `${state.toUpperCase()} ${endedAt === null ? "since" : "from"} ${when(startedAt)}`,
    ...(endedAt === null ? [] : [`over at ${when(endedAt)}`]),
    ...(acknowledged ? ["acknowledged"] : []),
    ...(isPinned ? ["put here by a person"] : []),
  ];
  return { key, facts: facts.join(", "), reason: hideSecrets(reason) };
}

function describeUpdate(update: IncidentUpdate, { at: now, timeZone }: OperatorContext): ReasonLine {
  const { id, kind, code, at, author, text, reason, reference } = update;
  const word = kind === "automatic" ? (code ?? "") : kind === "nagios" ? "from Nagios" : (author ?? "");
  return {
    id: `${id}-${code}-${at}-${reference}`,
    at,
    moment: formatSecond(at, now, timeZone),
    word,
    reason: hideSecrets(reason?.replace(`${code}: `, "") ?? shorten(text ?? "")),
  };
}

function describeMerged({ incident, updates }: IncidentRecord, context: OperatorContext) {
  const into = mergedIntoOf(incident);
  const mergedAt = incident.endedAt ?? context.at;
  if (into === null || mergedAt < context.at - DAY_MS) return [];
  const reason =
    updates.findLast(({ code }) => code === "merged")?.reason ?? `merged into incident ${into} by a person`;
  const text = `Incident ${incident.id} of ${nameComponents(incident, context)}: ${hideSecrets(reason)}`;
  return [{ id: incident.id, text, href: `/incidents/${into}` }];
}

/** The beginning of what somebody wrote. */
function shorten(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
