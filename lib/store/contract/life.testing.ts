import { expect, test } from "vitest";
import {
  makeBatch,
  makeComment,
  makeHistory,
  makeMaintenance,
  makePoint,
  makeProblem,
  makeSample,
  makeWords,
  NOON,
  POSITION,
  RECORD,
  SEARCH,
} from "./samples.testing";
import type { Subject } from "./subject.testing";

/** Calls at the same time, values that are shared with nobody, the end of a store. */
export function describeLife(s: Subject): void {
  test("what is given and answered is nobody else's: changing it later changes nothing that is kept", async () => {
    const { incident, problems } = makeSample(1, "HTTP");
    const components = [...incident.components];
    const maintenance = makeMaintenance(1);
    const shared = { ...incident, components };
    await s.store.commit(makeBatch({ incidents: [shared], problems, maintenances: [maintenance] }));
    const before = structuredClone(await s.listEverything());
    components.push({ slug: "x", name: "X", group: null, state: "unknown" });
    shared.impact = "unknown";
    for (const problem of problems) problem.output = "changed";
    maintenance.comment = "changed";
    const answered = await s.find(1);
    answered.incident.impact = "unknown";
    answered.incident.person.title = "changed too";
    expect(await s.listEverything()).toEqual(before);
    expect((await s.store.findMaintenance(1))?.comment).toBe("new disks");
  });

  test("rounds that are begun at the same time are written in their order", async () => {
    const ids = await Promise.all(["a", "b", "c"].map((service) => s.openOne(service)));
    const outputs = ["first", "second", "third"];
    await Promise.all(
      outputs.map((output) =>
        s.store.commit(makeBatch({ problems: ids.map((id, at) => makeProblem(id, "abc".charAt(at), { output })) })),
      ),
    );
    const records = await s.store.listIncidents({ which: { kind: "all" }, limit: 10 });
    expect(records.map(({ problems }) => problems[0]?.output)).toEqual(["third", "third", "third"]);
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
    await expect(s.store.edit(makeWords(1))).rejects.toMatchObject(refused);
    await expect(s.store.lastIncidentId()).rejects.toMatchObject(refused);
    await expect(s.store.listMaintenances({ since: 0, limit: 1 })).rejects.toMatchObject(refused);
    await expect(s.store.findMaintenance(1)).rejects.toMatchObject(refused);
    await expect(s.store.lastMaintenanceId()).rejects.toMatchObject(refused);
    await expect(s.store.addHistory(makeHistory())).rejects.toMatchObject(refused);
    await expect(s.store.readHistory(null)).rejects.toMatchObject(refused);
    await expect(s.store.readLogProgress()).rejects.toMatchObject(refused);
    await expect(s.store.addPoints({ points: [], dropBefore: 0 })).rejects.toMatchObject(refused);
    await expect(s.store.listPoints()).rejects.toMatchObject(refused);
    await expect(s.store.record({ events: [], polls: [] })).rejects.toMatchObject(refused);
    await expect(s.store.listRecord(0)).rejects.toMatchObject(refused);
    await expect(s.store.backUp()).rejects.toMatchObject(refused);
  });
}

/** What a store that remembers has after it was closed and opened again. */
export function describeMemory(s: Subject): void {
  test("what was written is there after closing and opening again", async () => {
    const id = await s.openOne("HTTP", { problemId: 17 }, [makeComment(1)]);
    await s.edit(makeWords(id));
    await s.edit({ kind: "correct", incidentId: id, author: "Ops", at: NOON, changes: { title: "The shop" } });
    await s.store.commit(makeBatch({ maintenances: [makeMaintenance(5)] }));
    await s.store.record(RECORD);
    await s.store.addPoints({ points: [makePoint(NOON)], dropBefore: 0 });
    const marks = [{ key: "web1", track: "state" as const, at: NOON, value: 5 }];
    const progress = { log: POSITION, search: SEARCH, searched: [{ key: "web1", since: NOON }] };
    await s.store.addHistory({ marks, removed: [], ...progress });
    const before = await s.listEverything();
    await s.reopen();
    expect(await s.listEverything()).toEqual(before);
    expect(await s.store.listRecord(0)).toEqual(RECORD);
    expect(await s.store.listPoints()).toEqual([makePoint(NOON)]);
    expect(await s.readHistory()).toEqual([{ key: "web1", track: "state", steps: { ats: [NOON], values: [5] } }]);
    expect(await s.store.readLogProgress()).toEqual(progress);
    expect(await s.store.lastIncidentId()).toBe(id);
    expect(await s.store.lastMaintenanceId()).toBe(5);
    expect(await s.store.findMaintenance(5)).toMatchObject(makeMaintenance(5));
    await expect(s.openOne("HTTP", { startedAt: NOON })).rejects.toMatchObject({ code: "already_open" });
    expect(await s.openOne("DNS")).toBeGreaterThan(id);
  });
}
