import { describe, expect, it } from "vitest";
import { type Members, TELL_ALL } from "@/lib/domain/policy";
import type { Snapshot } from "@/lib/domain/snapshot";
import { CREATED_AT, hostBlock, INFO, serviceBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { parseStatus, RUNNING, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { compileSelection } from "./compile-selection";
import { select } from "./select";
import type { StatusFile } from "./status-file";

const EVERYTHING: Members = { hosts: ["*"], services: ["*;*"], hostgroups: [], servicegroups: [] };

function compile({ names }: StatusFile) {
  return compileSelection(null, names, { kind: "objects", members: EVERYTHING, telling: TELL_ALL });
}

function watchAll(text: string, intervalLengthMs = 60_000) {
  const status = parseStatus(text);
  return select(status, compile(status), null, intervalLengthMs).objects;
}

describe("a downtime", () => {
  const at = CREATED_AT / 1000;
  const inDowntime = (fields: Record<string, string | number>, type = "servicedowntime") => {
    const name = type === "hostdowntime" ? { host_name: "a" } : { host_name: "a", service_description: "s" };
    const entry = { start_time: at - 60, end_time: at + 60, fixed: 1, triggered_by: 0, is_in_effect: 0, ...fields };
    const text = INFO + hostBlock("a") + serviceBlock("a", "s") + statusBlock(type, { ...name, ...entry });
    return watchAll(text).get("a;s")?.inDowntime;
  };

  it("that is fixed is in effect throughout its window, even before Nagios has noted so after its start", () => {
    expect(inDowntime({})).toBe(true);
    expect(inDowntime({}, "hostdowntime")).toBe(true);
    expect(inDowntime({ start_time: at + 10 })).toBe(false);
    expect(inDowntime({ end_time: at })).toBe(false);
  });

  it("that is flexible or triggered waits for what starts it", () => {
    expect(inDowntime({ fixed: 0 })).toBe(false);
    expect(inDowntime({ triggered_by: 3 })).toBe(false);
    expect(inDowntime({ fixed: 0, is_in_effect: 1, flex_downtime_start: at - 10, duration: 60 })).toBe(true);
  });
});

/** Instants of the service problems that the log shows from their first soft failure to the present hard state. */
function readBegins(log: string): Map<string, number> {
  const begins = new Map<string, number>();
  const whole = new Map<string, number>();
  for (const line of log.split("\n")) {
    const [, seconds, key = "", result, type, attempt] =
      /^\[(\d+)\] SERVICE ALERT: ([^;]+;[^;]+);(\w+);(\w+);(\d+);/.exec(line) ?? [];
    if (result === "OK") begins.delete(key);
    if (result === "OK" || whole.delete(key)) continue;
    if (type === "SOFT" && attempt === "1") begins.set(key, Number(seconds) * 1000);
    const begin = begins.get(key);
    if (type === "HARD" && attempt !== "1" && begin !== undefined) whole.set(key, begin);
  }
  return whole;
}

/** Instants of the hard service alerts that are the only one since the object was well. */
function readConfirmations(log: string): Map<string, number> {
  const confirmations = new Map<string, number[]>();
  for (const line of log.split("\n")) {
    const [, seconds, key = "", result, type] =
      /^\[(\d+)\] SERVICE ALERT: ([^;]+;[^;]+);(\w+);(\w+);\d+;/.exec(line) ?? [];
    if (result === "OK") confirmations.delete(key);
    else if (type === "HARD") confirmations.set(key, [...(confirmations.get(key) ?? []), Number(seconds) * 1000]);
  }
  return new Map([...confirmations].filter(([, ats]) => ats.length === 1).map(([key, [at = 0]]) => [key, at]));
}

describe("when a problem was confirmed", () => {
  const at = CREATED_AT / 1000;
  const bad = { current_state: 2, state_type: 1, current_problem_id: 7 };
  const site = (fields: Record<string, string | number>) => INFO + hostBlock("a") + serviceBlock("a", "s", fields);

  /** What is said of it, file after file. */
  function confirmations(...files: Record<string, string | number>[]): (number | null | undefined)[] {
    let snapshot: Snapshot | null = null;
    return files.map((fields) => {
      const status = parseStatus(site(fields));
      snapshot = select(status, compile(status), snapshot);
      const confirmedAt = snapshot.objects.get("a;s")?.confirmedAt;
      return confirmedAt == null ? confirmedAt : (confirmedAt - CREATED_AT) / 1000;
    });
  }

  it("is the last hard change of state, else the last change, where the file is the first", () => {
    const changed = { last_state_change: at - 90, last_hard_state_change: at - 60 };
    expect(confirmations({ ...bad, ...changed })).toEqual([-60]);
    expect(confirmations({ ...bad, ...changed, last_hard_state_change: 0 })).toEqual([-90]);
    expect(confirmations(bad)).toEqual([null]);
  });

  it("is the first hard alert in the log of Nagios, where the state has not changed since", () => {
    let compared = 0;
    for (const name of RUNNING) {
      const objects = watchAll(readFixture(name, "status.dat"), 1000);
      for (const [key, confirmedAt] of readConfirmations(readFixture(name, "nagios.log"))) {
        const object = objects.get(key);
        if (object?.confirmedAt == null) continue;
        compared += 1;
        expect(Math.abs(object.confirmedAt - confirmedAt), `${name} ${key}`).toBeLessThanOrEqual(4000);
      }
    }
    expect(compared).toBeGreaterThan(15);
  });

  it("is never while all is well, or while nothing is confirmed yet", () => {
    const changed = { last_state_change: at - 90, last_hard_state_change: at - 6000 };
    expect(confirmations({ ...changed, current_state: 0 })).toEqual([null]);
    expect(confirmations({ ...changed, current_state: 2, state_type: 0, last_hard_state: 0 })).toEqual([null]);
    expect(confirmations({ ...changed, has_been_checked: 0 })).toEqual([null]);
  });

  it("stays while the problem lasts, although a hard change moves Nagios' own time", () => {
    const soft = { ...bad, state_type: 0, last_hard_state: 0, last_state_change: at - 120 };
    const warning = { ...bad, current_state: 1, last_state_change: at - 60, last_hard_state_change: at - 60 };
    const critical = { ...bad, last_state_change: at - 30, last_hard_state_change: at - 30 };
    expect(confirmations(soft, warning, critical)).toEqual([null, -60, -60]);
  });

  it("is a new one when another problem took its place", () => {
    const first = { ...bad, last_state_change: at - 60, last_hard_state_change: at - 60 };
    const second = { ...bad, current_problem_id: 8, last_state_change: at - 10, last_hard_state_change: at - 10 };
    expect(confirmations(first, second)).toEqual([-60, -10]);
    expect(confirmations(first, { current_state: 0, last_state_change: at - 20 }, second)).toEqual([-60, null, -10]);
  });
});

describe("when a problem began", () => {
  it("is its first soft failure in the log of Nagios, although the file is read when it is hard", () => {
    let compared = 0;
    for (const name of RUNNING) {
      const objects = watchAll(readFixture(name, "status.dat"), 1000);
      for (const [key, begin] of readBegins(readFixture(name, "nagios.log"))) {
        const object = objects.get(key);
        if (object?.problemBeganAt == null) continue;
        compared += 1;
        // A check that times out is noted at its end, its last good moment at its start.
        expect(Math.abs(object.problemBeganAt - begin), `${name} ${key}`).toBeLessThanOrEqual(4000);
      }
    }
    expect(compared).toBeGreaterThan(15);
  });

  it("is looked for about as far back as the retries took, and no further", () => {
    const at = CREATED_AT / 1000;
    const problem = { current_state: 2, state_type: 1, current_attempt: 3, retry_interval: "1.000000" };
    const moved = { ...problem, last_state_change: at - 60, last_hard_state_change: at - 60 };
    const began = (fields: Record<string, string | number>) =>
      watchAll(INFO + hostBlock("a") + serviceBlock("a", "s", fields)).get("a;s")?.problemBeganAt;
    expect(began({ ...moved, last_time_ok: at - 180 })).toBe(CREATED_AT - 180_000);
    for (const last_time_ok of [at - 1000, at - 100, at - 60, 0]) {
      expect(began({ ...moved, last_time_ok }), String(last_time_ok)).toBe(CREATED_AT - 60_000);
    }
    expect(began({ ...moved, last_time_ok: at - 180, last_hard_state_change: at - 30 })).toBe(CREATED_AT - 60_000);
  });
});
