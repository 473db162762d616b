import { expect, test } from "vitest";
import type { Changes } from "@/lib/domain/incidents/reconcile";
import { ask, componentsOf, EMPTY, minute, object, pastProblem } from "@/lib/domain/incidents/world.testing";
import { createDiary, downtime } from "@/lib/domain/maintenances/world.testing";
import { sampleSnapshot } from "@/lib/domain/sample-snapshot";
import type { ObjectComment } from "@/lib/domain/snapshot";
import type { RoundBatch } from "@/lib/store/store";
import { countChanges, type Decision, isEmptyBatch, makeBatch } from "./batch";

const WELL = ["web1;HTTP", "web2;HTTP", "web3;HTTP"].map((key) => object(key, "ok", minute(-600), minute(0)));
const OUT = [
  object("web1;HTTP", "critical", minute(-60), minute(0)),
  object("web2;HTTP", "critical", minute(-30), minute(0)),
  object("web3;HTTP", "ok", minute(-200), minute(0)),
];

/** What a round decides about some objects, each a component of its own, after seven incidents. */
function decide(
  objects = WELL,
  past = [pastProblem("web3;HTTP", -300, -290)],
  comments: ObjectComment[] = [],
): Decision {
  const snapshot = sampleSnapshot(objects, componentsOf(objects), { createdAt: minute(0), comments });
  const incidents: Changes = ask({ ...EMPTY, lastId: 7 }, snapshot, { past });
  return { incidents, maintenances: { maintenances: [], lines: [] } };
}

const WHEN: Pick<RoundBatch, "at" | "purgeEndedBefore"> = { at: 9000, purgeEndedBefore: null };

test("past and present outages get ids of their own after the last one, in order of time, and count as changes", () => {
  const past = [pastProblem("web3;HTTP", -300, -290), pastProblem("web3;HTTP", -200, -190)];
  const batch = makeBatch(decide(OUT, past), WHEN);
  const named = [...batch.past.map(({ incident }) => incident), ...batch.incidents];
  expect(named.map(({ id, anchorKey, startedAt }) => [id, anchorKey, startedAt])).toEqual([
    [8, "web3;HTTP", minute(-300)],
    [9, "web3;HTTP", minute(-200)],
    [10, "web1;HTTP", minute(-60)],
    [11, "web2;HTTP", minute(-30)],
  ]);
  expect(batch.past.map(({ problems }) => problems.map(({ incidentId }) => incidentId))).toEqual([[8], [9]]);
  expect(batch.problems.map(({ incidentId, key }) => [incidentId, key])).toEqual([
    [10, "web1;HTTP"],
    [11, "web2;HTTP"],
  ]);
  expect(batch.updates.map(({ incidentId, code }) => [incidentId, code])).toEqual([
    [10, "opened"],
    [11, "opened"],
  ]);
  // Two incidents that last, each with a problem and an update; two that are over, each with a problem.
  expect(countChanges(batch)).toBe(2 * 3 + 2 * 2);
});

test("a batch of nothing but a past outage is not empty", () => {
  expect(isEmptyBatch(makeBatch(decide(WELL, []), WHEN))).toBe(true);
  expect(isEmptyBatch(makeBatch(decide(WELL), WHEN))).toBe(false);
});

test("a batch of nothing but maintenance, or of what is to be deleted, is not empty", () => {
  const maintenances = createDiary().at(0, [downtime(1, "shop;HTTP", [10, 20])]);
  const batch = makeBatch({ ...decide(WELL, []), maintenances }, WHEN);
  expect(batch.maintenances).toEqual(maintenances.maintenances);
  expect([batch.maintenances.length, countChanges(batch), isEmptyBatch(batch)]).toEqual([1, 1, false]);
  expect(isEmptyBatch(makeBatch(decide(WELL, []), { at: 9000, purgeEndedBefore: 5000 }))).toBe(false);
});

test("comments are kept under the names of their object", () => {
  const said = { kind: "user", enteredAt: minute(-20), author: "ops", text: "looking" } as const;
  const comments = [{ key: "web1;HTTP", commentId: 3, ...said }];
  const batch = makeBatch(decide(OUT, [], comments), WHEN);
  const kept = { commentId: 3, enteredAt: minute(-20), author: "ops", text: "looking" };
  expect(batch.comments).toEqual([
    { incidentId: 8, comment: { ...kept, hostName: "web1", serviceDescription: "HTTP" } },
  ]);
  expect(countChanges(batch)).toBe(2 * 3 + 1);
});
