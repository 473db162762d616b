import { describe, expect, it } from "vitest";
import { type Incident, type IncidentRecord, statusOf } from "@/lib/domain/incident";
import type { EditPlan, IncidentEdit, OpenEdit } from "@/lib/domain/incident-edit";
import { planEdit } from "./plan-edit";
import { type Book, componentsOf, createWorld, minute, object, take } from "./world.testing";

const at = minute(30);
const by = { author: "on call", at };
const web = (when: number) => [
  object("web1", "up", minute(-100), minute(when)),
  object("web1;HTTP", "critical", minute(0), minute(when)),
  object("web1;Disk", "critical", minute(1), minute(when)),
];

/** Two problems: one in each of two incidents. */
function twoIncidents() {
  const world = createWorld(componentsOf(web(0)));
  world.at(3, web(3));
  return world;
}

function records(book: Book): Map<number, IncidentRecord> {
  return new Map(book.records.map((record) => [record.incident.id, record]));
}

function plan(book: Book, edit: IncidentEdit): EditPlan {
  const planned = planEdit(edit, records(book), book.lastId);
  if ("refused" in planned) throw new Error(planned.refused);
  return planned;
}

/** What is known after the edit. */
function edited(book: Book, { incidents, problems, updates }: EditPlan): Book {
  const byId = records(book);
  for (const incident of incidents) {
    const blank = { problems: [], updates: [], nagiosComments: [], edits: [] };
    byId.set(incident.id, { ...blank, ...byId.get(incident.id), incident });
  }
  const moved = new Set(problems.map(({ key, startedAt }) => `${key} ${startedAt}`));
  const next = [...byId.values()].map((record) => ({
    ...record,
    problems: [
      ...record.problems.filter(({ key, startedAt }) => !moved.has(`${key} ${startedAt}`)),
      ...problems.filter(({ incidentId }) => incidentId === record.incident.id),
    ],
    updates: [...record.updates, ...updates.filter(({ incidentId }) => incidentId === record.incident.id)],
  }));
  return { records: next, lastId: Math.max(book.lastId, ...next.map(({ incident }) => incident.id)) };
}

const OPEN: OpenEdit = {
  kind: "open",
  ...by,
  title: "Slow sign-in",
  text: "Signing in takes **long**.",
  components: [{ slug: "login", name: "Login", group: null }],
  status: "investigating",
  impact: "degraded_performance",
  startedAt: minute(25),
  endedAt: null,
};

describe("an incident that a person opens", () => {
  it("is public at once, and rounds leave it alone", () => {
    const world = twoIncidents();
    const after = edited(world.book, plan(world.book, OPEN));
    const opened = after.records.at(-1)?.incident as Incident;
    expect(opened).toMatchObject({ id: 3, origin: "person", publicAt: at, startedAt: minute(25), endedAt: null });
    expect(opened.person).toMatchObject({ title: "Slow sign-in", isBackdated: false });
    expect(statusOf(opened)).toBe("investigating");
    world.book = after;
    expect(world.at(31, web(31)).incidents.map(({ id }) => id)).not.toContain(3);
  });

  it("is over when a person says so", () => {
    const { book } = twoIncidents();
    const opened = edited(book, plan(book, OPEN));
    const edit = {
      kind: "add_update",
      ...by,
      incidentId: 3,
      text: "Fast again.",
      status: "resolved",
      shownAt: null,
    } as const;
    const [incident] = plan(opened, edit).incidents;
    expect(incident).toMatchObject({ endedAt: at, endReason: "person", resolvedAt: at });
    expect(incident && statusOf(incident)).toBe("resolved");
  });

  it("is marked as backdated when it is written down after the fact", () => {
    const { book } = twoIncidents();
    const [incident] = plan(book, { ...OPEN, startedAt: minute(-500), endedAt: minute(-400) }).incidents;
    expect(incident?.person.isBackdated).toBe(true);
    expect(incident).toMatchObject({ startedAt: minute(-500), endedAt: minute(-400), resolvedAt: minute(-400) });
  });

  it.each([
    ["a title and a text", { title: " " }],
    ["at least one component", { components: [] }],
    ["in the future", { startedAt: minute(31) }],
    ["ends after it began", { endedAt: minute(24) }],
  ])("needs %s", (reason, change) => {
    expect(planEdit({ ...OPEN, ...change }, new Map(), 0)).toMatchObject({ refused: expect.stringContaining(reason) });
  });
});

describe("what a person says", () => {
  it("stands beside what Nagios says and is not overwritten by it", () => {
    const world = twoIncidents();
    const edit = {
      kind: "add_update",
      ...by,
      incidentId: 1,
      text: "A disk.",
      status: "identified",
      shownAt: null,
    } as const;
    world.book = edited(world.book, plan(world.book, edit));
    world.at(
      40,
      web(40).map((each) => ({ ...each, acknowledged: true })),
    );
    const [record] = world.book.records;
    expect(record?.incident.person.status).toBe("identified");
    expect(record?.updates.map(({ kind, code }) => code ?? kind)).toEqual(["opened", "person", "identified"]);
  });

  it("can be changed, with a trace of what it was", () => {
    const world = twoIncidents();
    const said = plan(world.book, {
      kind: "add_update",
      ...by,
      incidentId: 1,
      text: "A disc.",
      status: null,
      shownAt: null,
    });
    const kept = said.updates.map((update) => ({ ...update, id: 9 }));
    const book = edited(world.book, { ...said, updates: kept });
    const changed = plan(book, { kind: "change_update", ...by, incidentId: 1, updateId: 9, text: "A disk." });
    expect(changed.updates).toMatchObject([{ id: 9, text: "A disk.", editedAt: at }]);
    expect(changed.traces).toMatchObject([
      { author: "on call", before: { text: "A disc." }, after: { text: "A disk." } },
    ]);
    const automatic = { kind: "change_update", ...by, incidentId: 1, updateId: 0, text: "No." } as const;
    expect(planEdit(automatic, records(book), 2)).toHaveProperty("refused");
  });

  it("corrects times without losing what Nagios saw", () => {
    const { book } = twoIncidents();
    const { incidents, traces } = plan(book, {
      kind: "correct",
      ...by,
      incidentId: 1,
      changes: { startedAt: minute(-5) },
    });
    expect(incidents).toMatchObject([{ startedAt: minute(0), person: { startedAt: minute(-5) } }]);
    expect(traces).toMatchObject([{ kind: "correct", before: { startedAt: null }, after: { startedAt: minute(-5) } }]);
    const wrong = { kind: "correct", ...by, incidentId: 1, changes: { endedAt: minute(-9) } } as const;
    expect(planEdit(wrong, records(book), 2)).toEqual({ refused: "It cannot end before it began." });
  });

  it("publishes a draft once", () => {
    const world = createWorld(componentsOf(web(0), { telling: { mode: "review", delayMs: 0 } }));
    world.at(3, web(3));
    const book = edited(world.book, plan(world.book, { kind: "publish", ...by, incidentId: 1 }));
    expect(book.records[0]?.incident.person.publishedAt).toBe(at);
    expect(planEdit({ kind: "publish", ...by, incidentId: 1 }, records(book), 2)).toHaveProperty("refused");
  });
});

describe("merging and splitting", () => {
  it("moves the problems where rounds leave them", () => {
    const world = twoIncidents();
    world.book = edited(world.book, plan(world.book, { kind: "merge", ...by, incidentId: 2, into: 1 }));
    world.at(31, web(31));
    const [first, second] = world.book.records;
    expect(first?.problems.map(({ key, isPinned }) => [key, isPinned])).toEqual([
      ["web1;HTTP", false],
      ["web1;Disk", true],
    ]);
    expect(first?.incident.components.map(({ slug }) => slug)).toEqual(["web1-http", "web1-disk"]);
    expect(second).toMatchObject({ problems: [], incident: { person: { mergedInto: 1 } } });
    const again = { kind: "merge", ...by, incidentId: 2, into: 1 } as const;
    expect(planEdit(again, records(world.book), 2)).toEqual({ refused: "It was merged into incident 1." });
  });

  it("lets one that was opened by hand follow Nagios", () => {
    const world = twoIncidents();
    world.book = edited(world.book, plan(world.book, OPEN));
    world.book = edited(world.book, plan(world.book, { kind: "merge", ...by, incidentId: 1, into: 3 }));
    const well = web(32).map((each) => object(each.key, each.kind === "host" ? "up" : "ok", minute(31), minute(32)));
    world.at(32, well);
    expect(world.book.records.at(-1)?.incident).toMatchObject({ id: 3, origin: "nagios", endedAt: minute(31) });
    expect(world.book.records.at(-1)?.incident.person.title).toBe("Slow sign-in");
  });

  it("makes an incident of its own of some problems, and they stay apart", () => {
    const world = twoIncidents();
    world.book = edited(world.book, plan(world.book, { kind: "merge", ...by, incidentId: 2, into: 1 }));
    const named = { key: "web1;Disk", startedAt: minute(1) };
    const split = { kind: "split", ...by, incidentId: 1, problems: [named], title: "A disk" } as const;
    world.book = edited(world.book, plan(world.book, split));
    world.at(31, web(31));
    expect(world.book.records.at(-1)).toMatchObject({
      incident: { id: 3, followsId: 1, startedAt: minute(1), endedAt: null, person: { title: "A disk" } },
      problems: [{ key: "web1;Disk", isPinned: true }],
    });
    const all = { ...split, incidentId: 3 };
    expect(planEdit(all, records(world.book), 3)).toEqual({ refused: "One problem at least has to stay." });
  });
});

it("rounds that knew nothing of an edit do not undo it", () => {
  const world = twoIncidents();
  const before = world.book;
  const stale = world.at(
    31,
    web(31).map((each) => ({ ...each, acknowledged: true })),
  );
  const after = edited(before, plan(before, { kind: "correct", ...by, incidentId: 1, changes: { title: "Disks" } }));
  expect(take(after, stale).records[0]?.incident.person.title).toBe("Disks");
});
