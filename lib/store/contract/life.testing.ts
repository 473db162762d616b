import { expect, test } from "vitest";
import { makeBatch, makeComment, makeHistory, makeIncident, NOON, POSITION, RECORD, SEARCH } from "./samples.testing";
import type { Subject } from "./subject.testing";

/** Calls at the same time, values that are shared with nobody, the end of a store. */
export function describeLife(s: Subject): void {
  test("what is given and answered is nobody else's: changing it later changes nothing that is kept", async () => {
    const components = [{ slug: "shop", name: "Shop", group: null }];
    const incident = makeIncident("HTTP", { components });
    const id = await s.openOne(incident);
    const before = structuredClone(await s.listEverything());
    components.push({ slug: "x", name: "X", group: null });
    incident.output = "changed";
    const answered = await s.store.findIncident(id);
    if (answered !== null) answered.incident.output = "changed too";
    expect(await s.listEverything()).toEqual(before);
  });

  test("rounds that are begun at the same time are written in their order", async () => {
    const ids = await Promise.all(["a", "b", "c"].map((service) => s.openOne(makeIncident(service))));
    const outputs = ["first", "second", "third"];
    await Promise.all(
      outputs.map((output) => s.store.commit(makeBatch({ updated: ids.map((id) => ({ id, patch: { output } })) }))),
    );
    const records = await s.store.listIncidents({ which: { kind: "all" }, limit: 10 });
    expect(records.map(({ incident }) => incident.output)).toEqual(["third", "third", "third"]);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  test("it answers a ping until it is closed, and nothing afterwards", async () => {
    await expect(s.store.ping()).resolves.toBeUndefined();
    await s.store.close();
    await s.store.close();
    const refused = { name: "StoreError", code: "db_closed" };
    await expect(s.store.ping()).rejects.toMatchObject(refused);
    await expect(s.store.commit(makeBatch())).rejects.toMatchObject(refused);
    await expect(s.listEverything()).rejects.toMatchObject(refused);
    await expect(s.store.findIncident(1)).rejects.toMatchObject(refused);
    await expect(s.store.addUpdate(1, { author: "a", text: "b", createdAt: NOON })).rejects.toMatchObject(refused);
    await expect(s.store.setReviewUrl(1, "x")).rejects.toMatchObject(refused);
    await expect(s.store.lastIncidentId()).rejects.toMatchObject(refused);
    await expect(s.store.addHistory(makeHistory())).rejects.toMatchObject(refused);
    await expect(s.store.readHistory(null)).rejects.toMatchObject(refused);
    await expect(s.store.readLogProgress()).rejects.toMatchObject(refused);
    await expect(s.store.record({ events: [], polls: [] })).rejects.toMatchObject(refused);
    await expect(s.store.listRecord(0)).rejects.toMatchObject(refused);
    await expect(s.store.backUp()).rejects.toMatchObject(refused);
  });
}

/** What a store that remembers has after it was closed and opened again. */
export function describeMemory(s: Subject): void {
  test("what was written is there after closing and opening again", async () => {
    const id = await s.openOne(makeIncident("HTTP"), [makeComment(1)]);
    await s.store.addUpdate(id, { author: "Ops", text: "We are on it", createdAt: NOON });
    await s.store.record(RECORD);
    const marks = [{ key: "web1", track: "state" as const, at: NOON, value: 5 }];
    const progress = { log: POSITION, search: SEARCH, searched: [{ key: "web1", since: NOON }] };
    await s.store.addHistory({ marks, removed: [], ...progress });
    const before = await s.listEverything();
    await s.reopen();
    expect(await s.listEverything()).toEqual(before);
    expect(await s.store.listRecord(0)).toEqual(RECORD);
    expect(await s.readHistory()).toEqual([{ key: "web1", track: "state", steps: { ats: [NOON], values: [5] } }]);
    expect(await s.store.readLogProgress()).toEqual(progress);
    expect(await s.store.lastIncidentId()).toBe(id);
    await expect(s.openOne(makeIncident("HTTP"))).rejects.toMatchObject({ code: "already_open" });
    expect(await s.openOne(makeIncident("DNS"))).toBeGreaterThan(id);
  });
}
