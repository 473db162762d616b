import { describe, expect, it } from "vitest";
import { statusOf } from "@/lib/domain/incident";
import { TELL_ALL } from "@/lib/domain/policy";
import { sampleComponent } from "@/lib/domain/sample-snapshot";
import type { ObjectComment, WatchedObject } from "@/lib/domain/snapshot";
import { componentsOf, createWorld, minute, object, pastProblem } from "./world.testing";

const http = (state: "ok" | "critical", beganAt: number, at: number, more: Partial<WatchedObject> = {}) =>
  object("web1;HTTP", state, minute(beganAt), minute(at), more);
const web = (at: number) => object("web1", "up", minute(-100), minute(at));
const site = () => createWorld(componentsOf([http("ok", -100, 0)]));

describe("one problem", () => {
  it("opens an incident with its true start, is over with Nagios' time, and is resolved when it stays calm", () => {
    const world = site();
    expect(world.at(0, [web(0), http("critical", -3, 0)]).counts).toEqual({ opened: 1, updated: 0, closed: 0 });
    world.at(6, [web(6), http("ok", 5, 6)]);
    expect(world.book.records[0]?.incident).toMatchObject({
      startedAt: minute(-3),
      endedAt: minute(5),
      endReason: "recovered",
      resolvedAt: null,
      impact: "major_outage",
      publicAt: minute(-3),
    });
    world.at(11, [web(11), http("ok", 5, 11)]);
    const [record] = world.book.records;
    expect(record?.incident.resolvedAt).toBe(minute(10));
    expect(record?.updates.map(({ code, status, at }) => [code, status, at])).toEqual([
      ["opened", "investigating", minute(-3)],
      ["recovered", "monitoring", minute(5)],
      ["resolved", "resolved", minute(10)],
    ]);
    expect(record?.updates[0]?.reason).toBe("opened: HARD CRITICAL on web1-http: 1 of 1 out, rule worst");
  });

  it("is resolved at once where nothing is to be watched after it", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(6, [web(6), http("ok", 5, 6)], { rules: { monitoringMs: 0 } });
    expect(world.book.records[0]?.updates.map(({ code }) => code)).toEqual(["opened", "resolved"]);
  });

  it("reopens its incident when it is back within the window, and opens another one after it", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(6, [web(6), http("ok", 5, 6)]);
    world.at(20, [web(20), http("critical", 19, 20)]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.incident).toMatchObject({ endedAt: null, resolvedAt: null });
    expect(world.book.records[0]?.updates.at(-1)).toMatchObject({ code: "reopened", at: minute(19) });
    world.at(30, [web(30), http("ok", 25, 30)]);
    world.at(60, [web(60), http("critical", 41, 60)]);
    expect(world.book.records).toHaveLength(2);
  });

  it("is two problems of one incident when it recovered and failed again between two looks", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(5, [web(5), http("critical", 4, 5)]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.problems.map(({ endedAt }) => endedAt)).toEqual([minute(4), null]);
  });

  it("takes over what the history tells of its end", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(5, [web(5), http("critical", 4, 5)], { findRecovery: () => minute(2) });
    expect(world.book.records[0]?.problems.map(({ endedAt }) => endedAt)).toEqual([minute(2), null]);
  });

  it("is identified while it is acknowledged", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(1, [web(1), http("critical", -3, 1, { acknowledged: true })]);
    const [record] = world.book.records;
    expect(record && statusOf(record.incident)).toBe("identified");
    expect(record?.updates.at(-1)).toMatchObject({ code: "identified", status: "identified" });
    world.at(2, [web(2), http("critical", -3, 2)]);
    expect(world.book.records[0]?.updates.at(-1)).toMatchObject({ code: "unacknowledged", status: "investigating" });
  });

  it("is one unstable incident while it flaps", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(1, [web(1), http("ok", 1, 1, { flapping: true })]);
    world.at(2, [web(2), http("critical", 2, 2, { flapping: true })]);
    world.at(3, [web(3), http("ok", 3, 3, { flapping: true })]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.incident).toMatchObject({ unstable: true, endedAt: null });
    expect(world.book.records[0]?.problems).toHaveLength(1);
    world.at(40, [web(40), http("ok", 3, 40)]);
    expect(world.book.records[0]?.incident).toMatchObject({ unstable: false, endedAt: minute(3) });
  });
});

describe("what opens and closes nothing by itself", () => {
  it("is a state from before the problem, as after a crash of Nagios", () => {
    const world = site();
    world.at(10, [web(10), http("critical", 5, 10)]);
    const back = world.at(12, [object("web1", "up", minute(-100), minute(0)), http("ok", -50, 0)]);
    expect(back.counts.closed).toBe(0);
    world.at(14, [web(14), http("ok", -50, 14)]);
    expect(world.book.records[0]?.incident.endedAt).toBe(minute(14));
  });

  it("is a problem that was over already", () => {
    const world = site();
    world.at(10, [web(10), http("critical", 5, 10)]);
    world.at(12, [web(12), http("ok", 11, 12)]);
    world.at(14, [web(14), http("critical", 5, 9)]);
    expect(world.book.records[0]?.incident.endedAt).toBe(minute(11));
    world.at(16, [web(16), http("critical", 5, 15)]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.incident.endedAt).toBeNull();
  });

  it("is a gap in the data; what lasted through it says so, once", () => {
    const world = site();
    const gaps = [{ from: minute(2), to: minute(40) }];
    world.at(1, [web(1), http("critical", 0, 1)]);
    world.at(41, [web(41), http("critical", 0, 41)], { gaps });
    world.at(42, [web(42), http("critical", 0, 42)], { gaps });
    const told = world.book.records[0]?.updates.filter(({ code }) => code === "gap");
    expect(told).toMatchObject([{ at: minute(40), reference: minute(2) }]);
  });

  it("is an object that Nagios does not know for a moment", () => {
    const world = site();
    const objects = [web(1), http("critical", 0, 1)];
    world.at(1, objects);
    const none = { owners: new Map() };
    const without = (count: number) =>
      world.at(count, [web(count)], { snapshot: { ...none, createdAt: minute(count) } as never });
    without(2);
    expect(world.book.records[0]?.incident.endedAt).toBeNull();
    world.at(3, [web(3), http("critical", 0, 3)]);
    expect(world.book.records[0]?.problems[0]?.goneAt).toBeNull();
    without(4);
    without(20);
    expect(world.book.records[0]?.incident).toMatchObject({ endedAt: minute(4), endReason: "removed" });
    expect(world.book.records[0]?.updates.at(-1)?.code).toBe("removed");
  });
});

describe("problems that belong together", () => {
  const disk = (state: "ok" | "critical", beganAt: number, at: number) =>
    object("web1;Disk", state, minute(beganAt), minute(at));
  const both = () => createWorld([sampleComponent("website", [http("ok", 0, 0), disk("ok", 0, 0)])]);

  it("are those of one component that begin within the window", () => {
    const world = both();
    world.at(1, [web(1), http("critical", 0, 1), disk("ok", -100, 1)]);
    world.at(6, [web(6), http("critical", 0, 6), disk("critical", 5, 6)]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.problems).toHaveLength(2);
  });

  it("are not those that begin later", () => {
    const world = both();
    world.at(1, [web(1), http("critical", 0, 1), disk("ok", -100, 1)]);
    world.at(7, [web(7), http("critical", 0, 7), disk("critical", 6, 7)]);
    expect(world.book.records).toHaveLength(2);
  });

  it("are the same, however often somebody looked", () => {
    const [often, seldom] = [both(), both()];
    often.at(1, [web(1), http("critical", 0, 1), disk("ok", -100, 1)]);
    often.at(3, [web(3), http("ok", 2, 3), disk("ok", -100, 3)]);
    often.at(5, [web(5), http("ok", 2, 5), disk("critical", 4, 5)]);
    seldom.at(5, [web(5), http("ok", 2, 5), disk("critical", 4, 5)], { past: [pastProblem("web1;HTTP", 0, 2)] });
    const tell = ({ book }: typeof often) =>
      book.records.map(({ incident: { startedAt, endedAt }, problems }) => [startedAt, endedAt, problems.length]);
    expect(tell(often)).toEqual([[minute(0), null, 2]]);
    expect(tell(seldom)).toEqual(tell(often));
  });
});

describe("a root", () => {
  const hosts = ["shop", "mail", "files"];
  const down = (at: number, routerAt: number, isRouterUp = false) => [
    object("router", isRouterUp ? "up" : "down", minute(routerAt), minute(at)),
    ...hosts.map((name) => object(name, "unreachable", minute(routerAt + 1), minute(at))),
    ...hosts.map((name) => object(`${name};HTTP`, "critical", minute(routerAt + 1), minute(at))),
  ];
  const well = (at: number, since: number) => [
    object("router", "up", minute(since), minute(at)),
    ...hosts.map((name) => object(name, "up", minute(since), minute(at))),
    ...hosts.map((name) => object(`${name};HTTP`, "ok", minute(since), minute(at))),
  ];
  const dependsOn = new Map(hosts.map((name) => [name, ["router"]]));
  const network = () => createWorld(componentsOf(down(0, 0)), { dependsOn });

  it("is the incident; what lies behind it is listed", () => {
    const world = network();
    world.at(3, down(3, 0));
    expect(world.book.records).toHaveLength(1);
    const [record] = world.book.records;
    expect(record?.incident).toMatchObject({ rootKey: "router", startedAt: minute(0) });
    expect(record?.incident.components.map(({ slug }) => slug)).toEqual(["shop-http", "mail-http", "files-http"]);
    expect(record?.problems.every(({ role }) => role === "behind")).toBe(true);
    world.at(20, well(20, 10));
    expect(world.book.records[0]?.incident.endedAt).toBe(minute(10));
  });

  it("that is not on show is found all the same", () => {
    const [router, ...rest] = down(3, 0);
    const upstream = new Map(router === undefined ? [] : [["router", router]]);
    const world = createWorld(componentsOf(down(0, 0)), { dependsOn, upstream });
    world.at(3, rest);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.incident.rootKey).toBe("router");
  });

  it("waits until it is confirmed", () => {
    const world = network();
    const soft = (at: number) =>
      down(at, 0).map((each) => (each.key === "router" ? { ...each, confirmed: "up" as const } : each));
    world.at(2, soft(2));
    expect(world.book.records).toHaveLength(0);
    world.at(3, down(3, 0));
    expect(world.book.records).toHaveLength(1);
  });

  it("that is found later joins what began at the same time", () => {
    const world = network();
    const early = down(2, 1).map((each) => {
      if (each.key === "router") return object("router", "up", minute(-100), minute(2));
      return each.kind === "host" ? { ...each, current: "down" as const, confirmed: "down" as const } : each;
    });
    world.at(2, early);
    expect(world.book.records).toHaveLength(3);
    world.at(3, down(3, 1));
    const open = world.book.records.filter(({ incident }) => incident.mergedInto === null);
    expect(open).toHaveLength(1);
    expect(open[0]?.problems).toHaveLength(6);
    expect(open[0]?.incident.rootKey).toBe("router");
    expect(world.at(4, down(4, 1)).incidents).toEqual([]);
  });

  it("leaves what stays broken to an incident of its own, linked", () => {
    const world = network();
    world.at(3, down(3, 0));
    const partly = (at: number) =>
      well(at, 10).map((each) =>
        each.key === "mail;HTTP" ? object(each.key, "critical", minute(1), minute(at)) : each,
      );
    world.at(12, partly(12));
    expect(world.book.records).toHaveLength(1);
    world.at(16, partly(16));
    const [first, second] = world.book.records;
    expect(first?.incident.endedAt).toBe(minute(10));
    expect(second?.incident).toMatchObject({
      followsId: 1,
      startedAt: minute(10),
      rootKey: "mail;HTTP",
      endedAt: null,
    });
    expect(second?.problems).toMatchObject([{ key: "mail;HTTP", role: "root", startedAt: minute(1) }]);
    expect(world.at(17, partly(17)).incidents).toEqual([]);
  });

  it("takes an hour's later failure behind it in", () => {
    const world = network();
    world.at(
      3,
      down(3, 0).filter(({ key }) => !key.startsWith("files")),
    );
    world.at(70, [
      ...down(70, 0).filter(({ key }) => !key.startsWith("files")),
      object("files", "unreachable", minute(65), minute(70)),
      object("files;HTTP", "critical", minute(66), minute(70)),
    ]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.problems).toHaveLength(6);
  });
});

describe("what is told", () => {
  it("begins after the delay of the component, with the true start", () => {
    const world = createWorld(componentsOf([http("ok", 0, 0)], { telling: { mode: "auto", delayMs: 600_000 } }));
    world.at(5, [web(5), http("critical", 0, 5)]);
    expect(world.book.records[0]?.incident.publicAt).toBeNull();
    world.at(10, [web(10), http("critical", 0, 10)]);
    expect(world.book.records[0]?.incident).toMatchObject({ publicAt: minute(10), startedAt: minute(0) });
  });

  it("never begins for what was over before", () => {
    const world = createWorld(componentsOf([http("ok", 0, 0)], { telling: { mode: "auto", delayMs: 600_000 } }));
    world.at(5, [web(5), http("critical", 0, 5)]);
    world.at(30, [web(30), http("ok", 9, 30)]);
    expect(world.book.records[0]?.incident).toMatchObject({ publicAt: null, endedAt: minute(9) });
  });

  it("waits for a person where one has to look", () => {
    const world = createWorld(componentsOf([http("ok", 0, 0)], { telling: { mode: "review", delayMs: 0 } }));
    world.at(5, [web(5), http("critical", 0, 5)]);
    expect(world.book.records[0]?.incident).toMatchObject({ publicAt: null, isDraft: true });
  });

  it("is nothing where that is switched off", () => {
    const world = createWorld(componentsOf([http("ok", 0, 0)], { telling: { mode: "off", delayMs: 0 } }));
    expect(world.at(5, [web(5), http("critical", 0, 5)]).counts.opened).toBe(0);
    expect(TELL_ALL.mode).toBe("auto");
  });

  it("is what somebody in Nagios wrote for the public, and nothing else", () => {
    const world = site();
    const comment = (commentId: number, text: string, kind: ObjectComment["kind"]): ObjectComment => {
      return { key: "web1;HTTP", commentId, kind, enteredAt: minute(2), author: "nagiosadmin", text };
    };
    const comments = [
      comment(1, "#public We are replacing a disk.", "acknowledgement"),
      comment(2, "the disk in bay 4 is dead", "user"),
      comment(3, "#publicity stunt", "user"),
    ];
    const objects = [web(3), http("critical", 0, 3)];
    world.at(3, objects, { snapshot: { comments, createdAt: minute(3) } as never });
    const said = world.book.records[0]?.updates.filter(({ kind }) => kind === "nagios");
    expect(said).toMatchObject([
      { text: "We are replacing a disk.", status: "identified", at: minute(2), author: null },
    ]);
    expect(world.book.records[0]?.nagiosComments).toHaveLength(3);
    const again = world.at(4, [web(4), http("critical", 0, 4)], {
      snapshot: { comments, createdAt: minute(4) } as never,
    });
    expect(again.updates).toEqual([]);
  });
});

describe("what the log tells of the past", () => {
  it("is grouped like the present", () => {
    const world = createWorld([sampleComponent("website", [http("ok", 0, 0), object("web1;Disk", "ok", 0, 0)])]);
    const past = [
      pastProblem("web1;HTTP", -600, -590),
      pastProblem("web1;Disk", -598, -580),
      pastProblem("web1;HTTP", -400, -390),
    ];
    const changes = world.at(0, [web(0), http("ok", -390, 0)], { past });
    expect(
      changes.past.map(({ incident, problems }) => [incident.startedAt, incident.endedAt, problems.length]),
    ).toEqual([
      [minute(-600), minute(-580), 2],
      [minute(-400), minute(-390), 1],
    ]);
    expect(world.at(1, [web(1), http("ok", -390, 1)], { past }).past).toEqual([]);
  });
});
