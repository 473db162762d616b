import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EndReason } from "@/lib/domain/incident";
import type { CheckResult } from "@/lib/domain/snapshot";
import { SECOND_MS } from "@/lib/domain/time";
import { anyHistory } from "./contract/history.testing";
import { makeBatch, makeBucket, makeComment, makeIncident, makePast, NOON, RECORD } from "./contract/samples.testing";
import { readWholeHistory } from "./contract/subject.testing";
import { createMemoryStore } from "./memory";
import { openSqliteStore } from "./sqlite/open-sqlite";
import { makeQuickFolder, sqliteOptions } from "./sqlite/temporary-database.testing";
import type { IncidentQuery, RoundBatch, Store } from "./store";

const [EVENT = { kind: "failure", part: "source", code: null } as const] = RECORD.events;

type Command = (store: Store) => Promise<unknown>;

// Few ids, objects and instants, so that the commands often meet.
const ids = fc.integer({ min: 1, max: 6 });
const instants = fc.integer({ min: 0, max: 5 }).map((step) => NOON + step * SECOND_MS);
const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom("", "it's", "\0"));
const comments = fc
  .record({ commentId: fc.integer({ min: 1, max: 3 }), enteredAt: instants, text: texts })
  .map(({ commentId, enteredAt, text }) => makeComment(commentId, { enteredAt, text }));
const incidents = fc
  .record({ service: fc.constantFrom("a", "b", "c", "d"), startedAt: instants, output: texts })
  .map(({ service, startedAt, output }) => makeIncident(service, { startedAt, output }));

const patches = fc.record(
  {
    state: fc.constantFrom<CheckResult>("warning", "critical", "unknown"),
    acknowledged: fc.boolean(),
    components: fc.array(fc.record({ slug: texts, name: texts, group: fc.option(texts) }), { maxLength: 2 }),
    lastCheckAt: fc.option(instants),
    output: texts,
  },
  { requiredKeys: [] },
);

function few<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { maxLength: 2 });
}

const changes = {
  opened: few(fc.record({ id: ids, incident: incidents, comments: few(comments) })),
  updated: few(fc.record({ id: ids, patch: patches })),
  closed: few(fc.record({ id: ids, endedAt: instants, endReason: fc.constantFrom<EndReason>("recovered", "removed") })),
  past: few(
    fc
      .tuple(ids, fc.constantFrom("a", "b", "c", "d"), instants, instants)
      .map(([id, service, a, b]) => makePast(id, service, Math.min(a, b), Math.max(a, b))),
  ),
  comments: few(fc.record({ incidentId: ids, comment: comments })),
  purgeEndedBefore: fc.option(instants, { freq: 3 }),
} satisfies { [Name in keyof RoundBatch]?: fc.Arbitrary<RoundBatch[Name]> };

// Whole rounds often fail at an unknown id; rounds with one kind of change fill the stores.
const batches: fc.Arbitrary<RoundBatch> = fc
  .oneof(
    fc.record(changes),
    { weight: 4, arbitrary: fc.record({ opened: changes.opened }) },
    { weight: 3, arbitrary: fc.record({ closed: changes.closed }) },
    { weight: 2, arbitrary: fc.record({ past: changes.past }) },
    fc.record({ updated: changes.updated }),
    fc.record({ comments: changes.comments }),
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

const commands: fc.Arbitrary<Command> = fc.oneof(
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
  fc.tuple(ids, fc.record({ author: texts, text: texts, createdAt: instants })).map(
    ([id, update]): Command =>
      (store) =>
        store.addUpdate(id, update),
  ),
  fc.tuple(ids, texts).map(
    ([id, url]): Command =>
      (store) =>
        store.setReviewUrl(id, url),
  ),
  fc.tuple(texts, instants).map(
    ([text, at]): Command =>
      (store) =>
        store.record({ events: [{ ...EVENT, at, message: text }], polls: [makeBucket(at, { maxBytes: text.length })] }),
  ),
  anyHistory.map(
    (batch): Command =>
      (store) =>
        store.addHistory(batch),
  ),
  fc.constant((store: Store) => store.lastIncidentId()),
  fc.constant((store: Store) => store.readLogProgress()),
);

/** What a store answered or, when it refused, the code. */
async function record(store: Store, command: Command): Promise<unknown> {
  try {
    return await command(store);
  } catch (error) {
    return { refused: error instanceof Error && "code" in error ? error.code : error };
  }
}

test("the memory store and the SQLite store answer every sequence of commands alike", async () => {
  const folder = makeQuickFolder();
  let run = 0;
  const everything: Command = (store) => store.listIncidents({ which: { kind: "all" }, limit: 100 });
  const listRecord: Command = (store) => store.listRecord(0);
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { minLength: 1, maxLength: 40, size: "max" }), async (sequence) => {
        run += 1;
        const memory = createMemoryStore();
        const path = join(folder, `${run}.db`);
        const { store: sqlite } = await openSqliteStore(sqliteOptions(path));
        for (const command of [...sequence, everything, readWholeHistory, listRecord]) {
          expect(await record(sqlite, command)).toEqual(await record(memory, command));
        }
        await sqlite.close();
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
