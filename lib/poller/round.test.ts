import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_MAPPING, type Selection } from "@/lib/domain/policy";
import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import { createMemoryStore } from "@/lib/store/memory";
import type { Store } from "@/lib/store/store";
import { nowSeconds, type SiteObject, writeSite, writeStatus } from "@/tests/support/site";
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
    },
  ],
};
const WELL: SiteObject[] = [{ host: "web1" }, { host: "web1", service: "HTTP" }, { host: "web1", service: "SSH" }];
const DOWN = WELL.map((object) => (object.service === "HTTP" ? { ...object, state: 2, problemId: 9 } : object));

let folder: string;
let store: Store;
let brokenStore: boolean;
let published: RoundOutcome[];
let lines: string[];
let passedMs: number;
let round: Round;

const clock: Clock = { now: () => Date.now() + passedMs, monotonic: () => performance.now() + passedMs };
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
    mapping: DEFAULT_MAPPING,
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
const stateShown = () => published.at(-1)?.judgement.components.get("website")?.state;
const openIncidents = () => store.listIncidents({ which: { kind: "active" }, limit: 10 });

describe("a round", () => {
  it("reads, opens an incident, publishes and says so", async () => {
    nagiosSays(DOWN);
    const { result, summary } = await run();
    expect(result).toEqual({ kind: "good" });
    expect(summary).toMatchObject({ hostsProcessed: 1, servicesProcessed: 1, incidentsCreated: 1, errors: [] });
    expect(stateShown()).toBe("major_outage");
    expect(published.at(-1)?.incidents).toHaveLength(1);
    expect(lines).toContain("Incident of web1;HTTP opened: HARD CRITICAL");
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
    expect((await run()).result).toMatchObject({ kind: "soft", code: "source_incomplete" });
    expect(stateShown()).toBe("major_outage");
    expect(await openIncidents()).toHaveLength(1);
  });

  it("with old data decides nothing: neither opens nor closes", async () => {
    nagiosSays(DOWN, 3600);
    expect((await run()).result).toMatchObject({ kind: "soft", code: "source_stale" });
    expect(await openIncidents()).toEqual([]);
    expect(published.at(-1)?.snapshot).not.toBeNull();
  });

  it("with data from the future neither", async () => {
    nagiosSays(DOWN, -3600);
    expect((await run()).result).toMatchObject({ kind: "soft", code: "clock_skew" });
    expect(await openIncidents()).toEqual([]);
  });

  it("shows the live state while the store refuses, and catches up when it works again", async () => {
    brokenStore = true;
    nagiosSays(DOWN);
    expect((await run()).result).toMatchObject({ kind: "hard", code: "db_locked" });
    expect(stateShown()).toBe("major_outage");
    brokenStore = false;
    expect((await run()).summary).toMatchObject({ incidentsCreated: 1 });
    expect(await openIncidents()).toHaveLength(1);
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
    await store.addUpdate(1, { author: "Web team", text: "On it.", createdAt: clock.now() });
    await round.refresh();
    expect(published.at(-1)?.incidents[0]?.updates).toMatchObject([{ text: "On it." }]);
  });
});

describe("a status file that lacks objects", () => {
  const shrink = () => writeStatus(folder, { objects: DOWN.slice(0, 1), createdAt: nowSeconds() });

  it("is refused at first, and believed when it goes on: the lacking ones are unknown, nothing is closed", async () => {
    nagiosSays(DOWN);
    await run();
    for (let poll = 0; poll < 3; poll += 1) {
      shrink();
      expect((await run()).result, String(poll)).toMatchObject({ code: "source_incomplete" });
      passedMs += 4000;
    }
    shrink();
    expect((await run()).result).toEqual({ kind: "good" });
    expect(stateShown()).toBe("unknown");
    expect(await openIncidents()).toHaveLength(1);
  });

  it("is believed at once when objects.cache lacks them too: they were removed", async () => {
    nagiosSays(DOWN);
    await run();
    nagiosSays(DOWN.filter((object) => object.service !== "HTTP"));
    expect((await run()).result).toEqual({ kind: "good" });
    expect(stateShown()).toBe("unknown");
    const kept = await store.findIncident(1);
    expect(kept?.incident).toMatchObject({ endReason: "removed" });
  });
});

describe("objects.cache", () => {
  it("that is torn leaves the names and groups as they were", async () => {
    nagiosSays(DOWN);
    await run();
    writeFileSync(join(folder, "objects.cache"), "define host {\n\thost_name\tweb1\n");
    writeStatus(folder, { objects: DOWN, createdAt: nowSeconds() });
    expect((await run()).result).toEqual({ kind: "good" });
    expect(stateShown()).toBe("major_outage");
    expect(lines.filter((line) => line.includes("objects.cache is incomplete"))).toHaveLength(1);
  });
});
