import { describe, expect, it } from "vitest";
import type { WatchedObject } from "@/lib/domain/snapshot";
import { componentsOf, createWorld, minute, object } from "./world.testing";

const http = (state: "ok" | "critical", beganAt: number, at: number, more: Partial<WatchedObject> = {}) =>
  object("web1;HTTP", state, minute(beganAt), minute(at), more);
const web = (at: number, state: "up" | "down" = "up", beganAt = -2000) =>
  object("web1", state, minute(beganAt), minute(at));
const site = (more = {}) => createWorld(componentsOf([http("ok", -100, 0)], more));

describe("after Nagios' clock was set back", () => {
  it("a problem that begins is told, although an earlier one ended at an instant that lies ahead", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0, { problemId: 1 })]);
    world.at(6, [web(6), http("ok", 5, 6)]);
    world.at(-900, [web(-900), http("critical", -903, -900, { problemId: 2 })]);
    const lasting = world.book.records.find(({ incident }) => incident.endedAt === null);
    expect(lasting?.incident).toMatchObject({ startedAt: minute(-903), publicAt: minute(-903) });
    expect(lasting?.problems).toMatchObject([{ problemId: 2, endedAt: null }]);
  });

  it("nothing that was known of those instants tells when a problem began", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0, { problemId: 1 })]);
    world.at(6, [web(6), http("ok", 5, 6)]);
    const times = { startedAt: minute(-3), confirmedAt: minute(-3), rootKey: "web1;HTTP", rootStartedAt: null };
    world.at(1, [web(1), http("critical", 0, 1, { problemId: 2 })], { findTimes: () => times });
    const begins = world.book.records.flatMap(({ problems }) => problems.map(({ startedAt }) => startedAt));
    expect(begins.sort((a, b) => a - b)).toEqual([minute(-3), minute(0)]);
  });

  it("a problem that lasts can end before it began, at its begin", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0)]);
    world.at(-900, [web(-900), http("ok", -901, -900)]);
    expect(world.book.records[0]?.incident).toMatchObject({ startedAt: minute(-3), endedAt: minute(-3) });
  });

  it("another problem takes the place of one that lasted", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0, { problemId: 1 })]);
    world.at(-900, [web(-900), http("critical", -903, -900, { problemId: 2 })]);
    const problems = world.book.records.flatMap((record) => record.problems);
    expect(problems.filter(({ endedAt }) => endedAt === null)).toMatchObject([
      { problemId: 2, startedAt: minute(-903) },
    ]);
  });

  it("a problem goes on that was taken for over while its object was gone", () => {
    const world = site();
    world.at(0, [web(0), http("critical", -3, 0, { problemId: 1 })]);
    const gone = { owners: new Map() } as never;
    for (const count of [-900, -884]) world.at(count, [web(count)], { snapshot: gone });
    expect(world.book.records[0]?.incident).toMatchObject({ endReason: "removed" });
    world.at(-880, [web(-880), http("critical", -3, -880, { problemId: 1 })]);
    expect(world.book.records).toHaveLength(1);
    expect(world.book.records[0]?.problems).toMatchObject([{ problemId: 1, startedAt: minute(-3), endedAt: null }]);
  });

  it("what begins at an instant that lies ahead is told at once, whatever the delay", () => {
    const world = site({ telling: { mode: "auto", delayMs: 600_000 } });
    world.at(0, [web(0), http("critical", -3, 0)]);
    expect(world.book.records[0]?.incident.publicAt).toBeNull();
    world.at(-900, [web(-900), http("critical", -3, -900)]);
    expect(world.book.records[0]?.incident.publicAt).toBe(minute(-900));
  });
});

describe("what remains broken after its root recovered", () => {
  it("keeps its components while a downtime hides it", () => {
    const world = site();
    world.at(3, [web(3, "down", 0), http("critical", 0, 3)]);
    world.at(20, [web(20, "up", 10), http("critical", 0, 20, { inDowntime: true })]);
    const remains = world.book.records.find(({ incident }) => incident.followsId !== null);
    expect(remains?.incident.components.map(({ slug }) => slug)).toEqual(["web1-http"]);
    expect(remains?.incident.publicAt).not.toBeNull();
  });
});
