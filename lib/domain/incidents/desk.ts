import type { AutomaticSide, IncidentRecord, NewUpdate, PersonalSide, Problem } from "@/lib/domain/incident";
import { mergedIntoOf, UNTOUCHED } from "@/lib/domain/incident";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";

/** An incident while a round works on it. */
export interface Draft {
  /** Null for one that this round opens. */
  before: IncidentRecord | null;
  incident: AutomaticSide;
  person: PersonalSide;
  /** By name, in the order in which they came to it. */
  problems: Map<string, Problem>;
  /** The names of those that this round changed. */
  changed: Set<string>;
  /** What this round says of it. */
  updates: NewUpdate[];
  /** What this round changed, as the log says it. */
  news: string[];
}

/** Everything that a round works on, with what it needs to find its way. It changes while the round goes on. */
export interface Desk {
  drafts: Map<number, Draft>;
  lastId: number;
  /** Which draft holds which problem of an object. */
  byObject: Map<ObjectKey, Map<string, Draft>>;
  byComponent: Map<string, Set<Draft>>;
  byRoot: Map<ObjectKey, Set<Draft>>;
  /** Drafts whose incident or problems this round changed. */
  touched: Set<Draft>;
}

/** A problem with the draft that holds it. */
export interface HeldProblem {
  draft: Draft;
  problem: Problem;
}

/** Lays out what is known. Incidents that people opened, or that were merged, are none of a round's business. */
export function createDesk(records: readonly IncidentRecord[], lastId: number): Desk {
  const desk: Desk = {
    drafts: new Map(),
    lastId,
    byObject: new Map(),
    byComponent: new Map(),
    byRoot: new Map(),
    touched: new Set(),
  };
  for (const record of records) {
    const { person, ...incident } = record.incident;
    if (incident.origin === "person" || mergedIntoOf(record.incident) !== null) continue;
    addDraft(desk, { ...blankDraft(incident), before: record, person }, record.problems);
  }
  return desk;
}

function blankDraft(incident: AutomaticSide): Draft {
  const nothing = { problems: new Map(), changed: new Set<string>(), updates: [], news: [] };
  return { before: null, incident, person: UNTOUCHED, ...nothing };
}

function addDraft(desk: Desk, draft: Draft, problems: readonly Problem[]): void {
  desk.drafts.set(draft.incident.id, draft);
  indexDraft(desk, draft);
  for (const problem of problems) hold(desk, draft, problem);
}

function indexDraft(desk: Desk, draft: Draft): void {
  const { rootKey, components } = draft.incident;
  if (rootKey !== null) addTo(desk.byRoot, rootKey, draft);
  for (const { slug } of components) addTo(desk.byComponent, slug, draft);
}

function addTo<K>(index: Map<K, Set<Draft>>, key: K, draft: Draft): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([draft]));
  else known.add(draft);
}

/** Key and begin name a problem. */
function nameOf({ key, startedAt }: Problem): string {
  return `${startedAt};${key}`;
}

function hold(desk: Desk, draft: Draft, problem: Problem): void {
  const name = nameOf(problem);
  draft.problems.set(name, problem);
  const held = desk.byObject.get(problem.key);
  if (held === undefined) desk.byObject.set(problem.key, new Map([[name, draft]]));
  else held.set(name, draft);
}

/** Opens an incident; its id is the next one. */
export function openDraft(desk: Desk, incident: Omit<AutomaticSide, "id">): Draft {
  desk.lastId += 1;
  const draft = blankDraft({ ...incident, id: desk.lastId });
  addDraft(desk, draft, []);
  desk.touched.add(draft);
  return draft;
}

/** Changes the incident of a draft. */
export function changeIncident(desk: Desk, draft: Draft, change: Partial<AutomaticSide>): void {
  draft.incident = { ...draft.incident, ...change };
  desk.touched.add(draft);
  if (change.rootKey !== undefined || change.components !== undefined) indexDraft(desk, draft);
}

/** Puts a problem into a draft, or changes one that it holds. */
export function putProblem(desk: Desk, draft: Draft, problem: Problem): void {
  const kept = { ...problem, incidentId: draft.incident.id };
  hold(desk, draft, kept);
  draft.changed.add(nameOf(kept));
  desk.touched.add(draft);
}

/** Takes a problem out of a draft, to be put into another. */
export function takeOut(desk: Desk, draft: Draft, problem: Problem): void {
  draft.problems.delete(nameOf(problem));
  desk.byObject.get(problem.key)?.delete(nameOf(problem));
  desk.touched.add(draft);
}

/** The problems of an object that any draft holds. */
export function problemsOf(desk: Desk, key: ObjectKey): HeldProblem[] {
  return [...(desk.byObject.get(key) ?? [])].map(([name, draft]) => {
    return { draft, problem: draft.problems.get(name) as Problem };
  });
}

/** The lasting problem of an object; undefined when there is none. */
export function lastingProblemOf(desk: Desk, key: ObjectKey): HeldProblem | undefined {
  return problemsOf(desk, key).find(({ problem }) => problem.endedAt === null);
}

/** The problems of a draft that last. */
export function listLasting({ problems }: Draft): Problem[] {
  return [...problems.values()].filter(({ endedAt }) => endedAt === null);
}

const MOST_REASONS = 5;

/** Whether a problem of a draft lasts. */
export function isLasting({ problems }: Draft): boolean {
  for (const { endedAt } of problems.values()) if (endedAt === null) return true;
  return false;
}

/** When the last problem of a draft was over; null while one lasts, or when it has none. */
export function endOf({ problems }: Draft): EpochMs | null {
  let end: EpochMs | null = null;
  for (const { endedAt } of problems.values()) {
    if (endedAt === null) return null;
    end = Math.max(end ?? endedAt, endedAt);
  }
  return end;
}

/** What a round changed, as one sentence. */
export function summarize(news: readonly string[]): string {
  const told = [...new Set(news)];
  const more = told.length > MOST_REASONS ? [`and ${told.length - MOST_REASONS} more`] : [];
  return [...told.slice(0, MOST_REASONS), ...more].join("; ");
}
