import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeInSlices } from "./component-state";
import type { Incident } from "./incident";
import { DEFAULT_MAPPING, type Rule } from "./policy";
import { type Changes, type OpenIncident, reconcile } from "./reconcile";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "./sample-snapshot";
import { drain } from "./slices";
import type { CheckResult, ObjectComment, Snapshot, WatchedObject } from "./snapshot";

const up = sampleObject("web1", null, "up");
const critical = sampleObject("web1", "HTTP", "critical");

function snapshotOf(objects: WatchedObject[], more: Partial<Snapshot> = {}, rule: Rule = { kind: "worst" }): Snapshot {
  return sampleSnapshot(objects, [sampleComponent("website", objects, { rule })], more);
}

function decide(snapshot: Snapshot, open: readonly OpenIncident[] = [], isKnown = () => false): Changes {
  const judgement = drain(judgeInSlices(snapshot, DEFAULT_MAPPING));
  return reconcile({ open, snapshot, mapping: DEFAULT_MAPPING, judgement, isKnown });
}

/** What the store would hold after the changes. */
function apply(open: readonly OpenIncident[], changes: Changes, firstId = 1): OpenIncident[] {
  const closed = new Set(changes.closed.map(({ id }) => id));
  const kept = open
    .filter(({ incident }) => !closed.has(incident.id))
    .map(({ incident, comments }) => {
      const patch = changes.updated.find(({ id }) => id === incident.id)?.patch;
      const added = changes.comments
        .filter(({ incidentId }) => incidentId === incident.id)
        .map(({ comment }) => comment);
      return { incident: { ...incident, ...patch }, comments: [...comments, ...added] };
    });
  const opened = changes.opened.map(({ incident, comments }, index) => ({
    incident: { ...incident, id: firstId + index, endedAt: null, endReason: null, reviewUrl: null } satisfies Incident,
    comments,
  }));
  return [...kept, ...opened];
}

function openFor(objects: WatchedObject[]): OpenIncident[] {
  return apply([], decide(snapshotOf(objects)));
}

const NOTHING: Changes = { opened: [], updated: [], closed: [], comments: [] };

describe("opening", () => {
  it("a confirmed outage opens one incident that began when the problem began", () => {
    const { opened } = decide(snapshotOf([up, critical]));
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({
      incident: { key: "web1;HTTP", problemId: 7, startedAt: SAMPLE_AT - 600_000, state: "critical" },
      reason: "opened: HARD CRITICAL",
    });
    expect(opened[0]?.incident.components).toEqual([{ slug: "website", name: "Website", group: null }]);
  });

  it.each([
    ["soft", { confirmed: "ok" }],
    ["only a warning", { confirmed: "warning", current: "warning" }],
    ["in a downtime", { inDowntime: true }],
    ["frozen", { monitored: false }],
    ["not even checked", { confirmed: "pending", current: "pending" }],
    ["OK again", { current: "ok" }],
  ] as const)("a problem that is %s opens none", (_, more) => {
    expect(decide(snapshotOf([up, { ...critical, ...more }])).opened).toEqual([]);
  });

  it("a host that is down speaks for its services, even before it is confirmed", () => {
    const down = sampleObject("web1", null, "down");
    expect(decide(snapshotOf([down, critical])).opened.map(({ incident }) => incident.key)).toEqual(["web1"]);
    const softlyDown = { ...up, current: "down" } as const;
    expect(decide(snapshotOf([softlyDown, critical])).opened).toEqual([]);
  });

  it("a host that only carries chosen services speaks for them in their component", () => {
    const carrier = sampleObject("web1", null, "down", { chosen: false });
    const snapshot = sampleSnapshot([carrier, critical], [sampleComponent("website", [critical])]);
    const { opened } = decide(snapshot);
    expect(opened.map(({ incident }) => [incident.key, incident.components[0]?.slug])).toEqual([["web1", "website"]]);
  });

  it("a failure that the component's rule forgives opens none", () => {
    const spare = sampleObject("web2", "HTTP", "ok");
    expect(decide(snapshotOf([critical, spare], {}, { kind: "best" })).opened).toEqual([]);
    expect(decide(snapshotOf([critical, spare], {}, { kind: "worst" })).opened).toHaveLength(1);
  });

  it("takes the comments along that were made since the problem began, not older ones", () => {
    const comment = (enteredAt: number): ObjectComment => ({
      key: "web1;HTTP",
      commentId: enteredAt,
      kind: "acknowledgement",
      enteredAt,
      author: "ops",
      text: "on it",
    });
    const comments = [comment(SAMPLE_AT - 700_000), comment(SAMPLE_AT - 60_000)];
    const { opened } = decide(snapshotOf([up, critical], { comments }));
    expect(opened[0]?.comments).toEqual([comments[1]]);
  });
});

describe("while it lasts", () => {
  it("the same snapshot changes nothing", () => {
    expect(decide(snapshotOf([up, critical]), openFor([up, critical]))).toEqual(NOTHING);
  });

  it("an acknowledgement, another state and a problem id are noted with their reason", () => {
    const open = openFor([up, { ...critical, problemId: 0 }]);
    const { updated } = decide(snapshotOf([up, { ...critical, acknowledged: true, confirmed: "warning" }]), open);
    expect(updated).toMatchObject([{ id: 1, patch: { acknowledged: true, state: "warning", problemId: 7 } }]);
    expect(updated[0]?.reason).toBe("updated: critical became warning, acknowledged, is problem 7");
  });

  it("pending after a restart of Nagios neither closes nor opens anything", () => {
    const pending = { ...critical, confirmed: "pending", current: "pending", problemId: 0 } as const;
    expect(decide(snapshotOf([up, pending]), openFor([up, critical]))).toEqual(NOTHING);
  });

  it("a downtime that begins later leaves it open", () => {
    expect(decide(snapshotOf([up, { ...critical, inDowntime: true }]), openFor([up, critical])).closed).toEqual([]);
  });
});

describe("closing", () => {
  it("a recovery, soft or hard, closes with Nagios' time", () => {
    const well = sampleObject("web1", "HTTP", "ok", { changedAt: SAMPLE_AT - 20_000 });
    expect(decide(snapshotOf([up, well]), openFor([up, critical])).closed).toEqual([
      { id: 1, endedAt: SAMPLE_AT - 20_000, endReason: "recovered", reason: "closed: OK again" },
    ]);
  });

  it("an object that is gone from Nagios closes as removed, one that is no longer chosen as unpublished", () => {
    const open = openFor([up, critical]);
    expect(decide(snapshotOf([up]), open).closed).toMatchObject([{ endReason: "removed", endedAt: SAMPLE_AT }]);
    expect(decide(snapshotOf([up]), open, () => true).closed).toMatchObject([{ endReason: "unpublished" }]);
  });

  it("another problem of the same object closes the old one and opens a new one", () => {
    const other = { ...critical, problemId: 9, problemBeganAt: SAMPLE_AT - 30_000 };
    const changes = decide(snapshotOf([up, other]), openFor([up, critical]));
    expect(changes.closed).toMatchObject([{ id: 1, endReason: "superseded", endedAt: SAMPLE_AT - 30_000 }]);
    expect(changes.opened).toMatchObject([{ incident: { problemId: 9, startedAt: SAMPLE_AT - 30_000 } }]);
  });

  it("an object that is chosen and lacks in the file for now closes nothing", () => {
    const components = [sampleComponent("website", [up, critical])];
    expect(decide(sampleSnapshot([up], components), openFor([up, critical]))).toEqual(NOTHING);
  });

  it("never ends before it began", () => {
    const well = sampleObject("web1", "HTTP", "ok", { changedAt: SAMPLE_AT - 5_000_000 });
    expect(decide(snapshotOf([up, well]), openFor([up, critical])).closed[0]?.endedAt).toBe(SAMPLE_AT - 600_000);
  });
});

describe("whatever Nagios says", () => {
  const result = fc.constantFrom<CheckResult>("ok", "warning", "critical", "unknown", "pending");
  const service = fc
    .record({
      confirmed: result,
      current: result,
      problemId: fc.integer({ min: 0, max: 3 }),
      inDowntime: fc.boolean(),
      monitored: fc.boolean(),
    })
    .map((more) => more);
  const site = fc
    .tuple(fc.constantFrom<CheckResult>("up", "down"), service, service)
    .map(([host, a, b]) => [
      sampleObject("web1", null, host),
      { ...sampleObject("web1", "A", a.confirmed), ...a },
      { ...sampleObject("web1", "B", b.confirmed), ...b },
    ]);

  it("running twice changes nothing, and no object has two open incidents", () => {
    fc.assert(
      fc.property(fc.array(site, { minLength: 1, maxLength: 12 }), (rounds) => {
        let open: OpenIncident[] = [];
        for (const [index, objects] of rounds.entries()) {
          const snapshot = snapshotOf(objects);
          open = apply(open, decide(snapshot, open), index * 10 + 1);
          expect(decide(snapshot, open)).toEqual(NOTHING);
          const keys = open.map(({ incident }) => incident.key);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
    );
  });

  it("the order of objects does not matter", () => {
    fc.assert(
      fc.property(site, (objects) => {
        const keysOf = (changes: Changes) => changes.opened.map(({ incident }) => incident.key).sort();
        const components = [sampleComponent("website", objects)];
        const forwards = decide(sampleSnapshot(objects, components));
        const backwards = decide(sampleSnapshot([...objects].reverse(), components));
        expect(keysOf(forwards)).toEqual(keysOf(backwards));
      }),
    );
  });
});
