import { mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING, type Selection, TELL_ALL } from "@/lib/domain/policy";
import { type Clock, systemClock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createMemoryStore } from "@/lib/store/memory";
import type { Store } from "@/lib/store/store";
import { nowSeconds, type SiteObject, writeSite, writeStatus } from "@/tests/support/site";
import { createTestKeeper } from "./history-keeper.testing";
import { createSiteReader } from "./read-site";
import { createSourceReader } from "./read-source";
import { createRound, type Round, type RoundOutcome } from "./round";

const SELECTION: Selection = {
  kind: "components",
  components: [
    {
      slug: "website",
      name: "Website",
      group: null,
      description: null,
      members: { hosts: [], services: ["web1/HTTP"], hostgroups: [], servicegroups: [] },
      rule: { kind: "worst" },
      sla: null,
      telling: TELL_ALL,
    },
  ],
};
const WELL: SiteObject[] = [{ host: "web1" }, { host: "web1", service: "HTTP" }, { host: "web1", service: "SSH" }];
const DOWN = WELL.map((object) => (object.service === "HTTP" ? { ...object, state: 2, problemId: 9 } : object));

const DOWN_AGAIN = DOWN.map((object) => ({ ...object, problemId: 10 }));

let folder: string;
let store: Store;
let brokenStore: boolean;
let published: RoundOutcome[];
let lines: string[];
let passedMs: number;
let round: Round;

const clock: Clock = {
  ...systemClock,
  now: () => Date.now() + passedMs,
  monotonic: () => performance.now() + passedMs,
};
const write = (message: string) => void lines.push(message);
const log: Log = { debug: write, info: write, warn: write, error: write };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-round-"));
  brokenStore = false;
  published = [];
  lines = [];
  passedMs = 0;
  const memory = createMemoryStore();
  const refuse = () => Promise.reject(Object.assign(new Error("database is locked"), { code: "db_locked" }));
  store = { ...memory, commit: (batch) => (brokenStore ? refuse() : memory.commit(batch)) };
  const files = {
    statusPath: join(folder, "status.dat"),
    objectCachePath: join(folder, "objects.cache"),
    intervalLengthMs: 60_000,
  };
  round = createRound({
    site: createSiteReader({ reader: createSourceReader(), files, selection: SELECTION, clock, log }),
    store,
    keeper: createTestKeeper({ store, clock, log }),
    mapping: DEFAULT_MAPPING,
    rules: DEFAULT_INCIDENT_RULES,
    intervalMs: 1000,
    stalenessThresholdMs: 60_000,
    retentionMs: 1e9,
    pullComments: true,
    publish: async (outcome) => void published.push(outcome),
    clock,
    log,
  });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function nagiosSays(objects: SiteObject[], ageSeconds = 0): void {
  writeSite(folder, { objects, createdAt: nowSeconds() - ageSeconds });
}

const run = () => round.run(() => true);

/** A round for each of several files, in which everything changed so many seconds ago. */
async function sayInTurn(...files: [objects: SiteObject[], changedAgo: number][]): Promise<void> {
  for (const [objects, changedAgo] of files) {
    nagiosSays(objects.map((object) => ({ ...object, changedAt: nowSeconds() - changedAgo })));
    await run();
  }
}

const stateShown = () => published.at(-1)?.judgement.components.get("website")?.state;
const openIncidents = () => store.listIncidents({ which: { kind: "active" }, limit: 10 });

describe("a round", () => {
  it("reads, opens an incident, publishes and says so", async () => {
    nagiosSays(DOWN);
    const { result, summary } = await run();
    expect(result).toEqual({ kind: "good" });
    expect(summary).toMatchObject({ hostsProcessed: 1, servicesProcessed: 1, incidentsCreated: 1, errors: [] });
    expect(stateShown()).toBe("major_outage");
    const told = published.at(-1)?.incidents;
    expect(told).toHaveLength(1);
    expect(told?.[0]).toMatchObject({
      incident: { id: 1, rootKey: "web1;HTTP", endedAt: null },
      problems: [{ key: "web1;HTTP", problemId: 9, role: "root", state: "critical" }],
      updates: [{ code: "opened", status: "investigating" }],
    });
    expect(lines).toContain("Incident 1 of web1;HTTP: opened: HARD CRITICAL on website: 1 of 1 out, rule worst");
    expect(lines).toContain("Poll complete: 1 hosts, 1 services, 1 incidents created, 0 updated, 0 closed");
  });

  it("over an unchanged file reads nothing and changes nothing", async () => {
    nagiosSays(DOWN);
    await run();
    const { summary } = await run();
    expect(summary).toMatchObject({ incidentsCreated: 0, incidentsUpdated: 0, incidentsClosed: 0 });
    expect(published.map(({ hasChanged }) => hasChanged)).toEqual([true, false]);
  });

  it("keeps showing the last reading when the file is torn, and closes nothing", async () => {
    nagiosSays(DOWN);
    await run();
    nagiosSays(WELL);
    truncateSync(join(folder, "status.dat"), readFileSync(join(folder, "status.dat")).length - 20);
    expect((await run()).result).toMatchObject({ kind: "soft", failures: [{ code: "source_incomplete" }] });
    expect(stateShown()).toBe("major_outage");
    expect(await openIncidents()).toHaveLength(1);
  });

  it("with old data decides nothing: neither opens nor closes", async () => {
    nagiosSays(DOWN, 3600);
    expect((await run()).result).toMatchObject({ kind: "soft", failures: [{ code: "source_stale" }] });
    expect(await openIncidents()).toEqual([]);
    expect(published.at(-1)?.snapshot).not.toBeNull();
  });

  it("with data from the future neither", async () => {
    nagiosSays(DOWN, -3600);
    expect((await run()).result).toMatchObject({ kind: "soft", failures: [{ code: "clock_skew" }] });
    expect(await openIncidents()).toEqual([]);
  });

  it("shows the live state while the store refuses, and catches up when it works again", async () => {
    brokenStore = true;
    nagiosSays(DOWN);
    const { result, summary } = await run();
    expect(result).toMatchObject({ kind: "hard", failures: [{ code: "db_locked" }] });
    expect(summary).toMatchObject({ incidentsCreated: 1 });
    expect(stateShown()).toBe("major_outage");
    expect(published.at(-1)?.incidents).toMatchObject([{ incident: { id: 1, endedAt: null } }]);
    brokenStore = false;
    expect((await run()).result).toEqual({ kind: "good" });
    expect(await openIncidents()).toHaveLength(1);
  });

  it("shows what a person said while the store refused, and was written all the same", async () => {
    nagiosSays(DOWN);
    await run();
    brokenStore = true;
    nagiosSays(WELL);
    expect((await run()).result).toMatchObject({ kind: "hard" });
    brokenStore = false;
    // Whoever said it was told that it failed: nobody calls for a refresh.
    const by = { author: "Web team", at: clock.now(), incidentId: 1 };
    await store.edit({ kind: "add_update", ...by, text: "On it.", status: null, shownAt: null });
    await run();
    expect(published.at(-1)?.incidents[0]?.updates).toContainEqual(expect.objectContaining({ text: "On it." }));
  });

  it("keeps what began and ended while the store refused, in order, and writes it then", async () => {
    brokenStore = true;
    await sayInTurn([DOWN, 3000], [WELL, 2000], [DOWN_AGAIN, 600]);
    expect(round.waiting()).toBe(3);
    expect(published.at(-1)?.incidents.map(({ incident }) => incident.id)).toEqual([2, 1]);
    brokenStore = false;
    await run();
    expect(round.waiting()).toBe(0);
    const kept = await store.listIncidents({ which: { kind: "all" }, limit: 10 });
    expect(kept.map(({ incident }) => [incident.id, incident.endReason])).toEqual([
      [2, null],
      [1, "recovered"],
    ]);
  });

  it("keeps what came back while the store refused as one incident, and all that happened to it", async () => {
    brokenStore = true;
    await sayInTurn([DOWN, 1300], [WELL, 1200], [DOWN_AGAIN, 600], [WELL, 400]);
    expect(round.waiting()).toBe(4);
    const waiting = published.at(-1)?.incidents;
    brokenStore = false;
    await run();
    const kept = await store.listIncidents({ which: { kind: "all" }, limit: 10 });
    for (const records of [waiting, kept]) {
      expect(records).toMatchObject([{ incident: { id: 1, endReason: "recovered" } }]);
      expect(records?.[0]?.updates.map(({ code }) => code)).toEqual([
        "opened",
        "recovered",
        "resolved",
        "reopened",
        "recovered",
        "resolved",
      ]);
      expect(records?.[0]?.problems.map(({ problemId, endReason }) => [problemId, endReason])).toEqual([
        [9, "recovered"],
        [10, "recovered"],
      ]);
    }
  });

  it("keeps what began and ended while the store refused when it comes back restored with everything", async () => {
    await sayInTurn([WELL, 3000]);
    brokenStore = true;
    await sayInTurn([DOWN, 2000], [WELL, 1000]);
    const facts = store.facts();
    store.facts = () => ({ ...facts, restored: { at: 1, from: "open_file", message: "put back", replayed: 0 } });
    brokenStore = false;
    expect((await run()).result).toEqual({ kind: "good" });
    expect(round.waiting()).toBe(0);
    const kept = await store.listIncidents({ which: { kind: "all" }, limit: 10 });
    expect(kept.map(({ incident }) => [incident.id, incident.endReason])).toEqual([[1, "recovered"]]);
  });

  it("refuses an older file, as of a restored copy, for as long as it stays the same", async () => {
    nagiosSays(DOWN);
    await run();
    nagiosSays(WELL, 30);
    for (let poll = 0; poll < 5; poll += 1) {
      expect((await run()).result).toMatchObject({ kind: "soft", failures: [{ code: "source_older" }] });
      expect(await openIncidents()).toHaveLength(1);
    }
  });

  it("believes older files that move on: then Nagios' clock was set back", async () => {
    nagiosSays(DOWN);
    await run();
    for (const [ageSeconds, isRefused] of [
      [30, true],
      [29, true],
      [28, false],
    ] as const) {
      nagiosSays(WELL, ageSeconds);
      const { result } = await run();
      if (isRefused) expect(result).toMatchObject({ kind: "soft", failures: [{ code: "source_older" }] });
      else expect(result).toEqual({ kind: "good" });
      expect(await openIncidents()).toHaveLength(isRefused ? 1 : 0);
    }
  });

  it("is well again at once when data from the future is over", async () => {
    nagiosSays(WELL, -86_400);
    expect((await run()).result).toMatchObject({ kind: "soft", failures: [{ code: "clock_skew" }] });
    nagiosSays(WELL);
    expect((await run()).result).toEqual({ kind: "good" });
  });

  it("reads again at once what passes by itself", async () => {
    nagiosSays(DOWN);
    await run();
    const path = join(folder, "status.dat");
    renameSync(path, `${path}.away`);
    const running = run();
    setTimeout(() => renameSync(`${path}.away`, path), 100);
    expect((await running).result).toEqual({ kind: "good" });
  });

  it("that is no longer current leaves nothing behind", async () => {
    nagiosSays(DOWN);
    await round.run(() => false);
    expect(published).toEqual([]);
    expect(await openIncidents()).toEqual([]);
    await run();
    expect(stateShown()).toBe("major_outage");
  });

  it("publishes what a person wrote without waiting for the next poll", async () => {
    nagiosSays(DOWN);
    await run();
    const said = { kind: "add_update", incidentId: 1, author: "Web team", text: "On it.", at: clock.now() } as const;
    expect(await store.edit({ ...said, status: null, shownAt: null })).toMatchObject({ kind: "done" });
    await round.refresh();
    expect(published.at(-1)?.incidents[0]?.updates).toMatchObject([{ code: "opened" }, { text: "On it." }]);
  });
});

describe("what people decided", () => {
  it("leaves an incident to the rounds: what two became when they were merged ends when Nagios says so", async () => {
    await sayInTurn([DOWN, 3000], [WELL, 2000], [DOWN_AGAIN, 600]);
    const merge = { kind: "merge", incidentId: 1, into: 2, author: "ops", at: clock.now() } as const;
    expect(await store.edit(merge)).toMatchObject({ kind: "done" });
    await round.refresh();
    const merged = { id: 1, person: { mergedInto: 2 } };
    expect(published.at(-1)?.incidents).toMatchObject([
      { incident: { id: 2, endedAt: null }, problems: [{ problemId: 10 }, { problemId: 9 }] },
      { incident: merged },
    ]);
    await sayInTurn([WELL, 400]);
    const kept = await store.listIncidents({ which: { kind: "all" }, limit: 10 });
    for (const records of [published.at(-1)?.incidents, kept]) {
      expect(records?.find(({ incident }) => incident.id === 1)).toMatchObject({ incident: merged, problems: [] });
      expect(records?.find(({ incident }) => incident.id === 2)).toMatchObject({
        incident: { endReason: "recovered", resolvedAt: expect.any(Number) },
        problems: [{ endReason: "recovered" }, { endReason: "recovered" }],
      });
    }
  });
});

describe("a status file that lacks objects", () => {
  const shrink = () => writeStatus(folder, { objects: DOWN.slice(0, 1), createdAt: nowSeconds() });

  it("is refused at first, and believed when it goes on: the lacking ones are unknown, nothing is closed", async () => {
    nagiosSays(DOWN);
    await run();
    for (let poll = 0; poll < 3; poll += 1) {
      shrink();
      expect((await run()).result, String(poll)).toMatchObject({ failures: [{ code: "source_incomplete" }] });
      passedMs += 4000;
    }
    shrink();
    expect((await run()).result).toEqual({ kind: "good" });
    expect(stateShown()).toBe("unknown");
    expect(await openIncidents()).toHaveLength(1);
  });

  it("is believed at once when objects.cache lacks them too: they were removed, if they stay away", async () => {
    nagiosSays(DOWN);
    await run();
    nagiosSays(DOWN.filter((object) => object.service !== "HTTP"));
    expect((await run()).result).toEqual({ kind: "good" });
    expect(stateShown()).toBe("unknown");
    const goneAt = published.at(-1)?.snapshot?.createdAt;
    expect(await store.findIncident(1)).toMatchObject({ incident: { endedAt: null }, problems: [{ goneAt }] });
    passedMs += DEFAULT_INCIDENT_RULES.reopeningWindowMs;
    nagiosSays(
      DOWN.filter((object) => object.service !== "HTTP"),
      -DEFAULT_INCIDENT_RULES.reopeningWindowMs / 1000,
    );
    expect((await run()).result).toEqual({ kind: "good" });
    const kept = await store.findIncident(1);
    expect(kept?.incident).toMatchObject({ endReason: "removed", endedAt: goneAt });
  });
});

describe("objects.cache", () => {
  it("that is torn leaves the names and groups as they were", async () => {
    nagiosSays(DOWN);
    await run();
    writeFileSync(join(folder, "objects.cache"), "define host {\n\thost_name\tweb1\n");
    writeStatus(folder, { objects: DOWN, createdAt: nowSeconds() });
    const { result, warnings } = await run();
    expect(result).toEqual({ kind: "good" });
    expect(stateShown()).toBe("major_outage");
    expect(warnings).toMatchObject([{ code: "objects_stale", message: expect.stringContaining("is incomplete") }]);
  });
});
