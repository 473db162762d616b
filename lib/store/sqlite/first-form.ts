import { mapResult } from "@/lib/domain/component-state";
import type {
  AffectedComponent,
  AutomaticSide,
  ComponentImpact,
  EndReason,
  IncidentRecord,
  NewUpdate,
  Problem,
} from "@/lib/domain/incident";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import type { PublicState } from "@/lib/domain/public-state";
import type { CheckResult, ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import type { NewNagiosComment, RoundBatch } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import type { Change } from "./change";

// Older versions knew an incident as one problem of one object. What their journal holds is made again here; what their
// databases hold, the migration `incidents` makes the same of.

/** An incident as older versions opened it. */
export interface FirstFormIncident {
  key: ObjectKey;
  components: readonly AffectedComponent[];
  state: CheckResult;
  startedAt: EpochMs;
  lastCheckAt: EpochMs | null;
  output: string;
  acknowledged: boolean;
}

type Patch = Partial<Pick<FirstFormIncident, "state" | "acknowledged" | "components" | "output" | "lastCheckAt">>;

export interface FirstFormBatch {
  at: EpochMs;
  updated: readonly { id: number; patch: Patch }[];
  closed: readonly { id: number; endedAt: EpochMs; endReason: EndReason }[];
  opened: readonly { id: number; incident: FirstFormIncident; comments: readonly NewNagiosComment[] }[];
  /** The oldest versions knew none. */
  past?: readonly { id: number; incident: FirstFormIncident; endedAt: EpochMs }[];
  comments: readonly { incidentId: number; comment: NewNagiosComment }[];
  purgeEndedBefore: EpochMs | null;
}

/** A change as older versions wrote it down. */
export type FirstFormChange =
  | { op: "commit"; args: FirstFormBatch }
  | { op: "addUpdate"; args: { id: number; incidentId: number; author: string; text: string; createdAt: EpochMs } }
  | { op: "setReviewUrl"; args: { incidentId: number; url: string } };

type Find = (id: number) => IncidentRecord | null;

/** What an older version changed, in the words of this one. `find` answers an incident as it is before the change. */
export function convertFirstForm(change: FirstFormChange, find: Find): Change[] {
  if (change.op === "commit") return [{ op: "commit", args: convertBatch(change.args, find) }];
  const id = change.args.incidentId;
  const record = find(id);
  if (record === null) throw unknown(id);
  const nothing = { id, incidents: [], problems: [], updates: [], traces: [] };
  if (change.op === "setReviewUrl") {
    const { incident } = record;
    const changed = { ...incident, person: { ...incident.person, reviewUrl: change.args.url } };
    return [{ op: "edit", args: { ...nothing, incidents: [changed] } }];
  }
  const { id: updateId, author, text, createdAt } = change.args;
  const said = { kind: "person" as const, code: null, author, text, reason: null, reference: 0, editedAt: null };
  const update = { id: updateId, incidentId: id, at: createdAt, ...describeAt(record.incident, createdAt), ...said };
  return [{ op: "edit", args: { ...nothing, updates: [update] } }];
}

/** The parts of a change that can be made without each other. */
export function splitFirstForm(change: FirstFormChange): FirstFormChange[] {
  if (change.op !== "commit") return [change];
  const { at, updated, closed, opened, past = [], comments, purgeEndedBefore } = change.args;
  const nothing: FirstFormBatch = { at, updated: [], closed: [], opened: [], comments: [], purgeEndedBefore: null };
  const parts: Partial<FirstFormBatch>[] = [
    ...updated.map((one) => ({ updated: [one] })),
    ...closed.map((one) => ({ closed: [one] })),
    ...opened.map((one) => ({ opened: [one] })),
    ...past.map((one) => ({ past: [one] })),
    ...comments.map((one) => ({ comments: [one] })),
    { purgeEndedBefore },
  ];
  return parts.map((part) => ({ op: "commit", args: { ...nothing, ...part } }));
}

interface Told {
  incident: AutomaticSide;
  /** One, unless it was lost. */
  problems: readonly Problem[];
  updates: NewUpdate[];
}

function convertBatch({ at, past = [], ...batch }: FirstFormBatch, find: Find): RoundBatch {
  const told = new Map<number, Told>();

  /** Only what lasts can change or end. */
  function change(id: number, action: (told: Told) => Told): void {
    const before = told.get(id) ?? readTold(find(id));
    if (before === null) throw unknown(id);
    if (before.incident.endedAt === null) told.set(id, action(before));
  }

  for (const { id, patch } of batch.updated) change(id, (before) => applyPatch(before, patch));
  for (const { id, endedAt, endReason } of batch.closed) change(id, (before) => endTold(before, endedAt, endReason));
  const opened = batch.opened.filter(({ id }) => find(id) === null);
  for (const { id, incident } of opened) told.set(id, openTold(id, incident));
  const all = [...told.values()];
  return {
    at,
    incidents: all.map(({ incident }) => incident),
    problems: all.flatMap(({ problems }) => problems),
    updates: all.flatMap(({ updates }) => updates),
    comments: [
      ...batch.opened.flatMap(({ id, comments }) => comments.map((comment) => ({ incidentId: id, comment }))),
      ...batch.comments,
    ],
    past: past.map(({ id, incident, endedAt }) => endTold(openTold(id, incident), endedAt, "recovered")),
    maintenances: [],
    purgeEndedBefore: batch.purgeEndedBefore,
  };
}

function readTold(record: IncidentRecord | null): Told | null {
  if (record === null) return null;
  const { person: _, ...incident } = record.incident;
  return { incident, problems: record.problems, updates: [] };
}

const OPENED = "opened by an earlier version";

function openTold(id: number, first: FirstFormIncident): Told {
  const { key, state, startedAt, lastCheckAt, output, acknowledged } = first;
  const impact = impactOf(state);
  const incident: AutomaticSide = {
    id,
    origin: "nagios",
    rootKey: key,
    anchorKey: key,
    anchorAt: startedAt,
    startedAt,
    endedAt: null,
    endReason: null,
    resolvedAt: null,
    acknowledged,
    unstable: false,
    components: colour(first.components, impact),
    impact,
    publicAt: startedAt,
    isDraft: false,
    followsId: null,
    mergedInto: null,
  };
  const problem: Problem = {
    incidentId: id,
    key,
    startedAt,
    confirmedAt: startedAt,
    // Nothing kept older versions from telling one problem twice: the next round learns its id.
    problemId: 0,
    role: "root",
    state,
    endedAt: null,
    endReason: null,
    goneAt: null,
    lastCheckAt,
    output,
    acknowledged,
    reason: OPENED,
    isPinned: false,
  };
  return { incident, problems: [problem], updates: [say(incident, "opened", startedAt, OPENED)] };
}

function applyPatch({ incident, problems, updates }: Told, patch: Patch): Told {
  const { components = incident.components, ...facts } = patch;
  const impact = patch.state === undefined ? incident.impact : impactOf(patch.state);
  const acknowledged = patch.acknowledged ?? incident.acknowledged;
  const known = Object.entries(facts).filter(([name]) => name in FACTS);
  return {
    incident: { ...incident, acknowledged, impact, components: colour(components, impact) },
    problems: problems.map((problem) => ({ ...problem, ...Object.fromEntries(known) })),
    updates,
  };
}

const FACTS = { state: true, acknowledged: true, output: true, lastCheckAt: true } satisfies Record<
  Exclude<keyof Patch, "components">,
  true
>;

function endTold({ incident, problems, updates }: Told, endedAt: EpochMs, endReason: EndReason): Told {
  const components = colour(incident.components, "operational");
  const over = { ...incident, endedAt, endReason, resolvedAt: endedAt, components };
  const code = endReason === "removed" || endReason === "unpublished" ? endReason : "resolved";
  return {
    incident: over,
    problems: problems.map((problem) => ({ ...problem, endedAt, endReason })),
    updates: [...updates, say(over, code, endedAt, `ended by an earlier version: ${endReason}`)],
  };
}

function say(incident: AutomaticSide, code: "opened" | EndCode, at: EpochMs, reason: string): NewUpdate {
  const { id: incidentId, components } = incident;
  const status = code === "opened" ? "investigating" : "resolved";
  return {
    incidentId,
    kind: "automatic",
    code,
    status,
    at,
    author: null,
    text: null,
    components,
    reason,
    reference: 0,
  };
}

type EndCode = "resolved" | "removed" | "unpublished";

/** How an incident stood when somebody wrote about it. */
function describeAt({ endedAt, components, impact }: AutomaticSide, at: EpochMs) {
  const isOver = endedAt !== null && at >= endedAt;
  const status = isOver ? ("resolved" as const) : ("investigating" as const);
  return { status, components: colour(components, isOver ? "operational" : impact) };
}

function colour(components: readonly AffectedComponent[], state: PublicState): ComponentImpact[] {
  return components.map(({ slug, name, group }) => ({ slug, name, group, state }));
}

function impactOf(state: CheckResult): PublicState {
  const impact = mapResult(state, DEFAULT_MAPPING);
  return impact === "operational" ? "unknown" : impact;
}

function unknown(id: number): StoreError {
  return new StoreError("unknown_incident", `No incident has the id ${id}.`);
}
