import { describe, expect, it } from "vitest";
import { type Members, TELL_ALL } from "@/lib/domain/policy";
import type { Snapshot } from "@/lib/domain/snapshot";
import { CREATED_AT, hostBlock, INFO, objectBlock, serviceBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { parseModel, parseStatus, RUNNING, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { compileSelection } from "./compile-selection";
import { select, selectInSlices } from "./select";

const EVERYTHING: Members = { hosts: ["*"], services: ["*;*"], hostgroups: [], servicegroups: [] };

function selectAll(text: string, previous: ReturnType<typeof select> | null = null, members = EVERYTHING) {
  const status = parseStatus(text);
  return select(
    status,
    compileSelection(null, status.names, { kind: "objects", members, telling: TELL_ALL }),
    previous,
  );
}

/** What is said of a service with some fields, on a host with some fields. */
function watch(service: Record<string, string | number>, host: Record<string, string | number> = {}, program = "") {
  return selectAll(INFO + program + hostBlock("a", host) + serviceBlock("a", "s", service)).objects.get("a;s");
}

function readSnapshot(name: string) {
  const status = parseStatus(readFixture(name, "status.dat"));
  const model = parseModel(readFixture(name, "objects.cache"));
  return select(
    status,
    compileSelection(model, status.names, { kind: "objects", members: EVERYTHING, telling: TELL_ALL }),
    null,
  );
}

describe("states", () => {
  it.each([
    [0, "ok"],
    [1, "warning"],
    [2, "critical"],
    [3, "unknown"],
  ])("a hard service state %i is %s", (state, result) => {
    expect(watch({ current_state: state })).toMatchObject({ current: result, confirmed: result });
  });

  it.each([
    [0, "up"],
    [1, "down"],
    [2, "unreachable"],
  ])("a hard host state %i is %s", (state, result) => {
    const host = selectAll(INFO + hostBlock("a", { current_state: state })).objects.get("a");
    expect(host).toMatchObject({ current: result, confirmed: result, kind: "host", hostName: "a" });
  });

  it("never checked is pending, although Nagios writes state 0", () => {
    expect(watch({ has_been_checked: 0, current_state: 0, last_check: 0 })).toMatchObject({
      current: "pending",
      confirmed: "pending",
      lastCheckAt: null,
      problemBeganAt: null,
    });
  });

  it.each(["9", "x", ""])("a state %j that cannot be told is pending, never good", (state) => {
    expect(watch({ current_state: state })).toMatchObject({ current: "pending", confirmed: "pending" });
    expect(selectAll(INFO + hostBlock("a", { current_state: state })).objects.get("a")?.confirmed).toBe("pending");
  });

  it("a soft problem leaves what was confirmed before", () => {
    expect(watch({ current_state: 2, state_type: 0, last_hard_state: 0 })).toMatchObject({
      current: "critical",
      confirmed: "ok",
    });
    expect(watch({ current_state: 2, state_type: 0, last_hard_state: 1 })?.confirmed).toBe("warning");
    expect(watch({ current_state: 2, state_type: 0, last_hard_state: 9 })?.confirmed).toBe("pending");
  });

  it("a recovery counts whatever its type", () => {
    expect(watch({ current_state: 0, state_type: 0, last_hard_state: 2 })).toMatchObject({
      current: "ok",
      confirmed: "ok",
      problemBeganAt: null,
    });
  });

  it("a hard problem counts at whatever attempt", () => {
    expect(watch({ current_state: 2, state_type: 1, current_attempt: 1, max_attempts: 3 })?.confirmed).toBe("critical");
  });
});

describe("the beginning of a problem", () => {
  const SECOND = 1000;

  it("is the last change of state, else the best that Nagios tells", () => {
    const problem = { current_state: 2, state_type: 1 };
    const began = (fields: Record<string, number>) => watch({ ...problem, ...fields })?.problemBeganAt;
    expect(began({ last_state_change: 500, last_hard_state_change: 600, last_time_ok: 400 })).toBe(500 * SECOND);
    expect(began({ last_state_change: 0, last_hard_state_change: 600, last_time_ok: 400 })).toBe(600 * SECOND);
    expect(began({ last_time_ok: 400 })).toBe(400 * SECOND);
    expect(began({})).toBe(CREATED_AT);
  });

  it.each([7, 0])("stays while the problem lasts, although the state changes (problem %i)", (problem) => {
    const at = (state: number, changed: number, type = 1) =>
      INFO +
      hostBlock("a") +
      serviceBlock("a", "s", {
        current_state: state,
        state_type: type,
        current_problem_id: problem,
        last_state_change: changed,
      });
    const soft = selectAll(at(1, 500, 0));
    const hard = selectAll(at(2, 700), soft);
    expect(hard.objects.get("a;s")).toMatchObject({ problemBeganAt: 500 * SECOND, changedAt: 700 * SECOND });
    const well = selectAll(at(0, 800), hard);
    expect(well.objects.get("a;s")).toMatchObject({ problemBeganAt: null, changedAt: 800 * SECOND });
    expect(selectAll(at(2, 900), well).objects.get("a;s")?.problemBeganAt).toBe(900 * SECOND);
  });

  it("is a new one when another problem took its place", () => {
    const at = (problem: number, changed: number) =>
      INFO + hostBlock("a", { current_state: 1, current_problem_id: problem, last_state_change: changed });
    const first = selectAll(at(7, 500));
    expect(selectAll(at(8, 900), first).objects.get("a")?.problemBeganAt).toBe(900 * SECOND);
  });
});

describe("downtime", () => {
  it("of a host is one of its services, whose own depth Nagios leaves at 0", () => {
    expect(watch({ scheduled_downtime_depth: 0 }, { scheduled_downtime_depth: 1 })?.inDowntime).toBe(true);
    expect(watch({ scheduled_downtime_depth: 2 })?.inDowntime).toBe(true);
    expect(watch({})?.inDowntime).toBe(false);
  });

  it("that is flexible lasts from its own start for its duration once it runs", () => {
    const fields = { host_name: "a", downtime_id: 5, start_time: 100, end_time: 900, fixed: 0, duration: 50 };
    const find = (extra: Record<string, number>) =>
      selectAll(INFO + hostBlock("a") + statusBlock("hostdowntime", { ...fields, ...extra })).downtimes[0];
    expect(find({ flex_downtime_start: 0, is_in_effect: 0 })).toMatchObject({
      startsAt: 100_000,
      endsAt: 900_000,
      inEffect: false,
    });
    expect(find({ flex_downtime_start: 880, is_in_effect: 1 })).toMatchObject({
      startsAt: 880_000,
      endsAt: 930_000,
      inEffect: true,
    });
  });

  it("of a version that does not say so is in effect within its window", () => {
    const now = CREATED_AT / 1000;
    const find = (start: number, end: number, fixed: number) =>
      selectAll(
        INFO +
          hostBlock("a") +
          statusBlock("hostdowntime", { host_name: "a", start_time: start, end_time: end, fixed }),
      ).downtimes[0]?.inEffect;
    expect([find(now - 10, now + 10, 1), find(now + 1, now + 10, 1), find(now - 10, now, 1)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(find(now - 10, now + 10, 0)).toBe(false);
  });
});

describe("a downtime as it is told", () => {
  const find = (fields: Record<string, string | number>) =>
    selectAll(INFO + hostBlock("a") + statusBlock("hostdowntime", { host_name: "a", ...fields })).downtimes[0];

  it("that is fixed has its window, its entry and who entered it", () => {
    const fields = { downtime_id: 5, entry_time: 50, start_time: 100, end_time: 900, duration: 800, fixed: 1 };
    expect(find({ ...fields, triggered_by: 0, is_in_effect: 0, author: "ops", comment: "Firmware" })).toEqual({
      key: "a",
      downtimeId: 5,
      enteredAt: 50_000,
      startsAt: 100_000,
      endsAt: 900_000,
      windowStartsAt: 100_000,
      windowEndsAt: 900_000,
      flexible: false,
      durationMs: 800_000,
      triggeredBy: 0,
      inEffect: false,
      author: "ops",
      text: "Firmware",
    });
  });

  it("that is flexible keeps its window and its duration while it runs", () => {
    const fields = { start_time: 100, end_time: 900, fixed: 0, duration: 50 };
    const window = { windowStartsAt: 100_000, windowEndsAt: 900_000, flexible: true, durationMs: 50_000 };
    expect(find({ ...fields, flex_downtime_start: 0, is_in_effect: 0 })).toMatchObject(window);
    expect(find({ ...fields, flex_downtime_start: 880, is_in_effect: 1 })).toMatchObject({
      ...window,
      startsAt: 880_000,
      endsAt: 930_000,
    });
  });

  it("that another one triggers names it", () => {
    expect(find({ start_time: 100, end_time: 900, fixed: 1, triggered_by: 3 })?.triggeredBy).toBe(3);
  });

  it("without an entry was entered when the file was written", () => {
    expect(find({ start_time: 100, end_time: 900 })?.enteredAt).toBe(CREATED_AT);
  });
});

describe("monitoring", () => {
  const program = (fields: Record<string, number>) => statusBlock("programstatus", fields);

  it.each([
    [1, 1, true],
    [0, 1, true],
    [1, 0, true],
    [0, 0, false],
  ])("with active checks %i and passive checks %i is %s", (active, passive, monitored) => {
    const fields = { active_checks_enabled: active, passive_checks_enabled: passive };
    expect(watch(fields)?.monitored).toBe(monitored);
    const off = { active_service_checks_enabled: active, passive_service_checks_enabled: passive };
    expect(watch({}, {}, program(off))?.monitored).toBe(monitored);
  });

  it("is off when the program and the object together leave no way", () => {
    const off = program({ active_service_checks_enabled: 0, passive_service_checks_enabled: 1 });
    expect(watch({ passive_checks_enabled: 0 }, {}, off)?.monitored).toBe(false);
    expect(watch({ passive_checks_enabled: 1 }, {}, off)?.monitored).toBe(true);
  });

  it("of hosts and of services is switched apart", () => {
    const off = program({ active_host_checks_enabled: 0, passive_host_checks_enabled: 0 });
    const { objects } = selectAll(INFO + off + hostBlock("a") + serviceBlock("a", "s"));
    expect([objects.get("a")?.monitored, objects.get("a;s")?.monitored]).toEqual([false, true]);
  });
});

describe("what is watched", () => {
  const site = INFO + hostBlock("a") + serviceBlock("a", "s") + hostBlock("b") + serviceBlock("b", "t");
  const comment = (host: string, type: number) =>
    statusBlock("hostcomment", { host_name: host, entry_type: type, comment_id: type, entry_time: 100, author: "x" });
  const onlyS: Members = { ...EVERYTHING, hosts: [], services: ["a;s"] };

  it("is what was chosen and its host, nothing else", () => {
    const { objects, components } = selectAll(site, null, onlyS);
    expect([...objects.values()].map(({ key, chosen }) => [key, chosen])).toEqual([
      ["a", false],
      ["a;s", true],
    ]);
    expect(components.map(({ name, members }) => [name, members])).toEqual([["s", ["a;s"]]]);
  });

  it("brings only its own comments", () => {
    const text = site + [1, 2, 3, 4, 9].map((type) => comment("a", type)).join("") + comment("b", 1);
    expect(selectAll(text, null, onlyS).comments.map(({ key, kind, enteredAt }) => [key, kind, enteredAt])).toEqual([
      ["a", "user", 100_000],
      ["a", "downtime", 100_000],
      ["a", "flapping", 100_000],
      ["a", "acknowledgement", 100_000],
      ["a", "other", 100_000],
    ]);
  });

  it("is known with the start of Nagios, where the file tells it", () => {
    expect(selectAll(site).programStartedAt).toBeNull();
    expect(selectAll(site + statusBlock("programstatus", { program_start: 400 })).programStartedAt).toBe(400_000);
  });

  it("stays a member of its component when the status file lacks it", () => {
    const status = parseStatus(site);
    const compiled = compileSelection(null, status.names, { kind: "objects", members: onlyS, telling: TELL_ALL });
    const { objects, components } = select(parseStatus(INFO + hostBlock("a")), compiled, null);
    expect([...objects.keys()]).toEqual(["a"]);
    expect(components[0]?.members).toEqual(["a;s"]);
  });

  it("is selected the same in slices, which are many", () => {
    const status = parseStatus(INFO + Array.from({ length: 3500 }, (_, i) => hostBlock(`host-${i}`)).join(""));
    const compiled = compileSelection(null, status.names, { kind: "objects", members: EVERYTHING, telling: TELL_ALL });
    const work = selectInSlices(status, compiled, null);
    let slices = 0;
    let step = work.next();
    for (; step.done !== true; step = work.next()) slices += 1;
    expect(slices).toBe(3);
    expect(step.value).toEqual(select(status, compiled, null));
  });
});

describe("what is not watched, and something watched depends on", () => {
  const model = parseModel(
    objectBlock("host", { host_name: "router" }) +
      objectBlock("host", { host_name: "a", parents: "router" }) +
      objectBlock("host", { host_name: "b", parents: "router" }) +
      objectBlock("service", { host_name: "a", service_description: "s" }),
  );
  const site = (router: Record<string, string | number>, more = "") =>
    INFO + hostBlock("router", router) + hostBlock("a") + hostBlock("b") + serviceBlock("a", "s") + more;
  const members: Members = { ...EVERYTHING, hosts: [], services: ["a;s"] };

  function look(text: string, previous: Snapshot | null = null) {
    const status = parseStatus(text);
    return select(
      status,
      compileSelection(model, status.names, { kind: "objects", members, telling: TELL_ALL }),
      previous,
    );
  }

  it("is said apart from what is on show", () => {
    const { objects, upstream, dependsOn, owners } = look(site({ current_state: 1 }));
    expect([...objects.keys()]).toEqual(["a", "a;s"]);
    expect([...upstream.values()]).toMatchObject([{ key: "router", chosen: false, confirmed: "down" }]);
    expect(dependsOn).toEqual(new Map([["a", ["router"]]]));
    expect(owners.has("router")).toBe(false);
  });

  it("keeps the beginning and the confirmation of its problem from file to file, on show before or not", () => {
    const first = { current_state: 1, current_problem_id: 7, last_state_change: 500, last_hard_state_change: 520 };
    const later = { ...first, current_state: 2, last_state_change: 700, last_hard_state_change: 700 };
    const times = { problemBeganAt: 500_000, confirmedAt: 520_000 };
    const before = look(site(first));
    expect(look(site(later), before).upstream.get("router")).toMatchObject(times);
    const shown = { ...before, objects: new Map([...before.objects, ...before.upstream]), upstream: new Map() };
    expect(look(site(later), shown).upstream.get("router")).toMatchObject(times);
  });

  it("brings its comments, and none of its downtimes", () => {
    const comment = (host: string) =>
      statusBlock("hostcomment", { host_name: host, entry_type: 4, comment_id: 1, entry_time: 100, author: "x" });
    const downtime = (host: string) =>
      statusBlock("hostdowntime", { host_name: host, downtime_id: 1, start_time: 100, end_time: 900 });
    const text = ["router", "a", "b"].map((host) => comment(host) + downtime(host)).join("");
    const { comments, downtimes } = look(site({}, text));
    expect(comments.map(({ key }) => key)).toEqual(["router", "a"]);
    expect(downtimes.map(({ key }) => key)).toEqual(["a"]);
  });

  it("is left out where the status file lacks it", () => {
    expect(look(INFO + hostBlock("a") + serviceBlock("a", "s")).upstream).toEqual(new Map());
  });
});

describe("the snapshots of a real Nagios", () => {
  it("s01: what was never checked is pending", () => {
    const pending = [...readSnapshot("s01-baseline").objects.values()].filter((o) => o.confirmed === "pending");
    expect(pending.map((o) => o.key).sort()).toEqual(["nas backup;Quarterly Restore Test", "spare-01"]);
  });

  it("s02: one hard problem is confirmed, one soft one is not", () => {
    const troubled = [...readSnapshot("s02-hard-and-soft").objects.values()].filter(
      (o) => o.current !== "ok" && o.current !== "up" && o.current !== "pending",
    );
    const isConfirmed = (o: (typeof troubled)[number]) => o.confirmed === o.current;
    expect(troubled.some(isConfirmed)).toBe(true);
    expect(troubled.filter((o) => !isConfirmed(o)).map((o) => o.confirmed)).toEqual(["ok"]);
  });

  it("s03: a host in downtime takes its services along", () => {
    const { objects } = readSnapshot("s03-host-down-flexible-downtime");
    const hosts = [...objects.values()].filter((o) => o.kind === "host" && o.inDowntime);
    expect(hosts.length).toBeGreaterThan(0);
    for (const { hostName } of hosts) {
      const services = [...objects.values()].filter((o) => o.hostName === hostName);
      expect(services.every((o) => o.inDowntime)).toBe(true);
    }
  });

  it("s05: a host and a service are flapping", () => {
    const flapping = [...readSnapshot("s05-flapping").objects.values()].filter((o) => o.flapping);
    expect(new Set(flapping.map((o) => o.kind))).toEqual(new Set(["host", "service"]));
  });

  it("s11: one host is down, twelve are unreachable, and an old comment is no acknowledgement", () => {
    const { objects, comments } = readSnapshot("s11-major-outage");
    const count = (result: string) => [...objects.values()].filter((o) => o.confirmed === result).length;
    expect([count("down"), count("unreachable")]).toEqual([1, 12]);
    const left = comments.filter((c) => c.kind === "acknowledgement" && c.key === "www2.example.com;HTTPS");
    expect(left.length).toBe(1);
    expect(objects.get("www2.example.com;HTTPS")?.acknowledged).toBe(false);
  });

  it("s11: the twelve that are unreachable depend on the one that is down", () => {
    const { objects, dependsOn } = readSnapshot("s11-major-outage");
    const lost = [...objects.values()].filter((o) => o.kind === "host" && o.confirmed === "unreachable");
    const reach = (key: string): string[] => (dependsOn.get(key) ?? []).flatMap((parent) => [parent, ...reach(parent)]);
    const down = [...objects.values()].filter((o) => o.confirmed === "down").map((o) => o.key);
    expect(lost.map((o) => o.key).filter((key) => !reach(key).some((parent) => down.includes(parent)))).toEqual([]);
  });

  it.each(RUNNING)("%s: only what is confirmed was confirmed, and before the file was written", (name) => {
    const { objects, createdAt } = readSnapshot(name);
    for (const object of objects.values()) {
      const isProblem = !["ok", "up", "pending"].includes(object.confirmed);
      expect(object.confirmedAt !== null, object.key).toBe(isProblem);
      expect(object.confirmedAt ?? 0).toBeLessThanOrEqual(createdAt);
    }
  });

  it.each(RUNNING)("%s: a problem began before the file was written, and only problems have a beginning", (name) => {
    const { objects, createdAt } = readSnapshot(name);
    for (const object of objects.values()) {
      const isProblem = !["ok", "up", "pending"].includes(object.current);
      expect(object.problemBeganAt !== null, object.key).toBe(isProblem);
      expect(object.problemBeganAt ?? 0).toBeLessThanOrEqual(createdAt);
    }
  });

  it("keep the texts of every language exactly", () => {
    const { objects } = readSnapshot("s05-flapping");
    expect(objects.get("Büro-Drucker 3. OG;Füllstand Toner 🖨")?.output).toContain("温度正常 🌡️");
    const latin = [...objects.values()].find((object) => object.serviceDescription === "Température baie");
    expect(latin?.output).toMatch(/[éè°]/);
  });
});
