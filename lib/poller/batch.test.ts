import { expect, test } from "vitest";
import type { NewIncident } from "@/lib/domain/incident";
import { countChanges, isEmptyBatch, makeBatch } from "./batch";

const INCIDENT: NewIncident = {
  key: "web1",
  kind: "host",
  hostName: "web1",
  serviceDescription: null,
  components: [],
  problemId: 0,
  state: "down",
  startedAt: 1000,
  lastCheckAt: null,
  output: "",
  acknowledged: false,
};

const NOTHING = { opened: [], updated: [], closed: [], comments: [] };

test("past outages get the ids after those of the opened incidents, and count as changes", () => {
  const changes = { ...NOTHING, opened: [1, 2].map(() => ({ incident: INCIDENT, comments: [], reason: "is down" })) };
  const past = [3000, 5000].map((endedAt) => ({ incident: INCIDENT, endedAt }));
  const batch = makeBatch(changes, { at: 9000, lastId: 7, purgeEndedBefore: null, past });
  expect(batch.opened.map(({ id }) => id)).toEqual([8, 9]);
  expect(batch.past).toEqual([
    { id: 10, incident: INCIDENT, endedAt: 3000 },
    { id: 11, incident: INCIDENT, endedAt: 5000 },
  ]);
  expect(countChanges(batch)).toBe(4);
});

test("a batch of nothing but a past outage is not empty", () => {
  const options = { at: 9000, lastId: 7, purgeEndedBefore: null };
  expect(isEmptyBatch(makeBatch(NOTHING, { ...options, past: [] }))).toBe(true);
  expect(isEmptyBatch(makeBatch(NOTHING, { ...options, past: [{ incident: INCIDENT, endedAt: 3000 }] }))).toBe(false);
});
