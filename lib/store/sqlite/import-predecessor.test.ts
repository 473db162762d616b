import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { UNTOUCHED } from "@/lib/domain/incident";
import {
  joinSamples,
  makeBatch,
  makeComment,
  makeProblem,
  makeSample,
  makeWords,
  NOON,
} from "@/lib/store/contract/samples.testing";
import { importPredecessor } from "./import-predecessor";
import { readMigrations } from "./migrations";
import { type HealingStore, type Opening, openSqliteStore } from "./open-sqlite";
import { insertRows, makePredecessorDatabase } from "./predecessor-database.testing";
import { listBeside, MIGRATIONS_FOLDER, makeFolder, sqliteOptions } from "./temporary-database.testing";

const BACKUP = "status.db.predecessor-20260314-120000";

async function open(path: string): Promise<{ store: HealingStore; opening: Opening }> {
  const opened = await openSqliteStore(sqliteOptions(path, { busyWaitMs: 200 }));
  onTestFinished(() => opened.store.close());
  return opened;
}

const ENDED = {
  id: 41,
  incident_type: "host",
  host_name: "db1",
  service_description: null,
  state: "DOWN",
  started_at: "2026-03-13 09:00:00.000000",
  ended_at: "2026-03-13 10:30:00.500000",
  last_check: "2026-03-13 10:29:00.000000",
  plugin_output: "CRITICAL - Host Unreachable",
};
const LASTING = {
  ...ENDED,
  id: 57,
  incident_type: "service",
  host_name: "web1",
  service_description: "HTTP",
  state: "CRITICAL",
  started_at: "2026-03-14 11:50:00.000000",
  ended_at: null,
};

function makeOld(fill: (database: Database.Database) => void, options?: { older: boolean }): string {
  const path = join(makeFolder(), "status.db");
  const database = makePredecessorDatabase(path, options);
  fill(database);
  database.close();
  return path;
}

function makeTypical(): string {
  return makeOld((old) => {
    const reviewed = { ...ENDED, post_incident_review_url: "https://example.org/review", acknowledged: 1 };
    insertRows(old, "incidents", [reviewed, LASTING]);
    insertRows(old, "comments", [
      { id: 9, incident_id: 57, author: "Ops", comment_text: 'it\'s "us"', created_at: "2026-03-14 11:52:00.000000" },
    ]);
    insertRows(old, "nagios_comments", [
      {
        id: 12,
        incident_id: 57,
        entry_time: "2026-03-14 11:51:00.000000",
        author: "nagiosadmin",
        comment_data: "looking into it",
        host_name: "web1",
        service_description: "HTTP",
      },
    ]);
  });
}

test("the predecessor's history is taken over with its ids, and its file stays beside ours unchanged", async () => {
  const path = makeTypical();
  const before = readFileSync(path);
  const { store, opening } = await open(path);
  const backupPath = join(dirname(path), BACKUP);
  expect(opening).toEqual({
    kind: "imported",
    backupPath,
    counts: { incidents: 2, updates: 1, nagiosComments: 1, superseded: 0, skipped: 0 },
  });
  expect(readFileSync(backupPath).equals(before)).toBe(true);
  const [startedAt, endedAt] = [Date.UTC(2026, 2, 13, 9), Date.UTC(2026, 2, 13, 10, 30, 0, 500)];
  expect(await store.findIncident(41)).toEqual({
    incident: {
      id: 41,
      origin: "nagios",
      rootKey: "db1",
      anchorKey: "db1",
      anchorAt: startedAt,
      startedAt,
      endedAt,
      endReason: "recovered",
      resolvedAt: endedAt,
      acknowledged: true,
      unstable: false,
      components: [],
      impact: "major_outage",
      publicAt: startedAt,
      isDraft: false,
      followsId: null,
      mergedInto: null,
      person: { ...UNTOUCHED, reviewUrl: "https://example.org/review" },
    },
    problems: [
      makeProblem(41, "", {
        key: "db1",
        startedAt,
        confirmedAt: startedAt,
        state: "down",
        endedAt,
        lastCheckAt: Date.UTC(2026, 2, 13, 10, 29),
        output: "CRITICAL - Host Unreachable",
        acknowledged: true,
        reason: "opened by an earlier version",
      }),
    ],
    updates: [
      expect.objectContaining({ kind: "automatic", code: "opened", at: startedAt, status: "investigating" }),
      expect.objectContaining({ kind: "automatic", code: "resolved", at: endedAt, status: "resolved" }),
    ],
    nagiosComments: [],
    edits: [],
  });
  const lasting = await store.findIncident(57);
  expect(lasting?.incident).toMatchObject({ anchorKey: "web1;HTTP", endedAt: null, acknowledged: false });
  expect(lasting?.incident.person).toEqual(UNTOUCHED);
  const said = { id: 9, incidentId: 57, kind: "person", author: "Ops", text: 'it\'s "us"' };
  expect(lasting?.updates).toMatchObject([{ code: "opened" }, { ...said, at: Date.UTC(2026, 2, 14, 11, 52) }]);
  expect(lasting?.nagiosComments).toMatchObject([{ id: 12, enteredAt: Date.UTC(2026, 2, 14, 11, 51) }]);
});

test("ids continue after the highest", async () => {
  const { store } = await open(makeTypical());
  expect(await store.lastIncidentId()).toBe(57);
  await store.commit(makeBatch(joinSamples(makeSample(58, "DNS"))));
  const outcome = await store.edit(makeWords(58));
  if (outcome.kind !== "done") throw new Error("it is kept");
  for (const { id } of outcome.record.updates) expect(id).toBeGreaterThan(9);
});

test("an imported open incident is the object's only one, and a comment that Nagios still has is not kept twice", async () => {
  const { store } = await open(makeTypical());
  const again = makeBatch(joinSamples(makeSample(1, "HTTP", { startedAt: NOON })));
  await expect(store.commit(again)).rejects.toMatchObject({ code: "already_open" });
  const enteredAt = Date.UTC(2026, 2, 14, 11, 51);
  const said = [makeComment(3, { enteredAt }), makeComment(4, { enteredAt, text: "and again" })];
  const batch = makeBatch({ comments: said.map((comment) => ({ incidentId: 57, comment })) });
  for (let round = 0; round < 2; round += 1) await store.commit(batch);
  const record = await store.findIncident(57);
  expect(record?.nagiosComments.map(({ id, commentId, text }) => [id, commentId, text])).toEqual([
    [12, 3, "looking into it"],
    [13, 4, "and again"],
  ]);
});

test("a file of an older version, without review links and acknowledgements, is taken over too", async () => {
  const path = makeOld((old) => insertRows(old, "incidents", [ENDED, LASTING]), { older: true });
  const { store, opening } = await open(path);
  expect(opening).toMatchObject({ kind: "imported", counts: { incidents: 2, skipped: 0 } });
  expect((await store.findIncident(57))?.incident).toMatchObject({ acknowledged: false, person: { reviewUrl: null } });
});

test("a file without any incident becomes an empty history", async () => {
  const { store, opening } = await open(makeOld(() => {}));
  expect(opening).toMatchObject({ kind: "imported", counts: { incidents: 0 } });
  expect(await store.listIncidents({ which: { kind: "all" }, limit: 1 })).toEqual([]);
});

test("of several open incidents for one object only the newest stays open", async () => {
  const starts = ["2026-03-14 09:00:00.000000", "2026-03-14 11:00:00.000000", "2026-03-14 10:00:00.000000"];
  const path = makeOld((old) => {
    const rows = starts.map((started_at, at) => ({ ...LASTING, id: at + 1, started_at }));
    insertRows(old, "incidents", rows);
  });
  const { store, opening } = await open(path);
  expect(opening).toMatchObject({ counts: { incidents: 3, superseded: 2 } });
  const active = await store.listIncidents({ which: { kind: "active" }, limit: 9 });
  expect(active.map(({ incident }) => incident.id)).toEqual([2]);
  const first = (await store.findIncident(1))?.incident;
  expect(first).toMatchObject({ endedAt: Date.UTC(2026, 2, 14, 11), endReason: "superseded" });
});

test("one bad row costs no other: it is left out and counted", async () => {
  const path = makeOld((old) => {
    insertRows(old, "incidents", [{ ...ENDED, started_at: "garbage", last_check: null, ended_at: null }, LASTING]);
    const update = { author: "Ops", comment_text: "hm", created_at: "2026-03-14 11:52:00.000000" };
    insertRows(old, "comments", [
      { id: 1, incident_id: 41, ...update },
      { id: 2, incident_id: 999, ...update },
      { id: 3, incident_id: 57, ...update },
    ]);
  });
  const { store, opening } = await open(path);
  expect(opening).toMatchObject({ counts: { incidents: 1, updates: 1, skipped: 3 } });
  const said = (await store.findIncident(57))?.updates.filter(({ kind }) => kind === "person");
  expect(said?.map(({ id }) => id)).toEqual([3]);
});

test("what the predecessor had written but not yet moved into its file is taken over too", async () => {
  const folder = makeFolder();
  const old = makePredecessorDatabase(join(folder, "running.db"));
  onTestFinished(() => {
    old.close();
  });
  old.pragma("journal_mode = WAL");
  insertRows(old, "incidents", [ENDED, LASTING]);
  const crashed = makeFolder();
  for (const suffix of ["", "-wal"])
    copyFileSync(join(folder, `running.db${suffix}`), join(crashed, `status.db${suffix}`));
  expect(statSync(join(crashed, "status.db-wal")).size).toBeGreaterThan(0);
  const { store, opening } = await open(join(crashed, "status.db"));
  expect(opening).toMatchObject({ kind: "imported", counts: { incidents: 2 } });
  await store.close();
  expect(listBeside(join(crashed, "status.db"))).toEqual(["status.db", BACKUP]);
});

test("a predecessor that is writing is not disturbed", async () => {
  const path = makeTypical();
  const before = readFileSync(path);
  const running = new Database(path);
  running.exec("begin immediate");
  await expect(open(path)).rejects.toMatchObject({ name: "StoreError", code: "db_locked" });
  running.exec("rollback");
  running.close();
  expect(readFileSync(path).equals(before)).toBe(true);
  expect((await open(path)).opening.kind).toBe("imported");
});

test("a predecessor that has its database open with a write-ahead log must be stopped first", async () => {
  const path = makeTypical();
  const running = new Database(path);
  running.pragma("journal_mode = WAL");
  expect(running.prepare("select count(*) from incidents").pluck().get()).toBe(2);
  await expect(open(path)).rejects.toMatchObject({ code: "db_locked" });
  running.close();
  const { opening } = await open(path);
  expect(opening).toMatchObject({ kind: "imported", counts: { incidents: 2 } });
});

test("a database of ours that took the predecessor's place meanwhile is not taken for it", async () => {
  const path = makeTypical();
  const { store } = await open(path);
  const known = readMigrations(MIGRATIONS_FOLDER);
  expect(await importPredecessor(path, known, NOON, 200)).toBeNull();
  await store.close();
  expect(await importPredecessor(path, known, NOON, 200)).toBeNull();
  expect((await open(path)).opening).toEqual({ kind: "opened" });
});

test("an import that was interrupted is done again from the start", async () => {
  const path = makeTypical();
  writeFileSync(`${path}.importing`, "half a database");
  const { opening } = await open(path);
  expect(opening.kind).toBe("imported");
  expect(listBeside(path)).toEqual(["status.db", BACKUP]);
});

test("it is imported once, also when two start at the same time: the other is refused", async () => {
  const path = makeTypical();
  const [one, other] = await Promise.allSettled([open(path), open(path)]);
  expect(one).toMatchObject({ status: "fulfilled", value: { opening: { kind: "imported" } } });
  expect(other).toMatchObject({ status: "rejected", reason: { code: "db_in_use" } });
  expect(listBeside(path)).toEqual(["status.db", BACKUP]);
});
