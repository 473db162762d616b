import { describe, expect, it } from "vitest";
import { judgeInSlices } from "@/lib/domain/component-state";
import { type Changes, type ReconcileInput, reconcile } from "@/lib/domain/incidents/reconcile";
import { DEFAULT_INCIDENT_RULES, DEFAULT_MAPPING } from "@/lib/domain/policy";
import { findPresentTimes, findRoot } from "@/lib/domain/problem-times";
import { sampleHistory } from "@/lib/domain/sample-history";
import { SAMPLE_AT, sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { drain } from "@/lib/domain/slices";
import type { Snapshot, WatchedObject } from "@/lib/domain/snapshot";
import { DAY_MS, MINUTE_MS } from "@/lib/domain/time";

const HOSTS = 5000;
const SERVICES_EACH = 9;
/** Every so many hosts are behind one switch, which is the first of them. */
const BEHIND_ONE = 250;
const COMPONENTS = 100;
const DEAD_SWITCH = "host-0000";
const CUT_AT = SAMPLE_AT - 3 * MINUTE_MS;
const CONFIRMED_AT = CUT_AT + MINUTE_MS;
const RUNS = 7;

const nameHost = (index: number) => `host-${String(index).padStart(4, "0")}`;

function listObjects(): WatchedObject[] {
  return Array.from({ length: HOSTS }, (_, index) => {
    const isCut = index < BEHIND_ONE;
    const times = { problemBeganAt: CUT_AT, changedAt: CUT_AT, confirmedAt: CONFIRMED_AT, lastCheckAt: SAMPLE_AT };
    const more = isCut ? times : {};
    const state = isCut ? (index === 0 ? "down" : "unreachable") : "up";
    const host = sampleObject(nameHost(index), null, state, more);
    const services = Array.from({ length: SERVICES_EACH }, (_each, service) =>
      sampleObject(host.hostName, `Service ${service}`, isCut ? "critical" : "ok", more),
    );
    return [host, ...services];
  }).flat();
}

function makeSnapshot(): Snapshot {
  const objects = listObjects();
  const components = Array.from({ length: COMPONENTS }, (_, index) =>
    sampleComponent(
      `component-${index}`,
      objects.filter(({ hostName }) => Number(hostName.slice(-4)) % COMPONENTS === index),
    ),
  );
  const dependsOn = new Map(
    Array.from({ length: HOSTS }, (_, index) => index)
      .filter((index) => index % BEHIND_ONE > 0)
      .map((index) => [nameHost(index), [nameHost(index - (index % BEHIND_ONE))]]),
  );
  return sampleSnapshot(objects, components, { dependsOn });
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** What the log told of all this. */
function makeHistory({ objects }: Snapshot) {
  const history = sampleHistory().sourceIs(SAMPLE_AT - DAY_MS, "running");
  for (const { key, kind, confirmed } of objects.values()) {
    history.state(key, SAMPLE_AT - DAY_MS, kind === "host" ? "up" : "ok");
    if (confirmed !== "up" && confirmed !== "ok") {
      history.state(key, CUT_AT, `~${confirmed}`).state(key, CONFIRMED_AT, confirmed);
    }
  }
  return history;
}

describe("a switch that takes 2,500 of 50,000 objects along", () => {
  const snapshot = makeSnapshot();
  const windowMs = DEFAULT_INCIDENT_RULES.groupingWindowMs;
  const facts = { history: makeHistory(snapshot), snapshot, mapping: DEFAULT_MAPPING, windowMs };
  const input: ReconcileInput = {
    ...{ records: [], lastId: 0, snapshot, past: [], gaps: [] },
    judgement: drain(judgeInSlices(snapshot, DEFAULT_MAPPING)),
    mapping: DEFAULT_MAPPING,
    rules: DEFAULT_INCIDENT_RULES,
    findTimes: (key) => findPresentTimes(facts, key, snapshot.createdAt),
    findRoot: (key, window) => findRoot(key, facts, window),
    findRecovery: () => null,
    isKnown: () => true,
  };

  function expectOne({ incidents, past, problems }: Changes): void {
    expect(snapshot.objects.size).toBe(50_000);
    expect(past).toEqual([]);
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({ rootKey: DEAD_SWITCH, startedAt: CUT_AT, endedAt: null });
    expect(incidents[0]?.components).toHaveLength(COMPONENTS);
    expect(problems).toHaveLength(BEHIND_ONE * (SERVICES_EACH + 1));
    expect(problems.filter(({ role }) => role === "root").map(({ key }) => key)).toEqual([DEAD_SWITCH]);
  }

  function measure(): { ms: number; cpuMs: number } {
    const [startedAt, before] = [performance.now(), process.cpuUsage()];
    reconcile(input);
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - startedAt, cpuMs: (user + system) / 1000 };
  }

  it("is one incident, with and without what the log tells", () => {
    expectOne(reconcile(input));
    expectOne(reconcile({ ...input, findTimes: () => null, findRoot: () => null }));
  });

  it("is decided in a moment", () => {
    const runs = Array.from({ length: RUNS }, measure);
    const [took, worked] = [medianOf(runs.map(({ ms }) => ms)), medianOf(runs.map(({ cpuMs }) => cpuMs))];
    console.log(`reconcile, median of ${RUNS} runs: ${took.toFixed(0)} ms, ${worked.toFixed(0)} ms of them at work`);
    // The goal is 200 ms on an idle core; a busy machine gets its time.
    expect(Math.min(...runs.map(({ ms }) => ms))).toBeLessThan(1000);
  });
});
