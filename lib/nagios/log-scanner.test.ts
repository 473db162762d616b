import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLogs, scanLogs } from "@/tests/fixtures/nagios/read-history";
import type { LogEvent } from "./log-event";
import { createWantedNames } from "./log-names";
import { createLogScanner, type LogFacts, type LogScanOptions } from "./log-scanner";

const NOT_AFTER = 2_000_000_000_000;

interface Scanned {
  events: LogEvent[];
  facts: LogFacts;
}

function scan(pieces: readonly string[], options: Partial<LogScanOptions> = {}): Scanned {
  const events: LogEvent[] = [];
  const scanner = createLogScanner({ wanted: null, notAfter: NOT_AFTER, ...options }, (event) => events.push(event));
  for (const piece of pieces) scanner.push(piece);
  return { events, facts: scanner.end() };
}

/** The events of lines that all begin at 1,000 s. */
function read(...lines: string[]): LogEvent[] {
  return scan([lines.map((line) => `[1000] ${line}\n`).join("")]).events;
}

function toLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

const AT = { at: 1_000_000 };

describe("what lines say", () => {
  test("an alert is a state of its object, hard or soft", () => {
    expect(
      read(
        "SERVICE ALERT: www1;HTTPS;CRITICAL;SOFT;1;connection refused",
        "SERVICE ALERT: www1;HTTPS;UNKNOWN;HARD;3;",
        "HOST ALERT: www1;UNREACHABLE;HARD;3;no route",
      ),
    ).toEqual([
      { kind: "state", ...AT, key: "www1;HTTPS", result: "critical", isHard: false, origin: "alert" },
      { kind: "state", ...AT, key: "www1;HTTPS", result: "unknown", isHard: true, origin: "alert" },
      { kind: "state", ...AT, key: "www1", result: "unreachable", isHard: true, origin: "alert" },
    ]);
  });

  test("CURRENT and INITIAL lines list a state; one without output was never checked", () => {
    const results = read(
      "CURRENT HOST STATE: a;UP;HARD;1;PING OK",
      "CURRENT HOST STATE: a;UP;HARD;1;",
      "INITIAL SERVICE STATE: a;b;OK;HARD;1;(null)",
      "INITIAL SERVICE STATE: a;b;OK;HARD;1;(null) and more",
      "CURRENT SERVICE STATE: a;b;CRITICAL;HARD;1;",
      "CURRENT SERVICE STATE: a;b;WARNING;SOFT;2;load",
    ).map((event) => event.kind === "state" && `${event.origin} ${event.result} ${event.isHard}`);
    expect(results).toEqual([
      "listed up true",
      "listed pending true",
      "listed pending true",
      "listed ok true",
      "listed critical true",
      "listed warning false",
    ]);
  });

  test("an alert without output is no sign of a missing check", () => {
    expect(read("HOST ALERT: a;UP;HARD;1;")).toMatchObject([{ result: "up" }]);
  });

  test("downtime and flapping begin with STARTED and end with anything else", () => {
    expect(
      read(
        "HOST DOWNTIME ALERT: a;STARTED; Host has entered a period of scheduled downtime",
        "SERVICE DOWNTIME ALERT: a;b;STOPPED; Service has exited from a period of scheduled downtime",
        "SERVICE DOWNTIME ALERT: a;b;CANCELLED; Scheduled downtime for service has been cancelled.",
        "HOST FLAPPING ALERT: a;STARTED; Host appears to have started flapping (22.9% change > 20.0% threshold)",
        "SERVICE FLAPPING ALERT: a;b;DISABLED; Flap detection has been disabled",
      ),
    ).toEqual([
      { kind: "downtime", ...AT, key: "a", isIn: true },
      { kind: "downtime", ...AT, key: "a;b", isIn: false },
      { kind: "downtime", ...AT, key: "a;b", isIn: false },
      { kind: "flapping", ...AT, key: "a", isFlapping: true },
      { kind: "flapping", ...AT, key: "a;b", isFlapping: false },
    ]);
  });

  test("a word of the program says when the line before it was written", () => {
    const { events } = scan(["[7] LOG ROTATION: DAILY\n[8] Auto-save\n[20] Nagios 4.4.6 starting... (PID=1)\n"]);
    expect(events).toMatchObject([
      { event: "rotated", previousAt: null },
      { event: "started", previousAt: 8000 },
    ]);
  });

  test("programs start, reload and stop in the words of Nagios, Naemon and Icinga", () => {
    const events = read(
      "Nagios 4.4.6 starting... (PID=12381)",
      "Naemon 1.4.1-pkg starting... (PID=1)",
      "icinga 1.14.2 starting... (PID=77)",
      "Caught SIGHUP, restarting...",
      "PROGRAM_RESTART event encountered, restarting...",
      "Caught SIGTERM, shutting down...",
      "PROGRAM_SHUTDOWN event encountered, shutting down...",
      "Bailing out due to one or more errors encountered in the configuration files.",
      "LOG ROTATION: DAILY",
      "Successfully shutdown... (PID=12381)",
    );
    const words = events.map((event) => event.kind === "program" && event.event);
    const [started, reloading, stopping] = ["started", "reloading", "stopping"];
    const stops = [stopping, stopping, stopping];
    expect(words).toEqual([started, started, started, reloading, reloading, ...stops, "rotated"]);
  });

  test("lines that imitate others in their output, names or comments are what they begin as", () => {
    const events = read(
      "SERVICE ALERT: www2;Batch Jobs;CRITICAL;SOFT;1;JOB :OK: HARD: Nagios 4 is shutting down... and starting... again",
      "SERVICE ALERT: [1001] HOST ALERT: a;b;OK;HARD;1;SERVICE ALERT: c",
      "EXTERNAL COMMAND: ADD_HOST_COMMENT;a;1;me;Nagios 4.4.6 starting... (PID=1)",
      "EXTERNAL COMMAND: SCHEDULE_HOST_DOWNTIME;a;HOST DOWNTIME ALERT: a;STARTED; x",
      "SERVICE NOTIFICATION: oncall;a;b;CRITICAL;notify;SERVICE ALERT: a;b;CRITICAL;HARD;3;x",
      "PASSIVE SERVICE CHECK: a;b;2;CURRENT SERVICE STATE: a;b;OK;HARD;1;",
      "Warning: Caught SIGTERM, shutting down...",
      "ndo2db: 2.0 starting... (PID=5)",
      "wproc: LOG ROTATION: DAILY",
    );
    expect(events).toMatchObject([
      { key: "www2;Batch Jobs", result: "critical", isHard: false },
      { key: "[1001] HOST ALERT: a;b", result: "ok" },
    ]);
  });

  test("names may hold anything but a semicolon", () => {
    const name = "__proto__: {CURRENT} = #1, C:\\ <b>";
    expect(read(`SERVICE ALERT: ${name};${name};OK;HARD;1;x`)).toMatchObject([{ key: `${name};${name}` }]);
  });
});

describe("what is wanted", () => {
  test("nothing is said of other objects, not even that their lines are wrong", () => {
    const log = "[1000] HOST ALERT: a;DOWN;HARD;1;x\n[1000] HOST ALERT: b;DOWN;HARD;1;x\n[1000] HOST ALERT: b;NO\n";
    const { events, facts } = scan([log], { wanted: createWantedNames(["a", "c;b"]) });
    expect(events.map((event) => "key" in event && event.key)).toEqual(["a"]);
    expect(facts.problemCount).toBe(0);
  });

  test("a name is found by its bytes in UTF-8 and in latin-1, host and service each for itself", () => {
    const wanted = createWantedNames(["Büro;Füllstand 🖨", "Büro;Tür"]);
    const [host, service] = ["Büro", "Tür"];
    for (const raw of [
      `${toLatin1(host)};${toLatin1(service)}`,
      `${host};${service}`,
      `${toLatin1(host)};${service}`,
      `${host};${toLatin1(service)}`,
    ]) {
      expect(wanted.find(raw)).toBe("Büro;Tür");
    }
    expect(wanted.find(`${host};${toLatin1("Füllstand 🖨")}`)).toBe("Büro;Füllstand 🖨");
  });

  test("bytes that spell another name in UTF-8 are never taken for the name that they look like in latin-1", () => {
    const looksLike = toLatin1("ä");
    expect(createWantedNames([looksLike]).find(looksLike)).toBeUndefined();
    expect(createWantedNames(["ä"]).find(looksLike)).toBe("ä");
  });

  test("where every object is wanted, names are decoded as in status.dat", () => {
    const raw = `${toLatin1("Büro")};Temp\xe9rature`;
    expect(read(`SERVICE ALERT: ${raw};OK;HARD;1;x`, `SERVICE ALERT: ${raw};OK;HARD;1;x`)).toMatchObject([
      { key: "Büro;Température" },
      { key: "Büro;Température" },
    ]);
  });
});

describe("lines that are wrong", () => {
  const good = "[1000] HOST ALERT: a;DOWN;HARD;1;x\n";

  test.each([
    ["has no time", "HOST ALERT: a;DOWN;HARD;1;x"],
    ["has no time", "[] HOST ALERT: a;DOWN;HARD;1;x"],
    ["has no time", "[1000]HOST ALERT: a;DOWN;HARD;1;x"],
    ["has no time", "[100000000000000] HOST ALERT: a;DOWN;HARD;1;x"],
    ["has no time", "0] HOST ALERT: a;DOWN;HARD;1;x"],
    ["has a time in the future", "[2000000001] HOST ALERT: a;DOWN;HARD;1;x"],
    ["ends within the name", "[1000] SERVICE ALERT: a;b"],
    ["ends within the name", "[1000] HOST ALERT: a"],
    ["has no state", "[1000] HOST ALERT: a;"],
    ["has no state", "[1000] HOST ALERT: a;CRITICAL;HARD;1;x"],
    ["has no state", "[1000] SERVICE ALERT: a;b;UP;HARD;1;x"],
    ["neither SOFT nor HARD", "[1000] HOST ALERT: a;UP;FIRM;1;x"],
    ["ends too early", "[1000] HOST ALERT: a;DOWN;HARD;1"],
    ["ends too early", "[1000] HOST DOWNTIME ALERT: a;STARTED"],
  ])("a line that %s is a problem and harms no other: %s", (message, line) => {
    const { events, facts } = scan([`${good}${line}\n${good}`]);
    expect(events.map((event) => event.kind)).toEqual(["state", "state"]);
    expect(facts.problems).toEqual([{ line: 2, block: "", message: expect.stringContaining(message) }]);
    expect(facts).toMatchObject({ lines: 3, problemCount: 1, firstAt: 1_000_000, lastAt: 1_000_000 });
  });

  test("a last line without a line feed is not read: it may be half of one", () => {
    const { events, facts } = scan([good, "[1001] CURRENT HOST STATE: a;UP;HARD;1;"]);
    expect(events.length).toBe(1);
    expect(facts).toMatchObject({ lines: 1, problemCount: 0, lastAt: 1_000_000, unfinished: 39 });
  });

  test("of a line that never ends no more is held than it needs, and it is read by its beginning", () => {
    const piece = "x".repeat(1024 ** 2);
    const begin = "[1000] HOST ALERT: a;DOWN;HARD;1;";
    const before = process.memoryUsage().heapUsed;
    const events: LogEvent[] = [];
    const scanner = createLogScanner({ wanted: null, notAfter: NOT_AFTER }, (event) => events.push(event));
    scanner.push(begin);
    for (let count = 0; count < 100; count += 1) scanner.push(piece);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
    expect(scanner.end().unfinished).toBe(begin.length + 100 * piece.length);
    scanner.push(`\n${good}`);
    expect(events).toMatchObject([{ result: "down" }, { result: "down" }]);
  });

  test("carriage returns before line feeds and empty lines are nothing", () => {
    const { events, facts } = scan(["[1000] CURRENT HOST STATE: a;UP;HARD;1;\r\n\r\n\n"]);
    expect(events).toMatchObject([{ result: "pending" }]);
    expect(facts).toMatchObject({ lines: 3, problemCount: 0 });
  });

  test("an empty log has no times", () => {
    expect(scan([]).facts).toMatchObject({ lines: 0, firstAt: null, lastAt: null, unfinished: 0 });
  });
});

describe("laws", () => {
  const line = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "HOST ALERT: a;DOWN;HARD;1;x",
        "SERVICE ALERT: a;b;OK;SOFT;1;",
        "CURRENT HOST STATE: a;UP;HARD;1;",
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "Nagios 4.4.6 starting... (PID=1)",
        "Caught SIGTERM, shutting down...",
        "wproc: noise",
      ),
    },
    fc.string({ maxLength: 60, unit: "binary" }).map((text) => toLatin1(text.replaceAll("\n", ""))),
  );
  const log = fc
    .array(fc.tuple(fc.nat(3_000_000_000), line), { maxLength: 30 })
    .map((lines) => lines.map(([seconds, text]) => `[${seconds}] ${text}\n`).join(""));

  function cut(text: string, places: readonly number[]): string[] {
    const ends = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
    return ends.slice(1).map((end, index) => text.slice(ends[index], end));
  }

  test("the pieces in which a log is read make no difference", () => {
    fc.assert(
      fc.property(log, fc.array(fc.nat()), fc.constantFrom(30, 16_384), (text, places, maxLineChars) => {
        expect(scan(cut(text, places), { maxLineChars })).toEqual(scan([text], { maxLineChars }));
      }),
    );
  });

  test("whatever stands between two lines, both are read", () => {
    const good = "[1000] HOST ALERT: a;DOWN;HARD;1;x\n";
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (garbage) => {
        const { events } = scan([good, toLatin1(garbage.replaceAll("\n", "")), "\n", good]);
        expect([events[0], events.at(-1)]).toMatchObject([{ result: "down" }, { result: "down" }]);
      }),
    );
  });

  test("a log of Nagios' own gives the same events in pieces of any length", () => {
    const folder = "tests/fixtures/nagios/snapshots/s15-final";
    const text = readLogs(folder).join("");
    const whole = scanLogs([text]);
    expect(whole.length).toBeGreaterThan(300);
    for (const length of [1, 7, 4096]) {
      const pieces = Array.from({ length: Math.ceil(text.length / length) }, (_, index) =>
        text.slice(index * length, (index + 1) * length),
      );
      expect(scan(pieces).events).toEqual(whole);
    }
  });
});
