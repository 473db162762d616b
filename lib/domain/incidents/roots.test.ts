import { describe, expect, it } from "vitest";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { findPresentTimes, findRoot } from "@/lib/domain/problem-times";
import { sampleHistory } from "@/lib/domain/sample-history";
import { sampleComponent } from "@/lib/domain/sample-snapshot";
import type { CheckResult, WatchedObject } from "@/lib/domain/snapshot";
import { componentsOf, createWorld, minute, object, pastProblem, type World } from "./world.testing";

const ROUTER = "router";
const DEPENDS_ON = new Map([["shop", [ROUTER]]]);

const router = (state: CheckResult, since: number, at: number, more: Partial<WatchedObject> = {}) =>
  object(ROUTER, state, minute(since), minute(at), more);
const shop = (state: CheckResult, since: number, at: number) => object("shop", state, minute(since), minute(at));
const http = (state: CheckResult, since: number, at: number, more: Partial<WatchedObject> = {}) =>
  object("shop;HTTP", state, minute(since), minute(at), more);

/** The router is a component of its own, the shop's website another one. */
function site(): World {
  const well = [router("up", -99, 0), shop("up", -99, 0), http("ok", -99, 0)];
  const components = [...componentsOf(well), sampleComponent("network", well.slice(0, 1))];
  return createWorld(components, { dependsOn: DEPENDS_ON });
}

/** Root, begin and problems of each incident that stands for itself. */
function tell({ book }: World) {
  return book.records
    .filter(({ incident }) => incident.mergedInto === null)
    .map(({ incident, problems }) => [incident.rootKey, incident.startedAt, problems.map(({ key }) => key).sort()]);
}

describe("what fails with a root", () => {
  it("stays by itself when it was out long before", () => {
    const world = site();
    world.at(0, [router("up", -99, 0), shop("up", -99, 0), http("critical", -3, 0)]);
    world.at(10, [router("down", 8, 10), shop("unreachable", 8, 10), http("critical", -3, 10)]);
    expect(tell(world)).toEqual([
      ["shop;HTTP", minute(-3), ["shop;HTTP"]],
      [ROUTER, minute(8), [ROUTER, "shop"]],
    ]);
  });

  it("stays by itself at a first start, too", () => {
    const world = site();
    world.at(10, [router("down", 8, 10), shop("unreachable", 8, 10), http("critical", -3, 10)]);
    expect(tell(world)).toHaveLength(2);
  });

  it("belongs there, though the same object recovered from another problem a moment before", () => {
    const world = site();
    world.at(0, [router("up", -99, 0), shop("up", -99, 0), http("critical", -3, 0)]);
    world.at(5, [router("up", -99, 5), shop("up", -99, 5), http("ok", 4, 5)]);
    world.at(10, [router("down", 8, 10), shop("unreachable", 8, 10), http("critical", 8, 10)]);
    expect(tell(world)).toEqual([
      ["shop;HTTP", minute(-3), ["shop;HTTP"]],
      [ROUTER, minute(8), [ROUTER, "shop", "shop;HTTP"]],
    ]);
  });

  it("does not make the outage longer because it was not quite well for days", () => {
    const world = site();
    const worse = http("critical", 8, 10, { problemBeganAt: minute(-5000) });
    world.at(10, [router("down", 8, 10), shop("unreachable", 8, 10), worse]);
    expect(tell(world)).toEqual([[ROUTER, minute(8), [ROUTER, "shop", "shop;HTTP"]]]);
  });

  it("has its root in what was confirmed while it lasted, though both were over before somebody looked", () => {
    const world = site();
    const history = sampleHistory().state(ROUTER, minute(-99), "up").state("shop", minute(-99), "up");
    history.state("shop;HTTP", minute(-99), "ok").state("shop;HTTP", minute(1), "critical");
    history.state(ROUTER, minute(2), "~down").state("shop", minute(2), "~down");
    history.state(ROUTER, minute(3), "down").state("shop", minute(3), "unreachable");
    for (const [key, state] of [
      ["shop;HTTP", "ok"],
      [ROUTER, "up"],
      ["shop", "up"],
    ] as const)
      history.state(key, minute(6), state);
    const facts = { history, snapshot: { dependsOn: DEPENDS_ON }, mapping: DEFAULT_MAPPING, windowMs: 300_000 };
    world.at(10, [router("up", 6, 10), shop("up", 6, 10), http("ok", 6, 10)], {
      past: [pastProblem("shop;HTTP", 1, 6), pastProblem(ROUTER, 2, 6)],
      findTimes: (key) => findPresentTimes(facts, key, minute(10)),
      findRoot: (key, window) => findRoot(key, facts, window),
    });
    expect(tell(world)).toEqual([[ROUTER, minute(1), [ROUTER, "shop;HTTP"].sort()]]);
  });
});

describe("what is said of it", () => {
  it("is not that somebody withdrew the acknowledgement of a root that recovered", () => {
    const world = site();
    const acknowledged = router("down", 8, 10, { acknowledged: true });
    world.at(10, [acknowledged, shop("unreachable", 8, 10), http("critical", 8, 10)]);
    world.at(12, [router("up", 11, 12), shop("up", 11, 12), http("critical", 8, 12)]);
    const codes = () => world.book.records[0]?.updates.map(({ code }) => code);
    expect(codes()).toEqual(["opened", "identified"]);
    world.at(14, [router("up", 11, 14), shop("up", 11, 14), http("ok", 13, 14)]);
    expect(codes()).toEqual(["opened", "identified", "recovered"]);
  });

  it("is that the problem is back with its present state, not with that of its recovery", () => {
    const world = site();
    const hosts = (at: number) => [router("up", -99, at), shop("up", -99, at)];
    world.at(0, [...hosts(0), http("critical", -3, 0, { acknowledged: true })]);
    world.at(5, [...hosts(5), http("ok", 4, 5)]);
    world.at(8, [...hosts(8), http("critical", 7, 8)]);
    expect(world.book.records[0]?.updates.at(-1)).toMatchObject({
      code: "reopened",
      status: "investigating",
      components: [{ state: "major_outage" }],
    });
  });

  it("names each return of what was over, back and over again between two looks", () => {
    const world = site();
    const hosts = (at: number) => [router("up", -99, at), shop("up", -99, at)];
    world.at(0, [...hosts(0), http("critical", -3, 0)]);
    world.at(2, [...hosts(2), http("ok", 1, 2)]);
    world.at(6, [...hosts(6), http("ok", 5, 6)], { past: [pastProblem("shop;HTTP", 4, 5)] });
    expect(world.book.records[0]?.updates.map(({ code, at }) => [code, at])).toEqual([
      ["opened", minute(-3)],
      ["recovered", minute(1)],
      ["reopened", minute(4)],
      ["recovered", minute(5)],
    ]);
  });
});

describe("what flaps", () => {
  it("is known with every failure of it when the log tells that it was well between", () => {
    const world = site();
    const hosts = (at: number) => [router("up", -99, at), shop("up", -99, at)];
    const findRecovery = () => minute(1);
    const flapping = { flapping: true };
    world.at(0, [...hosts(0), http("critical", 0, 0, flapping)]);
    world.at(9, [...hosts(9), http("ok", 8, 9, flapping)], { findRecovery, past: [pastProblem("shop;HTTP", 3, 8)] });
    world.at(20, [...hosts(20), http("ok", 8, 20)], { findRecovery });
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.incident.endedAt).toBe(minute(8));
    expect(world.book.records[0]?.problems.map(({ endedAt }) => endedAt)).toEqual([minute(1), minute(8)]);
  });
});

describe("what remains when a root has recovered", () => {
  it("goes together with what it follows from now, though it failed before that", () => {
    const world = site();
    world.at(0, [router("up", -99, 0), shop("up", -99, 0), http("critical", 0, 0)]);
    world.at(1, [router("down", 1, 1), shop("unreachable", 1, 1), http("critical", 0, 1)]);
    const later = (at: number) => [router("up", 2, at), shop("down", 1, at), http("critical", 0, at)];
    world.at(2, later(2));
    world.at(7, later(7));
    expect(tell(world)).toEqual([
      [ROUTER, minute(0), [ROUTER]],
      ["shop", minute(2), ["shop", "shop;HTTP"]],
    ]);
    expect(world.at(7, later(7)).lines).toEqual([]);
  });

  it("waits with what it follows from now, while that was not checked since", () => {
    const world = site();
    world.at(1, [router("down", 1, 1), shop("unreachable", 1, 1), http("critical", 1, 1)]);
    const later = (shopAt: number, at: number) => [
      router("up", 2, at),
      shop("down", 1, shopAt),
      http("critical", 1, at),
    ];
    world.at(8, later(1, 8));
    expect(tell(world)).toEqual([[ROUTER, minute(1), [ROUTER, "shop", "shop;HTTP"]]]);
    world.at(9, later(9, 9));
    expect(tell(world)).toEqual([
      [ROUTER, minute(1), [ROUTER]],
      ["shop", minute(2), ["shop", "shop;HTTP"]],
    ]);
  });
});
