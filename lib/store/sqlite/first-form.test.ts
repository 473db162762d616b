import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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
import { listBackups, nameBackup } from "./backup-files";
import type { Entry } from "./change";
import { type SqliteDatabase, withDatabase } from "./connection";
import type { FirstFormChange } from "./first-form";
import { insertSealed, makeFirstForm, makeOldBatch, makeOldIncident, makeOldWords } from "./first-form.testing";
import { damage, openOne, readAll } from "./healing.testing";
import { formatEntry, formatHead } from "./journal-line";
import { readMeta, setSeq } from "./store-meta";
import { makeFolder } from "./temporary-database.testing";

const MIGRATED = { kind: "migrated", steps: ["0003_incidents", "0004_metrics"] };

async function openOld(fill: (database: SqliteDatabase) => void) {
  const path = join(makeFolder(), "status.db");
  makeFirstForm(path, fill);
  return openOne(path);
}

describe("an incident of an older version", () => {
  test("that lasts becomes an incident with one problem and what the page told", async () => {
    const { store, opening } = await openOld((old) => {
      insertSealed(old, "incidents", [makeOldIncident(7, "HTTP", { acknowledged: 1 })]);
      insertSealed(old, "incident_updates", [makeOldWords(3, 7, NOON + 5)]);
      const { commentId, enteredAt, author, text, hostName } = makeComment(4);
      const comment = {
        incident_id: 7,
        comment_id: commentId,
        entered_at: enteredAt,
        author,
        text,
        host_name: hostName,
      };
      insertSealed(old, "nagios_comments", [{ id: 2, ...comment, service_description: null }]);
    });
    expect(opening).toMatchObject(MIGRATED);
    const components = [{ slug: "shop", name: "Shop", group: null, state: "major_outage" }];
    const record = await store.findIncident(7);
    expect(record).toEqual({
      incident: {
        id: 7,
        origin: "nagios",
        rootKey: "web1;HTTP",
        anchorKey: "web1;HTTP",
        anchorAt: NOON,
        startedAt: NOON,
        endedAt: null,
        endReason: null,
        resolvedAt: null,
        acknowledged: true,
        unstable: false,
        components,
        impact: "major_outage",
        publicAt: NOON,
        isDraft: false,
        followsId: null,
        mergedInto: null,
        person: UNTOUCHED,
      },
      problems: [
        makeProblem(7, "HTTP", {
          startedAt: NOON,
          confirmedAt: NOON,
          problemId: 17,
          lastCheckAt: NOON + 1,
          output: "output of 7",
          acknowledged: true,
          reason: "opened by an earlier version",
        }),
      ],
      updates: [
        expect.objectContaining({ kind: "automatic", code: "opened", status: "investigating", at: NOON, components }),
        {
          id: 3,
          incidentId: 7,
          kind: "person",
          code: null,
          status: "investigating",
          at: NOON + 5,
          author: "Ops",
          text: "words 3",
          components,
          reason: null,
          reference: 0,
          editedAt: null,
        },
      ],
      nagiosComments: [{ ...makeComment(4), id: 2, incidentId: 7 }],
      edits: [],
    });
  });

  test.each([
    ["recovered", "resolved"],
    ["superseded", "resolved"],
    ["removed", "removed"],
    ["unpublished", "unpublished"],
  ] as const)("that is over (%s) keeps its end, its reason and its review, and says so", async (end_reason, code) => {
    const { store } = await openOld((old) => {
      const over = { ended_at: NOON + 9, end_reason, review_url: "https://example.org/1" };
      insertSealed(old, "incidents", [makeOldIncident(1, "HTTP", over)]);
      const words = [makeOldWords(1, 1, NOON + 8), makeOldWords(2, 1, NOON + 9)];
      insertSealed(old, "incident_updates", words);
    });
    const record = await store.findIncident(1);
    const end = { endedAt: NOON + 9, endReason: end_reason };
    expect(record?.incident).toMatchObject({ ...end, resolvedAt: NOON + 9, impact: "major_outage" });
    expect(record?.incident.components).toMatchObject([{ state: "operational" }]);
    expect(record?.incident.person.reviewUrl).toBe("https://example.org/1");
    expect(record?.problems).toMatchObject([end]);
    const told = record?.updates.map(({ kind, code, status, components }) => [
      kind,
      code,
      status,
      components[0]?.state,
    ]);
    expect(told).toEqual([
      ["automatic", "opened", "investigating", "major_outage"],
      ["person", null, "investigating", "major_outage"],
      ["person", null, "resolved", "operational"],
      ["automatic", code, "resolved", "operational"],
    ]);
  });

  test.each([
    ["down", "major_outage"],
    ["unreachable", "major_outage"],
    ["critical", "major_outage"],
    ["warning", "degraded_performance"],
    ["unknown", "unknown"],
  ])("in state %s did %s to every component", async (state, impact) => {
    const components = ["a", "b"].map((slug) => ({ slug, name: "it's\\", group: "ä" }));
    const { store } = await openOld((old) => {
      insertSealed(old, "incidents", [makeOldIncident(1, "HTTP", { state, components: JSON.stringify(components) })]);
    });
    const incident = (await store.findIncident(1))?.incident;
    expect(incident?.impact).toBe(impact);
    expect(incident?.components).toEqual(components.map((component) => ({ ...component, state: impact })));
  });

  test("that shares Nagios' id or even the begin with others leaves both to the one that lasts", async () => {
    const { store } = await openOld((old) => {
      const over = { ended_at: NOON, end_reason: "superseded" as const };
      insertSealed(old, "incidents", [
        makeOldIncident(1, "HTTP", { ...over, started_at: NOON - 9 }),
        makeOldIncident(2, "HTTP", over),
        makeOldIncident(3, "HTTP", { problem_id: 0, ...over, started_at: NOON - 20 }),
        makeOldIncident(4, "HTTP"),
        makeOldIncident(5, "DNS"),
      ]);
    });
    const records = await readAll(store);
    const told = records.map(({ incident, problems }) => [incident.id, problems.map(({ problemId }) => problemId)]);
    expect(new Map(told as [number, number[]][])).toEqual(
      new Map([
        [1, [0]],
        [2, [0]],
        [3, [0]],
        [4, [17]],
        [5, [17]],
      ]),
    );
    expect((await store.findIncident(4))?.problems[0]?.startedAt).toBe(NOON);
    for (const { incident, problems } of records) {
      expect(problems).toMatchObject([{ key: incident.anchorKey, startedAt: incident.anchorAt }]);
      expect(incident.startedAt - incident.anchorAt).toBe(incident.id === 2 ? 1 : 0);
    }
  });
});

describe("a database of an older version", () => {
  test("gives no id a second time, and takes what comes", async () => {
    const { store } = await openOld((old) => {
      insertSealed(old, "incidents", [makeOldIncident(1, "HTTP"), makeOldIncident(40, "DNS")]);
      insertSealed(old, "incident_updates", [makeOldWords(1, 1, NOON), makeOldWords(90, 40, NOON)]);
      old.$client.exec("delete from incidents where id = 40");
    });
    expect(await store.lastIncidentId()).toBe(40);
    await store.commit(makeBatch(joinSamples(makeSample(41, "DNS"))));
    const outcome = await store.edit(makeWords(1));
    if (outcome.kind !== "done") throw new Error("it is kept");
    const ids = outcome.record.updates.map(({ id }) => id).filter((id) => id !== 1);
    expect(Math.min(...ids)).toBeGreaterThan(90);
  });

  test("that is empty is empty, and counts on from where it was", async () => {
    const { store, opening } = await openOld((old) => {
      insertSealed(old, "incidents", [makeOldIncident(12, "HTTP")]);
      old.$client.exec("delete from incidents");
    });
    expect(opening).toMatchObject(MIGRATED);
    expect(await readAll(store)).toEqual([]);
    expect(await store.lastIncidentId()).toBe(12);
  });

  test("has whole seals afterwards, and what the disk had changed before does not become true", async () => {
    const { store, events, path } = await openOld((old) => {
      insertSealed(old, "incidents", [makeOldIncident(1, "HTTP"), makeOldIncident(2, "DNS")]);
      insertSealed(old, "incident_updates", [makeOldWords(1, 2, NOON)]);
      old.$client.exec("update incidents set output = 'bad', components = 'no json' where id = 1");
    });
    expect(store.facts().warnings).toMatchObject([
      { code: "db_damaged_rows", message: expect.stringMatching(/^Rows of incident 1 are/) },
    ]);
    expect(events).toContainEqual(expect.objectContaining({ kind: "failure", code: "db_damaged_rows" }));
    expect((await store.findIncident(1))?.incident.components).toEqual([]);
    await store.close();
    const unsealed = withDatabase(path, ({ $client }) =>
      $client.prepare("select count(*) from incidents where seal = -1").pluck().get(),
    );
    expect(unsealed).toBe(0);
  });

  test("that cannot be read any more, without a backup, is saved row by row and then brought up to date", async () => {
    const path = join(makeFolder(), "status.db");
    makeFirstForm(path, (old) => {
      const ids = Array.from({ length: 300 }, (_, at) => at + 1);
      insertSealed(
        old,
        "incidents",
        ids.map((id) => makeOldIncident(id, `service ${id}`)),
      );
      insertSealed(
        old,
        "incident_updates",
        ids.map((id) => makeOldWords(id, id, NOON)),
      );
    });
    damage(path, readFileSync(path).length - 3 * 4096);
    const { store, opening } = await openOne(path);
    expect(opening).toMatchObject({ kind: "restored", message: expect.stringContaining("There was no usable backup") });
    const kept = await readAll(store);
    expect(kept.length).toBeGreaterThan(200);
    for (const { incident, problems } of kept) expect(problems).toMatchObject([{ key: incident.anchorKey }]);
    expect(store.facts().warnings).toEqual([]);
  });
});

/** What an older version did after its last backup, as rounds and words for its journal, and as it left its rows. */
const LATER: FirstFormChange[] = [
  {
    op: "commit",
    args: makeOldBatch({
      updated: [{ id: 1, patch: { state: "warning", acknowledged: true, output: "slow", lastCheckAt: NOON + 5 } }],
      closed: [{ id: 2, endedAt: NOON + 6, endReason: "removed" }],
      opened: [{ id: 3, incident: openedOf("SMTP"), comments: [makeComment(9)] }],
      past: [{ id: 4, incident: { ...openedOf("FTP"), startedAt: NOON - 50 }, endedAt: NOON - 20 }],
    }),
  },
  { op: "addUpdate", args: { id: 2, incidentId: 1, author: "Ops", text: "words 2", createdAt: NOON + 7 } },
  { op: "addUpdate", args: { id: 3, incidentId: 2, author: "Ops", text: "words 3", createdAt: NOON + 8 } },
  { op: "setReviewUrl", args: { incidentId: 2, url: "https://example.org/2" } },
  {
    op: "commit",
    args: makeOldBatch({
      at: NOON + 9,
      updated: [
        { id: 3, patch: { state: "unknown" } },
        { id: 2, patch: { output: "too late" } },
      ],
      closed: [{ id: 3, endedAt: NOON + 9, endReason: "recovered" }],
      comments: [{ incidentId: 1, comment: makeComment(10) }],
    }),
  },
];

function openedOf(service: string) {
  const { object_key, started_at, last_check_at, output } = makeOldIncident(3, service);
  const components = [{ slug: "shop", name: "Shop", group: null }];
  return {
    key: object_key,
    components,
    state: "critical" as const,
    startedAt: started_at,
    lastCheckAt: last_check_at,
    output,
    acknowledged: false,
    // What older versions wrote too.
    kind: "service",
    hostName: "web1",
    serviceDescription: service,
    problemId: 17,
  };
}

const EARLIER = [makeOldIncident(1, "HTTP"), makeOldIncident(2, "DNS")];
const LEFT = [
  makeOldIncident(1, "HTTP", { state: "warning", acknowledged: 1, output: "slow", last_check_at: NOON + 5 }),
  makeOldIncident(2, "DNS", { ended_at: NOON + 6, end_reason: "removed", review_url: "https://example.org/2" }),
  makeOldIncident(3, "SMTP", { state: "unknown", ended_at: NOON + 9, end_reason: "recovered" }),
  makeOldIncident(4, "FTP", {
    started_at: NOON - 50,
    ended_at: NOON - 20,
    end_reason: "recovered",
    output: "output of 3",
  }),
];

function fillEarlier(old: SqliteDatabase): void {
  insertSealed(old, "incidents", EARLIER);
  insertSealed(old, "incident_updates", [makeOldWords(1, 1, NOON)]);
}

/** What older versions left behind: a backup, and the journal since. */
function leaveBackup(path: string, changes: readonly FirstFormChange[], fill = fillEarlier): void {
  makeFirstForm(path, fill);
  const folder = `${path}.backups`;
  mkdirSync(folder);
  const uuid = withDatabase(path, (database) => {
    setSeq(database, 5);
    return readMeta(database).uuid;
  });
  copyFileSync(path, nameBackup(folder, NOON));
  const lines = changes.map((change, at) => formatEntry({ seq: 6 + at, ...change } as unknown as Entry));
  writeFileSync(join(folder, "journal-6.jsonl"), formatHead(uuid) + lines.join(""));
}

describe("the journal of an older version", () => {
  const comparable = (records: Awaited<ReturnType<typeof readAll>>) =>
    records.map(({ updates, problems, nagiosComments, ...rest }) => ({
      ...rest,
      // Nagios' ids are learned again, and ids of automatic updates are nobody's business.
      problems: problems.map((problem) => ({ ...problem, problemId: 0 })),
      updates: updates.map(({ components, ...update }) => ({
        ...update,
        id: update.kind === "person" ? update.id : 0,
        // The journal knows how a component was before its state changed, the rows do not.
        isOver: components.map(({ state }) => state === "operational"),
      })),
      nagiosComments: nagiosComments.map((comment) => ({ ...comment, id: 0 })),
    }));

  test("is made again over its backup, and that is the same as bringing what it led to up to date", async () => {
    const path = join(makeFolder(), "status.db");
    leaveBackup(path, LATER);
    rmSync(path);
    const restored = await openOne(path);
    expect(restored.opening).toMatchObject({ kind: "restored" });
    expect(restored.store.facts().restored).toMatchObject({ from: "backup", replayed: LATER.length });
    const { store } = await openOld((old) => {
      insertSealed(old, "incidents", LEFT);
      insertSealed(old, "incident_updates", [
        makeOldWords(1, 1, NOON),
        makeOldWords(2, 1, NOON + 7),
        makeOldWords(3, 2, NOON + 8),
      ]);
      for (const [id, incident_id, comment_id] of [
        [1, 3, 9],
        [2, 1, 10],
      ]) {
        const { enteredAt, author, text, hostName } = makeComment(comment_id ?? 0);
        const said = { entered_at: enteredAt, author, text, host_name: hostName, service_description: null };
        insertSealed(old, "nagios_comments", [{ id, incident_id, comment_id, ...said }]);
      }
    });
    const after = await readAll(restored.store);
    expect(after).toHaveLength(4);
    expect(comparable(after)).toEqual(comparable(await readAll(store)));
    expect(restored.store.facts().warnings).toEqual([]);
  });

  test("is made again as far as it goes when the backup is lost too", async () => {
    const path = join(makeFolder(), "status.db");
    leaveBackup(path, LATER);
    rmSync(path);
    for (const backup of listBackups(`${path}.backups`)) rmSync(backup.path);
    const { store } = await openOne(path);
    const kept = await readAll(store);
    expect(kept.map(({ incident }) => incident.id).sort()).toEqual([3, 4]);
    expect(kept.find(({ incident }) => incident.id === 3)?.nagiosComments).toHaveLength(1);
  });

  test("goes on in the present form after the upgrade, and both are made again in their order", async () => {
    const path = join(makeFolder(), "status.db");
    leaveBackup(path, LATER);
    const { store } = await openOne(path);
    await store.commit(makeBatch({ ...joinSamples(makeSample(5, "NTP", { problemId: 4 })) }));
    await store.edit(makeWords(1, "after the upgrade"));
    const before = await readAll(store);
    await store.close();
    const [newest, ...older] = listBackups(`${path}.backups`);
    rmSync(newest?.path ?? "");
    expect(older).toHaveLength(1);
    rmSync(path);
    const again = await openOne(path);
    expect(again.opening).toMatchObject({ kind: "restored" });
    expect(await readAll(again.store)).toEqual(before);
  });

  test("does not give a person's words another address, whatever ids the upgrade has used", async () => {
    const path = join(makeFolder(), "status.db");
    const texts = Array.from({ length: 6 }, (_, at) => `words ${at + 2}`);
    const words = texts.map((text, at): FirstFormChange => {
      return { op: "addUpdate", args: { id: at + 2, incidentId: 1, author: "Ops", text, createdAt: NOON + at } };
    });
    leaveBackup(path, words);
    rmSync(path);
    const { store } = await openOne(path);
    const said = (await store.findIncident(1))?.updates.filter(({ kind }) => kind === "person") ?? [];
    expect(said.map(({ id, text }) => `${id} ${text}`)).toEqual([1, 2, 3, 4, 5, 6, 7].map((id) => `${id} words ${id}`));
    expect(
      (await readAll(store)).flatMap(({ updates }) => updates).filter(({ kind }) => kind === "automatic"),
    ).toHaveLength(2);
    expect(store.facts().warnings).toEqual([]);
  });
});
