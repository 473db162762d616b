import { judgeInSlices } from "@/lib/domain/component-state";
import type { IncidentRecord, PastProblem, Problem } from "@/lib/domain/incident";
import { UNTOUCHED } from "@/lib/domain/incident";
import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING, type IncidentRules } from "@/lib/domain/policy";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { drain } from "@/lib/domain/slices";
import type { CheckResult, ComponentMembers, ObjectKey, Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import { type EpochMs, MINUTE_MS } from "@/lib/domain/time";
import { type Changes, type ReconcileInput, reconcile } from "./reconcile";

/** A minute of the sample's afternoon. */
export const minute = (count: number): EpochMs => SAMPLE_AT + count * MINUTE_MS;

/** An object as Nagios would say it at `at`, bad since `beganAt`, and confirmed at once. */
export function object(
  key: ObjectKey,
  state: CheckResult,
  beganAt: EpochMs,
  at: EpochMs,
  more: Partial<WatchedObject> = {},
): WatchedObject {
  const [hostName = key, service] = key.split(";");
  const isWell = state === "up" || state === "ok" || state === "pending";
  return sampleObject(hostName, service ?? null, state, {
    changedAt: beganAt,
    problemBeganAt: isWell ? null : beganAt,
    confirmedAt: isWell ? null : beganAt,
    problemId: isWell ? 0 : 1 + (Math.abs(beganAt - SAMPLE_AT) / 1000) * 7 + key.length,
    lastCheckAt: at,
    ...more,
  });
}

/** A component for every service, named after it. */
export function componentsOf(objects: readonly WatchedObject[], more: Partial<ComponentMembers> = {}) {
  return objects
    .filter(({ kind }) => kind === "service")
    .map((service) => sampleComponent(service.key.replace(";", "-").toLowerCase(), [service], more));
}

export interface Book {
  records: IncidentRecord[];
  lastId: number;
}

export const EMPTY: Book = { records: [], lastId: 0 };

type Asked = Partial<Omit<ReconcileInput, "rules">> & { rules?: Partial<IncidentRules> };

export function ask(book: Book, snapshot: Snapshot, { rules, ...more }: Asked = {}): Changes {
  return reconcile({
    ...book,
    snapshot,
    judgement: drain(judgeInSlices(snapshot, DEFAULT_MAPPING)),
    mapping: DEFAULT_MAPPING,
    rules: { ...DEFAULT_INCIDENT_RULES, ...rules },
    past: [],
    findTimes: () => null,
    findRoot: () => null,
    findRecovery: () => null,
    gaps: [],
    isKnown: () => false,
    ...more,
  });
}

/** What is known after the changes, as a store would keep it. */
export function take({ records, lastId }: Book, changes: Changes): Book {
  const byId = new Map(records.map((record) => [record.incident.id, record]));
  const blank = { updates: [], nagiosComments: [], edits: [] };
  const all = [...changes.incidents, ...changes.past.map(({ incident }) => incident)];
  for (const incident of all) {
    const before = byId.get(incident.id);
    const person = before?.incident.person ?? UNTOUCHED;
    byId.set(incident.id, { problems: [], ...blank, ...before, incident: { ...incident, person } });
  }
  const problems = takeProblems(records, [...changes.problems, ...changes.past.flatMap((past) => past.problems)]);
  const updates = [...changes.updates, ...changes.past.flatMap((past) => past.updates)];
  const next = [...byId.values()].map((record): IncidentRecord => {
    const { id } = record.incident;
    const said = changes.comments.filter(({ incidentId }) => incidentId === id).map(({ comment }) => comment);
    return {
      ...record,
      problems: problems.filter(({ incidentId }) => incidentId === id),
      updates: [
        ...record.updates,
        ...updates
          .filter(({ incidentId }) => incidentId === id)
          .map((update) => ({ ...update, id: 0, editedAt: null })),
      ],
      nagiosComments: [
        ...record.nagiosComments,
        ...said.map((comment) => ({ ...comment, id: 0, incidentId: id, hostName: "", serviceDescription: null })),
      ],
    };
  });
  return { records: next, lastId: Math.max(lastId, ...all.map(({ id }) => id)) };
}

function takeProblems(records: readonly IncidentRecord[], changed: readonly Problem[]): Problem[] {
  const byName = new Map<string, Problem>();
  for (const problem of [...records.flatMap((record) => record.problems), ...changed]) {
    byName.set(`${problem.key} ${problem.startedAt}`, problem);
  }
  return [...byName.values()];
}

/** Rounds over the objects as they are at each minute. */
export interface World {
  book: Book;
  at(count: number, objects: readonly WatchedObject[], more?: Asked & { snapshot?: Snapshot }): Changes;
}

/** A world whose components and dependencies stay as they are. */
export function createWorld(components: readonly ComponentMembers[], fixed: Partial<Snapshot> = {}): World {
  const world: World = {
    book: EMPTY,
    at(count, objects, more = {}) {
      const snapshot = sampleSnapshot(objects, components, { ...fixed, createdAt: minute(count), ...more.snapshot });
      const changes = ask(world.book, snapshot, { ...more, snapshot });
      world.book = take(world.book, changes);
      return changes;
    },
  };
  return world;
}

/** A problem of the past. */
export function pastProblem(key: ObjectKey, from: number, to: number): PastProblem {
  const startedAt = minute(from);
  return { key, startedAt, confirmedAt: startedAt, endedAt: minute(to), state: "critical", rootKey: key };
}
