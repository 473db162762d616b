import { describe, expect, it } from "vitest";
import { findPastOutagesInSlices, type PastSearch } from "./past-outages";
import { DEFAULT_MAPPING } from "./policy";
import { type SampleHistory, sampleHistory } from "./sample-history";
import { sampleComponent, sampleObject, sampleSnapshot } from "./sample-snapshot";
import { drain } from "./slices";
import type { ComponentMembers } from "./snapshot";

const HOST = sampleObject("web1", null, "up", { chosen: false });
const HTTP = sampleObject("web1", "HTTP", "ok");
const DISK = sampleObject("web1", "Disk", "ok");
/** HTTP depends on it, and nobody chose it. */
const DATABASE = "db1;Database";

function find(history: SampleHistory, more: Partial<PastSearch> = {}, component: Partial<ComponentMembers> = {}) {
  const website = sampleComponent("website", [HTTP, DISK], component);
  const snapshot = sampleSnapshot([HOST, HTTP, DISK], [website], { dependsOn: new Map([[HTTP.key, [DATABASE]]]) });
  const search: PastSearch = {
    history,
    snapshot,
    mapping: DEFAULT_MAPPING,
    windowMs: 300,
    keys: null,
    window: { from: 0, to: 1000 },
    minimumMs: 0,
    knownUntil: 1000,
    toleratedGapMs: 0,
    ...more,
  };
  return drain(findPastOutagesInSlices(search));
}

/** Who was out, from when to when. */
function list(...input: Parameters<typeof find>) {
  return find(...input).map(({ key, startedAt, endedAt }) => [key, startedAt, endedAt]);
}

function running(): SampleHistory {
  const history = sampleHistory().sourceIs(0, "running").state(HOST.key, 0, "up");
  return history.state(HTTP.key, 0, "ok").state(DISK.key, 0, "ok");
}

function outage(history = running()): SampleHistory {
  return history.state(HTTP.key, 100, "~critical").state(HTTP.key, 160, "critical").state(HTTP.key, 200, "ok");
}

describe("outages of the past", () => {
  it("are told from the first bad state on, soft or not, to the recovery", () => {
    expect(find(outage())).toEqual([
      { key: HTTP.key, startedAt: 100, confirmedAt: 160, endedAt: 200, state: "critical", rootKey: HTTP.key },
    ]);
  });

  it("are told in the window in which they ended", () => {
    expect(list(outage(), { window: { from: 150, to: 250 } })).toEqual([[HTTP.key, 100, 200]]);
    expect(list(outage(), { window: { from: 0, to: 200 } })).toEqual([]);
    expect(list(outage(), { window: { from: 200, to: 300 } })).toEqual([[HTTP.key, 100, 200]]);
    expect(list(outage(), { window: { from: 201, to: 300 } })).toEqual([]);
  });

  it("are none while unconfirmed, no outage by the mapping, too short, or not over", () => {
    expect(list(running().state(HTTP.key, 100, "~critical").state(HTTP.key, 200, "~ok"))).toEqual([]);
    expect(list(running().state(HTTP.key, 100, "warning").state(HTTP.key, 200, "ok"))).toEqual([]);
    expect(list(outage(), { minimumMs: 101 })).toEqual([]);
    expect(list(outage(), { minimumMs: 100 })).toHaveLength(1);
    expect(list(running().state(HTTP.key, 100, "critical"))).toEqual([]);
  });

  it("are none in a downtime, but are one that began there when they outlast it", () => {
    expect(list(outage(running().downtime(HTTP.key, 150, 250)))).toEqual([]);
    expect(list(outage(running().downtime(HOST.key, 50, 250)))).toEqual([]);
    const outlasting = outage(running().downtime(HTTP.key, 50, 170));
    expect(list(outlasting)).toEqual([[HTTP.key, 100, 200]]);
    expect(find(outlasting)).toMatchObject([{ confirmedAt: 170 }]);
  });

  it("have their root at the host while it is not up, from its first soft state on", () => {
    const history = outage(running().state(HOST.key, 90, "~down").state(HOST.key, 180, "down"));
    expect(find(history.state(HOST.key, 300, "up"))).toEqual([
      { key: HTTP.key, startedAt: 100, confirmedAt: 180, endedAt: 200, state: "critical", rootKey: HOST.key },
      { key: HOST.key, startedAt: 90, confirmedAt: 180, endedAt: 300, state: "down", rootKey: HOST.key },
    ]);
  });

  it("are none while what made them fail is never confirmed", () => {
    const history = outage(running().state(HOST.key, 90, "~down"));
    expect(list(history.state(HOST.key, 300, "up"))).toEqual([]);
  });

  it("are told of the object itself when what made it fail is well again before that is confirmed", () => {
    const history = outage(running().state(HOST.key, 90, "~down").state(HOST.key, 180, "up"));
    expect(find(history)).toEqual([
      { key: HTTP.key, startedAt: 100, confirmedAt: 180, endedAt: 200, state: "critical", rootKey: HTTP.key },
    ]);
  });

  it("have their root at what the object depends on, on show or not", () => {
    const history = outage(running().state(DATABASE, 0, "ok").state(DATABASE, 95, "critical"));
    expect(find(history.state(DATABASE, 190, "ok"))).toMatchObject([
      { key: HTTP.key, confirmedAt: 160, rootKey: DATABASE },
    ]);
  });

  it("are confirmed where something is known of it first", () => {
    const history = outage(running().sourceIs(150, "unread").sourceIs(175, "running"));
    expect(find(history)).toMatchObject([{ key: HTTP.key, startedAt: 100, confirmedAt: 175, endedAt: 200 }]);
  });

  it("need a component that feels them", () => {
    expect(list(outage(), {}, { rule: { kind: "best" } })).toEqual([]);
    const both = outage().state(DISK.key, 170, "critical").state(DISK.key, 190, "ok");
    expect(list(both, {}, { rule: { kind: "best" } })).toEqual([
      [HTTP.key, 100, 200],
      [DISK.key, 170, 190],
    ]);
    const maintained = running().downtime(HTTP.key, 50, 400).downtime(DISK.key, 50, 400);
    expect(list(maintained.state(HOST.key, 100, "down").state(HOST.key, 200, "up"))).toEqual([]);
  });

  it("need a time of which something is known", () => {
    expect(list(outage().sourceIs(150, "unread").sourceIs(200, "running"))).toEqual([]);
    expect(list(outage(), { knownUntil: 160 })).toEqual([]);
  });

  it("are one with what Nagios did not know between", () => {
    const history = running().state(HTTP.key, 100, "critical").state(HTTP.key, 120, "pending");
    expect(list(history.state(HTTP.key, 140, "warning").state(HTTP.key, 200, "ok"))).toEqual([[HTTP.key, 100, 200]]);
    expect(list(running().state(HTTP.key, 300, "pending").state(HTTP.key, 400, "ok"))).toEqual([]);
  });

  it("are those of some objects when only they are asked for", () => {
    expect(list(outage(), { keys: [DISK.key, "web9;Gone"] })).toEqual([]);
  });

  it("carry the worst result", () => {
    const history = running().state(HTTP.key, 100, "warning").state(HTTP.key, 120, "critical");
    expect(find(history.state(HTTP.key, 140, "unknown").state(HTTP.key, 200, "ok"))[0]?.state).toBe("critical");
  });
});
