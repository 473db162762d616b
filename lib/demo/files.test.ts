import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/domain/time";
import { parseObjectCache } from "@/lib/nagios/object-cache";
import { createStatusScanner } from "@/lib/nagios/status-scanner";
import { stateAt } from "./object-state";
import { DEMO_HOSTGROUPS, DEMO_SERVICEGROUPS } from "./organisation";
import { DEMO_COMPONENTS } from "./selection";
import { STATUS_FIELDS } from "./status-fields";
import { BORN_AT, TIMELINE, WORLD } from "./test-worlds";
import { CHECKED_OBJECTS, midnightBefore } from "./world";
import { nameArchive, writeDayLog, writeLogLines } from "./write-log";
import { writeObjectCache } from "./write-object-cache";
import { writeStatus } from "./write-status";

/** A strict reader: blocks and fields exactly as Nagios 4.4.6 writes them, in its order. */
function readStrictly(text: string): { type: string; values: Map<string, string> }[] {
  const [header = "", ...blocks] = text.split(/^(?=[a-z]+ \{$)/m);
  expect(
    header
      .split("\n")
      .slice(0, 6)
      .every((line) => line.startsWith("#")),
  ).toBe(true);
  return blocks.map((block) => {
    const match = /^([a-z]+) \{\n((?:\t[^\n]*\n)*)\t\}\n\n$/.exec(block);
    expect(match).not.toBeNull();
    const type = match?.[1] ?? "";
    const pairs = (match?.[2] ?? "")
      .split("\n")
      .slice(0, -1)
      .map((line) => {
        const equals = line.indexOf("=");
        return [line.slice(1, equals), line.slice(equals + 1)] as const;
      });
    const fields = STATUS_FIELDS[type as keyof typeof STATUS_FIELDS] as readonly string[];
    expect(pairs.map(([field]) => field)).toEqual(
      fields.filter((field) => field !== "service_description" || type.startsWith("service")),
    );
    return { type, values: new Map(pairs) };
  });
}

const instants = fc.integer({ min: BORN_AT - 20 * DAY_MS, max: TIMELINE.until - 1 }).map((at) => at - (at % SECOND_MS));

test("status.dat has the blocks of Nagios in its order, all fields of each, and nothing else", () => {
  const blocks = readStrictly(writeStatus(TIMELINE, BORN_AT + 13 * MINUTE_MS));
  const order = ["info", "programstatus", "hoststatus", "servicestatus", "contactstatus", "comment", "downtime"];
  const ranks = blocks.map(({ type }) => order.indexOf(type.replace(/^(host|service)(?=comment|downtime)/, "")));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  const names = blocks.filter(
    ({ type }) => type.endsWith("status") && type !== "programstatus" && type !== "contactstatus",
  );
  expect(names.length).toBe(CHECKED_OBJECTS.length);
});

test("at any instant the reader finds every object, no fault and times that fit together", () => {
  fc.assert(
    fc.property(instants, (at) => {
      const scanner = createStatusScanner();
      scanner.push(writeStatus(TIMELINE, at));
      const reading = scanner.end();
      if (reading.kind !== "complete") throw new Error(reading.reason);
      expect(reading.status.problems).toEqual([]);
      expect(reading.status.createdAt).toBe(at);
      expect([...reading.status.objects.keys()].sort()).toEqual(CHECKED_OBJECTS.map((object) => object.key).sort());
      for (const block of readStrictly(writeStatus(TIMELINE, at))) {
        if (block.type !== "hoststatus" && block.type !== "servicestatus") continue;
        const seconds = (field: string) => Number(block.values.get(field));
        if (seconds("has_been_checked") === 0) continue;
        expect(seconds("last_check")).toBeLessThanOrEqual(at / SECOND_MS);
        expect(seconds("next_check")).toBeGreaterThan(at / SECOND_MS);
        expect(seconds("last_state_change")).toBeLessThanOrEqual(seconds("last_check"));
        expect(seconds("current_state") !== 0).toBe(seconds("current_problem_id") !== 0);
      }
    }),
    { numRuns: 40 },
  );
});

test("while a service has a problem, last_time_ok tells when it began, as Nagios 4.4.6 writes it", () => {
  const began = TIMELINE.lives
    .get("ebooks;Audiobook Streaming")
    ?.changes.findLast((change) => change.at < BORN_AT && change.previousState === 0);
  const block = readStrictly(writeStatus(TIMELINE, BORN_AT)).find(
    ({ values }) => values.get("host_name") === "ebooks" && values.get("service_description") === "Audiobook Streaming",
  );
  expect(block?.values.get("last_time_ok")).toBe(String((began?.at ?? 0) / SECOND_MS));
  expect(Number(block?.values.get("last_state_change"))).toBe((began?.at ?? 0) / SECOND_MS + 60);
});

test("objects.cache is complete, and every member of a group and of a component is defined in it", () => {
  const reading = parseObjectCache(writeObjectCache(WORLD.beginsAt));
  expect(reading.kind).toBe("complete");
  expect(reading.model.problems).toEqual([]);
  expect([...reading.model.hostgroups.keys()]).toEqual(DEMO_HOSTGROUPS.map((group) => group.name));
  expect(reading.model.servicegroups.get("terminals")?.members.length).toBe(DEMO_SERVICEGROUPS[2]?.members.length);
  for (const { members } of DEMO_COMPONENTS) {
    for (const host of members.hosts) expect(reading.model.hosts.has(host)).toBe(true);
    for (const service of members.services) {
      if (typeof service === "string") throw new Error("the demo names its services in two parts");
      const known = [...(reading.model.services.get(service.host)?.keys() ?? [])];
      const pattern = new RegExp(`^${service.service.replaceAll("*", ".*")}$`);
      expect(known.some((description) => pattern.test(description))).toBe(true);
    }
  }
});

test("hosts and services stand in the order of their names", () => {
  for (const isHost of [true, false]) {
    const keys = CHECKED_OBJECTS.filter((object) => (object.serviceDescription === null) === isHost).map(
      ({ hostName, serviceDescription }) => `${hostName}\0${serviceDescription ?? ""}`,
    );
    expect(keys).toEqual([...keys].sort());
  }
});

/** Follows the log's lines to the states that they leave behind. */
function replay(log: string, states = new Map<string, string>()): Map<string, string> {
  for (const line of log.split("\n")) {
    const match = /^\[\d+\] (?:CURRENT )?(HOST|SERVICE) (?:ALERT|STATE): (.*)$/.exec(line);
    if (!match) continue;
    const parts = (match[2] ?? "").split(";");
    const names = match[1] === "HOST" ? 1 : 2;
    const [state = "", type = ""] = parts.slice(names);
    states.set(parts.slice(0, names).join(";"), state === "OK" || state === "UP" ? state : `${state} ${type}`);
  }
  return states;
}

function statesAt(at: number): Map<string, string> {
  const words = { host: ["UP", "DOWN", "UNREACHABLE"], service: ["OK", "WARNING", "CRITICAL", "UNKNOWN"] };
  return new Map(
    CHECKED_OBJECTS.map(({ key, serviceDescription }) => {
      const { change, hard } = stateAt(TIMELINE, key, at);
      const word = words[serviceDescription === null ? "host" : "service"][change.state] ?? "?";
      return [key, change.state === 0 ? word : `${word} ${hard ? "HARD" : "SOFT"}`];
    }),
  );
}

test("the log up to an instant leaves behind the states that status.dat tells", () => {
  fc.assert(
    fc.property(instants, (at) => {
      const log = writeDayLog(TIMELINE, midnightBefore(at), at + 1);
      expect(replay(log)).toEqual(statesAt(at));
    }),
    { numRuns: 40 },
  );
});

test("each day's log begins with the states in which the day before ended", () => {
  let states = new Map<string, string>();
  for (let dayAt = WORLD.beginsAt; dayAt < midnightBefore(TIMELINE.until); dayAt += DAY_MS) {
    const log = writeDayLog(TIMELINE, dayAt, dayAt + DAY_MS);
    const current = replay(
      log
        .split("\n")
        .filter((line) => line.includes("CURRENT "))
        .join("\n"),
    );
    for (const [key, state] of states) expect([key, current.get(key)]).toEqual([key, state]);
    if (dayAt > WORLD.beginsAt) expect(current.size).toBe(CHECKED_OBJECTS.length);
    states = replay(log);
  }
});

test("log lines are in order, whole, and the same however they are cut", () => {
  const from = BORN_AT - DAY_MS;
  const whole = writeLogLines(TIMELINE, from, TIMELINE.until);
  const seconds = whole
    .split("\n")
    .slice(0, -1)
    .map((line) => Number(/^\[(\d+)\] \S/.exec(line)?.[1]));
  expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  let pieces = "";
  for (let at = from; at < TIMELINE.until; at += 610 * SECOND_MS) {
    pieces += writeLogLines(TIMELINE, at, Math.min(at + 610 * SECOND_MS, TIMELINE.until));
  }
  expect(pieces).toBe(whole);
});

test("an archive is named after the rotation that ends its day", () => {
  expect(nameArchive(Date.UTC(2026, 4, 11))).toBe("nagios-05-12-2026-00.log");
  expect(nameArchive(Date.UTC(2026, 11, 31))).toBe("nagios-01-01-2027-00.log");
});
