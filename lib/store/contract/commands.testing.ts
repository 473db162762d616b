import fc from "fast-check";
import type { NewUpdate } from "@/lib/domain/incident";
import type { IncidentEdit } from "@/lib/domain/incident-edit";
import { objectKey } from "@/lib/domain/snapshot";
import { HOUR_MS, SECOND_MS } from "@/lib/domain/time";
import type { IncidentQuery, RoundBatch, Store } from "@/lib/store/store";
import { anyHistory } from "./history.testing";
import {
  joinSamples,
  makeBatch,
  makeBucket,
  makeComment,
  makeMaintenance,
  makeOpening,
  makePast,
  makePoint,
  makeProblem,
  makePublicWord,
  makeSample,
  makeSide,
  makeUpdate,
  makeWords,
  NOON,
  RECORD,
} from "./samples.testing";

const [EVENT = { kind: "failure", part: "source", code: null } as const] = RECORD.events;

/** Something that is asked of a store. */
export type Command = (store: Store) => Promise<unknown>;

// Few ids, objects and instants, so that the commands often meet.
const ids = fc.integer({ min: 1, max: 6 });
const instants = fc.integer({ min: 0, max: 5 }).map((step) => NOON + step * SECOND_MS);
const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom("", "it's", "\0"));
const comments = fc
  .record({ commentId: fc.integer({ min: 1, max: 3 }), enteredAt: instants, text: texts })
  .map(({ commentId, enteredAt, text }) => makeComment(commentId, { enteredAt, text }));
const services = fc.constantFrom("a", "b", "c", "d");
const spans = fc
  .tuple(instants, fc.option(instants))
  .map(([a, b]) => ({ startedAt: Math.min(a, b ?? a), endedAt: b === null ? null : Math.max(a, b) }));
const problems = fc
  .record({
    id: ids,
    service: services,
    span: spans,
    problemId: fc.nat({ max: 3 }),
    output: texts,
    isPinned: fc.boolean(),
  })
  .map(({ id, service, span, ...rest }) => makeProblem(id, service, { ...span, ...rest }));
const sides = fc
  .record({ problem: problems, text: texts, flag: fc.boolean(), at: fc.option(instants) })
  .map(({ problem, text, flag, at }) =>
    makeSide(problem.incidentId, problem, {
      acknowledged: flag,
      isDraft: flag,
      publicAt: at,
      components: [{ slug: text, name: text, group: at === null ? null : text, state: "partial_outage" }],
    }),
  );
const updates = fc.oneof(
  fc
    .record({
      id: ids,
      code: fc.constantFrom("opened", "gap"),
      at: instants,
      reference: fc.nat({ max: 1 }),
      text: texts,
    })
    .map(({ id, text, ...rest }) => makeUpdate(id, { ...rest, reason: text })),
  fc
    .record({ id: ids, at: instants, reference: fc.nat({ max: 1 }), text: texts })
    .map(({ id, ...rest }) => makePublicWord(id, rest)),
) satisfies fc.Arbitrary<NewUpdate>;
const maintenances = fc
  .record({ id: ids, startsAt: instants, endedAt: fc.option(instants), comment: texts })
  .map(({ id, ...rest }) => makeMaintenance(id, rest));

function few<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { maxLength: 2 });
}

const changes = {
  incidents: few(sides),
  problems: few(problems),
  updates: few(updates),
  past: few(
    fc.tuple(ids, few(problems)).map(([id, told]) => ({
      ...makePast(id, "a", NOON, NOON),
      problems: told.map((one) => ({ ...one, incidentId: id })),
    })),
  ),
  comments: few(fc.record({ incidentId: ids, comment: comments })),
  maintenances: few(maintenances),
  purgeEndedBefore: fc.option(instants, { freq: 3 }),
} satisfies { [Name in keyof RoundBatch]?: fc.Arbitrary<RoundBatch[Name]> };

// An incident with its problem, as rounds write it: what other commands find something in.
const samples = fc
  .tuple(ids, services, spans, fc.nat({ max: 3 }))
  .map(([id, service, span, problemId]) => joinSamples(makeSample(id, service, { ...span, problemId })));

// Whole rounds often fail at an unknown id; rounds with one kind of change fill the stores.
const batches: fc.Arbitrary<RoundBatch> = fc
  .oneof(
    fc.record(changes),
    { weight: 5, arbitrary: samples },
    { weight: 2, arbitrary: fc.record({ incidents: changes.incidents }) },
    { weight: 3, arbitrary: fc.record({ problems: changes.problems }) },
    { weight: 2, arbitrary: fc.record({ past: changes.past }) },
    { weight: 2, arbitrary: fc.record({ updates: changes.updates }) },
    fc.record({ comments: changes.comments }),
    fc.record({ maintenances: changes.maintenances }),
    fc.record({ purgeEndedBefore: changes.purgeEndedBefore }),
  )
  .map((some) => makeBatch(some));

const queries: fc.Arbitrary<IncidentQuery> = fc.record({
  which: fc.oneof(
    fc.record({ kind: fc.constant("active" as const) }),
    fc.record({ kind: fc.constant("all" as const) }),
    fc.record({ kind: fc.constant("since" as const), at: instants }),
    fc.record({ kind: fc.constant("between" as const), from: instants, to: instants }),
  ),
  limit: fc.integer({ min: 0, max: 6 }),
});

const by = { author: texts, at: instants.map((at) => at + HOUR_MS) };
const corrections = fc.record(
  {
    title: fc.option(texts),
    status: fc.option(fc.constantFrom("identified", "resolved")),
    startedAt: fc.option(instants),
    endedAt: fc.option(instants),
  },
  { requiredKeys: [] },
);
const edits: fc.Arbitrary<IncidentEdit> = fc.oneof(
  fc.record(by).map((who) => makeOpening(who)),
  fc.record({ ...by, id: ids, text: texts }).map(({ id, text, ...who }) => makeWords(id, text, who)),
  fc.record({
    kind: fc.constant("change_update"),
    ...by,
    incidentId: fc.constant(1),
    updateId: fc.constantFrom(1, 5),
    text: fc.constantFrom("one", "other"),
  }),
  fc.record({ kind: fc.constant("correct"), ...by, incidentId: ids, changes: corrections }),
  fc.record({ kind: fc.constant("review"), ...by, incidentId: ids, changes: fc.record({ reviewText: texts }) }),
  fc.record({ kind: fc.constant("publish"), ...by, incidentId: ids }),
  fc.record({ kind: fc.constant("merge"), ...by, incidentId: ids, into: ids }),
  fc.record({
    kind: fc.constant("split"),
    ...by,
    incidentId: ids,
    problems: fc.array(
      fc.record({ key: services.map((service) => objectKey("web1", service)), startedAt: fc.constant(NOON) }),
      { minLength: 1, maxLength: 1 },
    ),
    title: fc.option(texts),
  }),
);

/** Something to begin with: four incidents, of which the first has two problems and words, and the second is a draft. */
export const beginWithSome: Command = async (store) => {
  const samples = ["a", "b", "c"].map((service, at) => makeSample(at + 1, service, { startedAt: NOON, problemId: at }));
  const { incidents, problems, updates } = joinSamples(...samples, makeSample(4, "e", { endedAt: NOON }));
  await store.commit(
    makeBatch({
      incidents: incidents.map((incident) =>
        incident.id === 2 ? { ...incident, publicAt: null, isDraft: true } : incident,
      ),
      problems: [...problems, makeProblem(1, "d", { startedAt: NOON })],
      updates,
    }),
  );
  await store.edit(makeWords(1));
};

/** Anything that can be asked of a store, about few things. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: batches.map(
      (batch): Command =>
        (store) =>
          store.commit(batch),
    ),
  },
  queries.map(
    (query): Command =>
      (store) =>
        store.listIncidents(query),
  ),
  ids.map(
    (id): Command =>
      (store) =>
        store.findIncident(id),
  ),
  {
    weight: 3,
    arbitrary: edits.map(
      (edit): Command =>
        (store) =>
          store.edit(edit),
    ),
  },
  instants.map(
    (since): Command =>
      (store) =>
        store.listMaintenances({ since, limit: 9 }),
  ),
  ids.map(
    (id): Command =>
      (store) =>
        store.findMaintenance(id),
  ),
  fc.tuple(texts, instants).map(
    ([text, at]): Command =>
      (store) =>
        store.record({ events: [{ ...EVENT, at, message: text }], polls: [makeBucket(at, { maxBytes: text.length })] }),
  ),
  fc.tuple(texts, instants, instants).map(
    ([metric, at, dropBefore]): Command =>
      (store) =>
        store.addPoints({ points: [makePoint(at, { metric, sum: at % 7 })], dropBefore }),
  ),
  fc.constant((store: Store) => store.listPoints()),
  anyHistory.map(
    (batch): Command =>
      (store) =>
        store.addHistory(batch),
  ),
  fc.constant((store: Store) => store.lastIncidentId()),
  fc.constant((store: Store) => store.lastMaintenanceId()),
  fc.constant((store: Store) => store.readLogProgress()),
);
