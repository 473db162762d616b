import { readFileSync, rmSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { HOUR_MS } from "@/lib/domain/time";
import {
  makeBatch,
  makeComment,
  makeMaintenance,
  makePast,
  makeProblem,
  makeSample,
  NOON,
} from "@/lib/store/contract/samples.testing";
import { listBackups } from "./backup-files";
import { fill, openOne, readAll } from "./healing.testing";

/** Changes one letter of a text in the file, as a bad disk does; SQLite notices nothing. */
function flip(path: string, text: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(text);
  if (at < 0) throw new Error(`the file does not hold ${text}`);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

async function makeClosed() {
  const opened = await openOne();
  await fill(opened.store, 5);
  const before = await readAll(opened.store);
  await opened.store.close();
  return { ...opened, before };
}

describe("a row that is not what was written", () => {
  test.each([
    ["an incident", "web1;service 3"],
    ["a problem", "output of 3"],
    ["a maintenance", "work of 1"],
    ["a trace", '"reviewUrl":null'],
    ["a person's words", "words about 1"],
    ["a comment of Nagios", "looking into it"],
    ["a link", "https://example.org/1"],
  ])("of %s is put back from backup and journal when it is opened, and that is said", async (_, text) => {
    const { path, before } = await makeClosed();
    flip(path, text);
    const database = new Database(path, { readonly: true });
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    database.close();
    const { store, events } = await openOne(path);
    expect(await readAll(store)).toEqual(before);
    expect(store.facts().warnings).toEqual([]);
    expect(events).toContainEqual(expect.objectContaining({ kind: "recovery", code: "db_damaged_rows" }));
  });

  test("is put back within the hour, whatever was changed about it meanwhile", async () => {
    const { path, before } = await makeClosed();
    let at = NOON;
    const { store } = await openOne(path, { now: () => at });
    flip(path, "output of 3");
    const after = makeProblem(3, "service 3", { output: "news", problemId: 3 });
    await store.commit(makeBatch({ at: NOON + 99, problems: [after] }));
    at += HOUR_MS;
    await store.tend();
    const changed = before.map((record) => (record.incident.id === 3 ? { ...record, problems: [after] } : record));
    expect(store.facts().warnings).toEqual([]);
    expect(await readAll(store)).toEqual(changed);
  });

  test("and is in no backup is a warning that names its incident", async () => {
    const { path, backupFolder } = await makeClosed();
    rmSync(backupFolder, { recursive: true });
    flip(path, "output of 3");
    const { store, events } = await openOne(path);
    expect(store.facts().warnings).toMatchObject([
      { code: "db_damaged_rows", message: expect.stringContaining("Rows of incident 3 are not what was written") },
    ]);
    expect(events).toContainEqual(expect.objectContaining({ kind: "failure", code: "db_damaged_rows" }));
    expect(listBackups(backupFolder)).toHaveLength(1);
  });
});

test("what a person changes by hand stays when it is marked to be sealed", async () => {
  const { path } = await makeClosed();
  const database = new Database(path);
  database.exec("update incident_problems set output = 'corrected', seal = -1 where incident_id = 3");
  database.close();
  const { store } = await openOne(path);
  expect((await store.findIncident(3))?.problems[0]?.output).toBe("corrected");
  expect(store.facts().warnings).toEqual([]);
});

test("every kind of change keeps the seals whole", async () => {
  const { path, store, events } = await openOne();
  await fill(store, 6);
  const said = makeComment(77, { enteredAt: NOON + 5 });
  await store.commit(
    makeBatch({
      at: NOON + 50,
      incidents: [{ ...makeSample(1, "service 1").incident, components: [] }],
      problems: [
        makeProblem(1, "service 1", { output: "slow" }),
        makeProblem(3, "service 3", { endedAt: NOON + 60, endReason: "removed" }),
        makeProblem(3, "service 3", { startedAt: NOON + 60, problemId: 3 }),
      ],
      maintenances: [makeMaintenance(1, { status: "completed", endedAt: NOON + 9 })],
      past: [makePast(50, "past", NOON + 10, NOON + 20)],
      comments: [{ incidentId: 2, comment: said }],
      purgeEndedBefore: NOON + 3,
    }),
  );
  const by = { author: "Ops", at: NOON + 99 };
  await store.edit({ kind: "merge", incidentId: 3, into: 5, ...by });
  await store.edit({ kind: "correct", incidentId: 5, changes: { title: "one" }, ...by });
  await store.close();
  const again = await openOne(path);
  expect([...events, ...again.events].filter(({ code }) => code === "db_damaged_rows")).toEqual([]);
  expect(again.store.facts().warnings).toEqual([]);
});
