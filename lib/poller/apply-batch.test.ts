import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AutomaticSide, IncidentRecord, NewUpdate, Problem, UpdateCode } from "@/lib/domain/incident";
import type { AutomaticMaintenance } from "@/lib/domain/maintenance";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { createMemoryStore } from "@/lib/store/memory";
import type { RoundBatch } from "@/lib/store/store";
import { sampleProblem, sampleRecord, sampleUpdate } from "@/lib/view/sample-incident";
import { applyBatch, applyMaintenances } from "./apply-batch";

type Draft = {
  -readonly [Key in keyof RoundBatch]: RoundBatch[Key] extends readonly (infer Item)[] ? Item[] : RoundBatch[Key];
};

function blankBatch(): Draft {
  const nothing = { incidents: [], problems: [], updates: [], comments: [], past: [], maintenances: [] };
  return { at: 0, ...nothing, purgeEndedBefore: null };
}

const WEBSITE = { slug: "website", name: "Website", group: null, state: "major_outage" } as const;

function side(id: number, anchorKey: ObjectKey, anchorAt: EpochMs): AutomaticSide {
  const { person: _person, ...incident } = sampleRecord({ id }).incident;
  return { ...incident, rootKey: anchorKey, anchorKey, anchorAt, startedAt: anchorAt, publicAt: anchorAt };
}

function problem(incidentId: number, key: ObjectKey, startedAt: EpochMs, more: Partial<Problem> = {}): Problem {
  return sampleProblem({ incidentId, key, startedAt, confirmedAt: startedAt, problemId: 1, state: "down", ...more });
}

function update(incidentId: number, code: UpdateCode, at: EpochMs): NewUpdate {
  const { id: _id, editedAt: _editedAt, ...rest } = sampleUpdate({ incidentId, code, at, components: [WEBSITE] });
  return rest;
}

function comment(incidentId: number, commentId: number, enteredAt: EpochMs) {
  const said = { commentId, enteredAt, author: "ops", text: "looking", hostName: "h", serviceDescription: null };
  return { incidentId, comment: said };
}

/** What is known, and what a round adds to it. */
interface Turn {
  remembered: readonly IncidentRecord[];
  batch: Draft;
  /** The highest id that an incident has yet. */
  lastId: number;
  /** Incidents that the round has changed already. */
  taken: Set<number>;
}

interface Action {
  kind: "open" | "join" | "close" | "return" | "change" | "merge" | "say" | "past";
  which: number;
  at: number;
}

/** One of the incidents that no action of this round has touched; undefined where there is none. */
function pick({ remembered, taken }: Turn, which: number, isLasting: boolean): IncidentRecord | undefined {
  const free = remembered.filter(({ incident }) => !taken.has(incident.id) && incident.mergedInto === null);
  const fitting = free.filter(({ incident }) => (incident.endedAt === null) === isLasting);
  const found = fitting[which % Math.max(fitting.length, 1)];
  if (found !== undefined) taken.add(found.incident.id);
  return found;
}

function sideOf({ incident: { person: _person, ...incident } }: IncidentRecord): AutomaticSide {
  return incident;
}

/** What each action adds to the batch of its round. */
const ACT: Record<Action["kind"], (turn: Turn, action: Action) => void> = {
  open(turn, { which, at }) {
    turn.lastId += 1;
    const { lastId: id, batch } = turn;
    batch.incidents.push(side(id, `h${id}`, at));
    batch.problems.push(problem(id, `h${id}`, at));
    batch.updates.push(update(id, "opened", at));
    batch.comments.push(comment(id, which, at));
  },
  join(turn, { which, at }) {
    const record = pick(turn, which, true);
    if (record === undefined) return;
    const { incident } = record;
    const key = `joined ${incident.id} ${record.problems.length}`;
    turn.batch.incidents.push({ ...sideOf(record), startedAt: Math.min(incident.startedAt, at) });
    turn.batch.problems.push(problem(incident.id, key, at, { role: "behind" }));
  },
  close(turn, { which, at }) {
    const record = pick(turn, which, true);
    if (record === undefined) return;
    const instants = record.problems.map(({ startedAt, endedAt }) => endedAt ?? startedAt);
    const end = { endedAt: Math.max(2000 + at, ...instants), endReason: "recovered" as const };
    turn.batch.incidents.push({ ...sideOf(record), ...end });
    const lasting = record.problems.filter(({ endedAt }) => endedAt === null);
    turn.batch.problems.push(...lasting.map((one) => ({ ...one, ...end })));
    turn.batch.updates.push(update(record.incident.id, "recovered", end.endedAt));
  },
  return(turn, { which }) {
    const record = pick(turn, which, false);
    if (record === undefined || record.incident.endedAt === null) return;
    const { id, endedAt } = record.incident;
    const isLasting = (one: Problem) => one.key === `h${id}` && one.endedAt === null;
    if (turn.remembered.some(({ problems }) => problems.some(isLasting))) return;
    turn.batch.incidents.push({ ...sideOf(record), endedAt: null, endReason: null });
    turn.batch.problems.push(problem(id, `h${id}`, endedAt + which));
    turn.batch.updates.push(update(id, "reopened", endedAt + which));
  },
  change(turn, { which, at }) {
    const record = pick(turn, which, true);
    if (record === undefined) return;
    turn.batch.incidents.push({ ...sideOf(record), acknowledged: true });
    turn.batch.problems.push(...record.problems.map((one) => ({ ...one, acknowledged: true, output: `${at}` })));
    turn.batch.updates.push(update(record.incident.id, "identified", at));
  },
  merge(turn, { which, at }) {
    const from = pick(turn, which, true);
    const into = pick(turn, which, true);
    if (from === undefined || into === undefined) return;
    const end = { endedAt: at, endReason: "merged" as const, mergedInto: into.incident.id };
    turn.batch.incidents.push({ ...sideOf(from), ...end }, sideOf(into));
    turn.batch.problems.push(...from.problems.map((one) => ({ ...one, incidentId: into.incident.id })));
    turn.batch.updates.push(update(from.incident.id, "merged", at));
  },
  say(turn, { which, at }) {
    const record = pick(turn, which, true);
    if (record === undefined) return;
    const { id } = record.incident;
    turn.batch.comments.push(comment(id, which, at % 10));
    turn.batch.updates.push(update(id, "gap", at % 10), update(id, "gap", at % 10));
  },
  past(turn, { which, at }) {
    turn.lastId += 1;
    const { lastId: id, batch } = turn;
    const startedAt = at % 100;
    const end = { endedAt: startedAt + which, endReason: "recovered" as const };
    // Of some of the first objects and at about the same time, so that it meets what is told already.
    const keys = new Set([`h${1 + (which % 8)}`, `h${1 + (at % 5)}`]);
    const problems = [...keys].map((key) => problem(id, key, startedAt, { ...end, problemId: 0 }));
    const incident = { ...side(id, problems[0]?.key ?? "", startedAt), ...end };
    const updates = [update(id, "opened", startedAt), update(id, "recovered", end.endedAt)];
    batch.past.push({ incident, problems, updates });
  },
};

const anyRound = fc.array(
  fc.record({
    kind: fc.constantFrom(...(Object.keys(ACT) as Action["kind"][])),
    which: fc.nat(50),
    at: fc.nat(1000),
  }),
  { maxLength: 6 },
);

/** Without the ids that a store gives when it writes. */
function withoutIds(records: readonly IncidentRecord[]): IncidentRecord[] {
  return records.map((record) => ({
    ...record,
    updates: record.updates.map((one) => ({ ...one, id: 0 })),
    nagiosComments: record.nagiosComments.map((said) => ({ ...said, id: 0 })),
  }));
}

function maintenance(id: number, startsAt: EpochMs, more: Partial<AutomaticMaintenance> = {}): AutomaticMaintenance {
  return {
    id,
    origin: "nagios",
    status: "scheduled",
    startsAt,
    endsAt: startsAt + 100,
    durationMs: null,
    beganAt: null,
    endedAt: null,
    components: [{ slug: "website", name: "Website", group: null }],
    publicText: null,
    author: "ops",
    comment: "Firmware",
    downtimes: [],
    seenUnder: null,
    forgottenAt: null,
    updates: [],
    ...more,
  };
}

describe("what waits for the store", () => {
  it("is remembered as the store will list it when it is written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRound, { maxLength: 8 }), async (rounds) => {
        const store = createMemoryStore();
        let remembered = await store.listIncidents({ which: { kind: "all" }, limit: 1000 });
        let lastId = 0;
        for (const actions of rounds) {
          const turn: Turn = { remembered, batch: blankBatch(), lastId, taken: new Set() };
          for (const action of actions) ACT[action.kind](turn, action);
          lastId = turn.lastId;
          remembered = applyBatch(remembered, turn.batch);
          expect(applyBatch(remembered, turn.batch), "twice is once").toEqual(remembered);
          await store.commit(turn.batch);
        }
        const listed = await store.listIncidents({ which: { kind: "all" }, limit: 1000 });
        expect(withoutIds(remembered)).toEqual(withoutIds(listed));
      }),
      { numRuns: 300 },
    );
  });

  it("leaves what people decided and moved where they put it", async () => {
    const store = createMemoryStore();
    const opened = { ...blankBatch(), incidents: [side(1, "a", 10), side(2, "b", 20)] };
    await store.commit({ ...opened, problems: [problem(1, "a", 10), problem(2, "b", 20)] });
    const by = { author: "ops", at: 500 };
    await store.edit({ kind: "merge", incidentId: 1, into: 2, ...by });
    await store.edit({ kind: "correct", incidentId: 2, changes: { title: "Cable cut", startedAt: 5 }, ...by });
    const all = { which: { kind: "all" }, limit: 10 } as const;
    const records = await store.listIncidents(all);
    // A round that began before the edits still thinks that nothing was moved.
    const end = { endedAt: 400, endReason: "recovered" } as const;
    const late: RoundBatch = {
      ...blankBatch(),
      incidents: [{ ...side(1, "a", 10), ...end }, side(3, "c", 7)],
      problems: [problem(1, "a", 10, end), problem(3, "c", 7)],
    };
    const remembered = applyBatch(records, late);
    await store.commit(late);
    expect(withoutIds(remembered)).toEqual(withoutIds(await store.listIncidents(all)));
    expect(remembered.map(({ incident, problems }) => [incident.id, problems.map(({ key }) => key)])).toEqual([
      [1, []],
      [3, ["c"]],
      [2, ["b", "a"]],
    ]);
    expect(remembered[2]).toMatchObject({
      incident: { person: { title: "Cable cut" } },
      problems: [{ endedAt: null }, { isPinned: true, ...end }],
    });
  });

  it("holds maintenances as the store will list them", async () => {
    const store = createMemoryStore();
    const batches: AutomaticMaintenance[][] = [
      [maintenance(1, 100), maintenance(2, 300)],
      [],
      [maintenance(3, 200), maintenance(1, 400, { status: "in_progress", beganAt: 400 })],
    ];
    let remembered = await store.listMaintenances({ since: 0, limit: 10 });
    for (const maintenances of batches) {
      const batch = { ...blankBatch(), maintenances };
      remembered = [...applyMaintenances(remembered, batch)];
      await store.commit(batch);
    }
    expect(remembered).toEqual(await store.listMaintenances({ since: 0, limit: 10 }));
    expect(remembered.map(({ id, status }) => [id, status])).toEqual([
      [1, "in_progress"],
      [2, "scheduled"],
      [3, "scheduled"],
    ]);
  });
});
