import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NOTHING_JUDGED } from "@/lib/domain/component-state";
import { metricId } from "@/lib/domain/metric";
import { DEFAULT_MAPPING, DEFAULT_WEIGHTS } from "@/lib/domain/policy";
import { sampleHistory } from "@/lib/domain/sample-history";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { createVirtualClock, type VirtualClock } from "@/lib/platform/virtual-clock.testing";
import { createMetricKeeper } from "@/lib/poller/metric-keeper";
import type { RoundOutcome } from "@/lib/poller/round";
import { createMemoryStore } from "@/lib/store/memory";
import { createPublisher } from "./publisher";
import { getRuntime } from "./runtime";

const AT = Date.UTC(2026, 10, 23, 14, 0, 0);
const HTTP = sampleObject("web1", "HTTP", "ok");
const COMPONENTS = [sampleComponent("website", [HTTP])];
const SETTINGS = {
  name: "Example",
  demo: false,
  timeZone: "UTC",
  language: "en" as const,
  templates: {},
  link: null,
  publishes: true,
  refreshMs: 2000,
  stalenessThresholdMs: 10 * MINUTE_MS,
  mapping: DEFAULT_MAPPING,
  weights: DEFAULT_WEIGHTS,
  objectNames: false,
  pluginOutput: false,
  choice: "one",
  metrics: [],
  blankComponents: [],
};
const quiet = () => undefined;
const LOG = { debug: quiet, info: quiet, warn: quiet, error: quiet };

let folder: string;
let clock: VirtualClock;
let publisher: ReturnType<typeof createPublisher>;
let history: ReturnType<typeof sampleHistory>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-publisher-"));
  clock = createVirtualClock(AT);
  publisher = createPublisher({ keptPath: join(folder, "page.json"), settings: SETTINGS, clock, log: LOG });
  history = sampleHistory()
    .sourceIs(AT - 40 * DAY_MS, "running")
    .state(HTTP.key, AT - 40 * DAY_MS, "ok");
  getRuntime().publication = null;
});

afterEach(() => {
  publisher.close();
  getRuntime().publication = null;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function publish(more: Partial<RoundOutcome> = {}): Promise<void> {
  const at = clock.now();
  const snapshot = sampleSnapshot([HTTP], COMPONENTS, { createdAt: at });
  const outcome = {
    snapshot,
    judgement: NOTHING_JUDGED,
    incidents: [],
    maintenances: [],
    history,
    hasChanged: true,
    checkedAt: at,
    readAt: at,
  };
  return publisher.publish({ ...outcome, ...more });
}

function bars() {
  const page = getRuntime().publication?.page;
  return { dates: page?.history?.dates ?? [], ...page?.groups[0]?.components[0]?.bars };
}

describe("the bars of what is published", () => {
  it("are there as soon as the history knows anything, and not before", async () => {
    await publish({ history: sampleHistory() });
    expect([getRuntime().publication?.page.history, getRuntime().publication?.history]).toEqual([null, null]);
    await publish();
    expect(bars().marks).toBe(`${"-".repeat(49)}u${"o".repeat(40)}`);
    expect(getRuntime().publication?.history?.since).toBe(AT - 40 * DAY_MS);
  });

  it("follow news at once, and what was found of the past within a minute", async () => {
    await publish();
    history.state(HTTP.key, AT - DAY_MS, "critical").state(HTTP.key, AT - DAY_MS + HOUR_MS, "ok");
    await clock.advance(10 * SECOND_MS);
    await publish({ hasChanged: false });
    expect(bars().marks).toMatch(/oo$/);
    await clock.advance(50 * SECOND_MS);
    await publish({ hasChanged: false });
    expect(bars().marks).toMatch(/xo$/);
    history.state(HTTP.key, AT - HOUR_MS, "critical").state(HTTP.key, AT - HOUR_MS + MINUTE_MS, "ok");
    await publish();
    expect(bars().marks).toMatch(/xx$/);
  });

  it("leave out what is still to be read, and show it once it is", async () => {
    const known = history.source.ats[0] as number;
    const unread = { from: known, to: AT - HOUR_MS, keys: new Set([HTTP.key]) };
    await publish({ history: { ...history, unread } });
    expect(bars().marks).toBe(`${"-".repeat(89)}u`);
    await clock.advance(SECOND_MS);
    await publish({ hasChanged: false });
    expect(bars().marks).toMatch(/o{40}$/);
  });

  it("begin a new day when it begins", async () => {
    await clock.advance(10 * HOUR_MS - 5 * SECOND_MS);
    await publish();
    expect(bars().dates.at(-1)).toBe("2026-11-23");
    await clock.advance(5 * SECOND_MS);
    await publish({ hasChanged: false });
    expect(bars().dates.at(-1)).toBe("2026-11-24");
  });

  it("know nothing of the time after the data grew old", async () => {
    const snapshot = sampleSnapshot([HTTP], COMPONENTS, { createdAt: AT });
    await publish({ snapshot });
    await clock.advance(2 * HOUR_MS);
    await publish({ snapshot, hasChanged: false, readAt: AT });
    expect(bars().days?.at(-1)?.minutes).toEqual({ unknown: 120 });
  });

  it("stay where nothing was read since the start", async () => {
    await publish();
    const before = bars();
    await clock.advance(2 * MINUTE_MS);
    await publish({ snapshot: null, hasChanged: false });
    expect(bars()).toEqual(before);
  });
});

describe("metrics", () => {
  const metric = { name: "Response time", key: HTTP.key, label: "time", unit: "s", factor: 1, slowFrom: null };
  const measure = (at: number) =>
    sampleSnapshot([HTTP], COMPONENTS, {
      createdAt: at,
      measurements: new Map([
        [metricId(metric), { checkedAt: at - SECOND_MS, value: 0.38, uom: "s", isPresent: true }],
      ]),
    });

  it("are published with each news, under their public names alone", async () => {
    const metrics = createMetricKeeper([metric], createMemoryStore());
    const settings = { ...SETTINGS, metrics: [metric] };
    publisher = createPublisher({ keptPath: join(folder, "page.json"), settings, metrics, clock, log: LOG });
    await publish({ snapshot: measure(AT) });
    const told = () => getRuntime().publication?.page.metrics ?? [];
    expect(told()).toMatchObject([
      { name: "Response time", latest: { value: 0.38, at: AT - SECOND_MS, isPresent: true } },
    ]);
    await clock.advance(MINUTE_MS);
    await publish({ snapshot: measure(AT), hasChanged: false });
    expect(told()).toMatchObject([{ latest: { at: AT - SECOND_MS }, to: AT }]);
    await publish({ snapshot: measure(clock.now()) });
    expect(told()).toMatchObject([{ latest: { at: AT + MINUTE_MS - SECOND_MS }, to: AT + MINUTE_MS }]);
    expect(JSON.stringify(told())).not.toContain("web1");
  });

  it("are none where nothing was chosen", async () => {
    await publish({ snapshot: measure(AT) });
    expect(getRuntime().publication?.page.metrics).toEqual([]);
  });
});

describe("publishing", () => {
  it("shows what came last, in the order in which it came", async () => {
    const turns = [1, 2, 3].map((checkedAt) => publish({ checkedAt, hasChanged: checkedAt !== 2 }));
    await Promise.all(turns);
    expect(getRuntime().publication?.page.checkedAt).toBe(3);
  });

  it("ends with its configuration, also in the middle of the work", async () => {
    const turn = publish();
    publisher.close();
    await turn;
    expect(getRuntime().publication).toBeNull();
  });
});
