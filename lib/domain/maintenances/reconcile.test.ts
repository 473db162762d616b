import { describe, expect, it } from "vitest";
import { judgeInSlices } from "@/lib/domain/component-state";
import { DEFAULT_MAPPING } from "@/lib/domain/policy";
import { sampleComponent, sampleObject, sampleSnapshot } from "@/lib/domain/sample-snapshot";
import { drain } from "@/lib/domain/slices";
import { MINUTE_MS } from "@/lib/domain/time";
import { createDiary, downtime, minute } from "./world.testing";

const RESTARTED = { programStartedAt: minute(5) };

describe("a fixed downtime", () => {
  const planned = downtime(1, "shop;HTTP", [10, 40]);

  it("is announced when it is entered, begins and is over with its window", () => {
    const diary = createDiary();
    diary.at(0, [planned]);
    expect(diary.known[0]).toMatchObject({
      status: "scheduled",
      startsAt: minute(10),
      endsAt: minute(40),
      beganAt: null,
    });
    diary.at(12, [planned]);
    expect(diary.known[0]).toMatchObject({ status: "in_progress", beganAt: minute(10) });
    diary.at(41, []);
    expect(diary.known[0]).toMatchObject({ status: "completed", endedAt: minute(40) });
    expect(diary.course()).toEqual([
      ["scheduled", -10],
      ["started", 10],
      ["completed", 40],
    ]);
  });

  it("that begins when it is entered was not announced", () => {
    const diary = createDiary();
    diary.at(12, [downtime(1, "shop;HTTP", [10, 40], { enteredAt: minute(10) })]);
    expect(diary.course()).toEqual([["started", 10]]);
  });

  it("is cancelled when it goes before it begins, and ended early when it goes before its end", () => {
    const cancelled = createDiary();
    cancelled.at(0, [planned]);
    cancelled.at(5, []);
    expect(cancelled.known[0]).toMatchObject({ status: "cancelled", beganAt: null, endedAt: minute(5) });

    const early = createDiary();
    early.at(12, [planned]);
    early.at(20, []);
    expect(early.known[0]).toMatchObject({ status: "completed", endsAt: minute(40), endedAt: minute(20) });
    expect(early.course().at(-1)).toEqual(["ended_early", 20]);
  });

  it("is told from its begin to its end when nobody looked meanwhile", () => {
    const diary = createDiary();
    diary.at(0, [planned]);
    diary.at(200, []);
    expect(diary.course().slice(1)).toEqual([
      ["started", 10],
      ["completed", 40],
    ]);
  });

  it("that Nagios still lists after its end is over", () => {
    const diary = createDiary();
    diary.at(12, [planned]);
    diary.at(41, [planned]);
    expect(diary.known[0]).toMatchObject({ status: "completed", endedAt: minute(40) });
    diary.at(42, [planned]);
    expect(diary.known).toHaveLength(1);
  });

  it("is extended by one with the same words that overlaps or touches it", () => {
    const diary = createDiary();
    diary.at(12, [planned]);
    diary.at(35, [planned, downtime(2, "shop;HTTP", [40, 70])]);
    expect(diary.known).toHaveLength(1);
    expect(diary.known[0]).toMatchObject({ status: "in_progress", startsAt: minute(10), endsAt: minute(70) });
    expect(diary.course().at(-1)).toEqual(["extended", 35]);
    diary.at(50, [downtime(2, "shop;HTTP", [40, 70])]);
    diary.at(71, []);
    expect(diary.course().slice(-2)).toEqual([
      ["extended", 35],
      ["completed", 70],
    ]);
  });

  it("is moved when it goes before it began and comes back at another time", () => {
    const diary = createDiary();
    diary.at(0, [planned]);
    diary.at(5, [downtime(2, "shop;HTTP", [600, 640])]);
    expect(diary.known).toHaveLength(1);
    expect(diary.known[0]).toMatchObject({ status: "scheduled", startsAt: minute(600), endsAt: minute(640) });
    expect(diary.course().at(-1)).toEqual(["moved", 5]);
  });

  it("that comes back next week is another one", () => {
    const diary = createDiary();
    const week = 7 * 24 * 60;
    diary.at(0, [planned, downtime(2, "shop;HTTP", [week + 10, week + 40])]);
    expect(diary.known.map(({ startsAt }) => startsAt)).toEqual([minute(10), minute(week + 10)]);
  });
});

describe("many downtimes", () => {
  it("with one author, comment and window are one maintenance of all their components", () => {
    const diary = createDiary();
    const changes = diary.at(0, [
      downtime(1, "shop;HTTP", [10, 40]),
      downtime(2, "mail;IMAP", [10, 40], { startsAt: minute(10) + 7000, windowStartsAt: minute(10) + 7000 }),
    ]);
    expect(changes.lines).toEqual([
      "Maintenance 1 scheduled: 2 downtimes with one author, comment and window (Firmware)",
    ]);
    expect(diary.known[0]?.components.map(({ slug }) => slug)).toEqual(["shop", "mail"]);
  });

  it("of other people, with other words or at other times are maintenances of their own", () => {
    const diary = createDiary();
    diary.at(0, [
      downtime(1, "shop;HTTP", [10, 40]),
      downtime(2, "shop;HTTP", [10, 40], { author: "night" }),
      downtime(3, "shop;HTTP", [10, 40], { text: "Certificates" }),
      downtime(4, "mail;IMAP", [15, 40]),
    ]);
    expect(diary.known).toHaveLength(4);
  });

  it("that one of them starts belong to it, whatever their windows", () => {
    const diary = createDiary();
    diary.at(0, [
      downtime(3, "files", [0, 90], { triggeredBy: 2, text: "Child" }),
      downtime(2, "mail", [12, 50], { triggeredBy: 1 }),
      downtime(1, "shop", [10, 40]),
    ]);
    expect(diary.known).toHaveLength(1);
    expect(diary.known[0]?.components.map(({ slug }) => slug)).toEqual(["shop", "mail", "files"]);
  });

  it("one that was started by another stays where it was told when that one is over", () => {
    const diary = createDiary();
    const all = [
      downtime(1, "files", [10, 40], { author: "day" }),
      downtime(2, "mail", [10, 20], { author: "night" }),
      downtime(3, "shop", [10, 40], { author: "day", triggeredBy: 2 }),
    ];
    diary.at(10, all);
    diary.at(20, all.slice(0, 1).concat(all.slice(2)));
    expect(diary.known.map(({ status, downtimes }) => [status, downtimes.map(({ key }) => key)])).toEqual([
      ["in_progress", ["mail", "shop"]],
      ["in_progress", ["files"]],
    ]);
  });

  it("that start one another do not hang", () => {
    const diary = createDiary();
    diary.at(0, [downtime(1, "shop", [10, 40], { triggeredBy: 2 }), downtime(2, "mail", [10, 40], { triggeredBy: 1 })]);
    expect(diary.known).toHaveLength(1);
  });

  it("go on while one of them is left, with every component that they had", () => {
    const diary = createDiary();
    const both = [downtime(1, "shop;HTTP", [10, 40]), downtime(2, "mail;IMAP", [10, 40])];
    diary.at(12, both);
    diary.at(20, both.slice(1));
    expect(diary.known[0]).toMatchObject({ status: "in_progress", endedAt: null });
    expect(diary.known[0]?.components.map(({ slug }) => slug)).toEqual(["shop", "mail"]);
  });

  it("of a host are those of the services on it", () => {
    const diary = createDiary();
    diary.at(0, [downtime(1, "mail", [10, 40])]);
    expect(diary.known[0]?.components.map(({ slug }) => slug)).toEqual(["mail"]);
  });
});

describe("a flexible downtime", () => {
  const waiting = downtime(1, "shop;HTTP", [10, 600], { flexible: true, durationMs: 30 * MINUTE_MS });
  const running = { ...waiting, startsAt: minute(100), endsAt: minute(130), inEffect: true };

  it("waits in its window and lasts from its own begin", () => {
    const diary = createDiary();
    diary.at(20, [waiting]);
    expect(diary.known[0]).toMatchObject({ status: "scheduled", durationMs: 30 * MINUTE_MS, endsAt: minute(600) });
    diary.at(101, [running]);
    expect(diary.known[0]).toMatchObject({ status: "in_progress", startsAt: minute(100), endsAt: minute(130) });
    diary.at(131, []);
    expect(diary.course()).toEqual([
      ["scheduled", -10],
      ["started", 100],
      ["completed", 130],
    ]);
  });

  it("whose window passes without a problem never was", () => {
    const diary = createDiary();
    diary.at(20, [waiting]);
    diary.at(601, []);
    expect(diary.known[0]).toMatchObject({ status: "cancelled", beganAt: null, endedAt: minute(600) });
    expect(diary.known[0]?.updates.at(-1)?.reason).toBe("its window passed without a problem");
  });
});

describe("what nobody ended", () => {
  const planned = downtime(1, "shop;HTTP", [10, 40]);

  it("goes on as announced when Nagios was started again and lost it", () => {
    const diary = createDiary();
    diary.at(0, [planned]);
    diary.at(6, [], RESTARTED);
    expect(diary.known[0]).toMatchObject({ status: "scheduled", forgottenAt: minute(6) });
    diary.at(20, [], RESTARTED);
    diary.at(50, [], RESTARTED);
    expect(diary.course()).toEqual([
      ["scheduled", -10],
      ["forgotten", 6],
      ["started", 10],
      ["completed", 40],
    ]);
  });

  it("is the same when its downtimes come back, and ends early when they go then", () => {
    const diary = createDiary();
    diary.at(0, [planned]);
    diary.at(6, [], RESTARTED);
    diary.at(12, [planned], RESTARTED);
    expect(diary.known).toHaveLength(1);
    expect(diary.known[0]).toMatchObject({ status: "in_progress", forgottenAt: null });
    diary.at(20, [], RESTARTED);
    expect(diary.course().at(-1)).toEqual(["ended_early", 20]);
  });

  it("goes on when its objects are not monitored any more", () => {
    const diary = createDiary();
    diary.at(12, [planned]);
    diary.at(13, [], { objects: new Map() });
    expect(diary.known[0]).toMatchObject({ status: "in_progress", forgottenAt: minute(13) });
    expect(diary.known[0]?.components.map(({ slug }) => slug)).toEqual(["shop"]);
  });

  it("was ended by somebody when Nagios had listed it after its start", () => {
    const diary = createDiary();
    diary.at(0, [planned]);
    diary.at(6, [planned], RESTARTED);
    diary.at(7, [], RESTARTED);
    expect(diary.known[0]?.status).toBe("cancelled");
  });

  it("is under way again when a crash of Nagios brings back what somebody had deleted", () => {
    const diary = createDiary();
    diary.at(12, [planned]);
    diary.at(20, []);
    diary.at(25, [planned], RESTARTED);
    expect(diary.known).toHaveLength(1);
    expect(diary.known[0]).toMatchObject({ status: "in_progress", endedAt: null, endsAt: minute(40) });
  });

  it("is another one when Nagios counts anew and gives its number to somebody else", () => {
    const diary = createDiary();
    diary.at(12, [planned]);
    diary.at(35, [downtime(1, "shop;HTTP", [32, 90], { author: "night", enteredAt: minute(31) })]);
    expect(diary.known.map(({ status }) => status)).toEqual(["completed", "in_progress"]);
  });
});

describe("what is said", () => {
  it("is what stands behind the prefix in the comment, and nothing else of it", () => {
    const diary = createDiary();
    diary.at(0, [downtime(1, "shop;HTTP", [10, 40], { text: "#public New switches." })]);
    expect(diary.known[0]?.publicText).toBe("New switches.");
    const quiet = createDiary();
    quiet.at(0, [downtime(1, "shop;HTTP", [10, 40], { text: "see #public" })]);
    expect(quiet.known[0]?.publicText).toBeNull();
  });

  it("of objects that are not on show is nothing", () => {
    const diary = createDiary();
    expect(diary.at(0, [downtime(1, "printer", [10, 40])])).toEqual({ maintenances: [], lines: [] });
  });

  it("is never changed by a round where a person entered it", () => {
    const diary = createDiary();
    diary.at(0, [downtime(1, "shop;HTTP", [10, 40])]);
    diary.known = diary.known.map((each) => ({ ...each, origin: "person" as const }));
    expect(diary.at(5, [])).toEqual({ maintenances: [], lines: [] });
  });
});

it("a maintenance never hides an outage of something else in its component", () => {
  const objects = [sampleObject("shop", "HTTP", "ok", { inDowntime: true }), sampleObject("shop", "Login", "critical")];
  const snapshot = sampleSnapshot(objects, [sampleComponent("shop", objects)]);
  expect(drain(judgeInSlices(snapshot, DEFAULT_MAPPING)).components.get("shop")?.state).toBe("major_outage");
});
