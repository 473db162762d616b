import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asLatin1, CREATED_AT, hostBlock, INFO, serviceBlock, statusBlock } from "@/tests/fixtures/nagios/blocks";
import { parseStatus, readFixture, readStatus } from "@/tests/fixtures/nagios/read-fixture";
import { createNameCache } from "./name-cache";
import type { StatusFile } from "./status-file";
import { createStatusScanner } from "./status-scanner";

const HEAD = "########\n#  NAGIOS STATUS FILE\n########\n\n";

/** Everything that a file says, as plain data. */
function listAll({ objects, ...file }: StatusFile) {
  return { ...file, keys: [...objects.keys()] };
}

function readPieces(pieces: readonly string[]) {
  const scanner = createStatusScanner();
  for (const piece of pieces) scanner.push(piece);
  const reading = scanner.end();
  return reading.kind === "complete" ? listAll(reading.status) : reading.reason;
}

describe("values that look like the format", () => {
  const OUTPUTS = [
    "servicestatus {",
    "disk is full {",
    "{",
    "}",
    "\t}",
    "}\t}",
    "=",
    "a=b=c",
    "# not a comment",
    "define host {",
    "\tcurrent_state=2",
    "current_state=2",
    "C:\\temp\\n",
    "<script>alert(1)</script>",
    "quotes \" and ' and `",
    "tab\there",
    "carriage return\r",
    "",
    " ",
    "x".repeat(13),
  ];

  it.each(OUTPUTS)("plugin_output=%j is kept exactly and hides no other object", (output) => {
    const text = [
      INFO,
      hostBlock("a", { plugin_output: output }),
      serviceBlock("a", "s", { plugin_output: output, current_attempt: 3 }),
      hostBlock("b"),
    ];
    const status = parseStatus(text.join(""));
    expect([...status.objects.keys()]).toEqual(["a", "a;s", "b"]);
    expect(status.objects.get("a")?.pluginOutput).toBe(output);
    expect(status.objects.get("a;s")?.pluginOutput).toBe(output);
    expect(status.objects.get("a;s")?.currentState).toBe(0);
    expect(status.problems).toEqual([]);
  });

  it("keeps any output and any name exactly", () => {
    const value = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\n\0]/g, ""));
    const name = value.filter((text) => text !== "" && !text.includes(";"));
    fc.assert(
      fc.property(name, name, value, (host, service, output) => {
        const block = serviceBlock(host, service, { plugin_output: output });
        const [object] = parseStatus(asLatin1(INFO + block)).services;
        expect(object).toMatchObject({ hostName: host, serviceDescription: service, pluginOutput: output });
      }),
    );
  });

  it("keeps the beginning of a line of ten megabytes, and what follows it", () => {
    const long = "0123456789".repeat(1_000_000);
    const text = INFO + hostBlock("a", { plugin_output: long }) + hostBlock("b");
    for (const size of [65_536, 1_000_000, text.length]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      );
      expect(readPieces(pieces)).toMatchObject({
        hosts: [
          { key: "a", pluginOutput: long.slice(0, 65_536) },
          { key: "b", pluginOutput: "" },
        ],
      });
    }
  });

  it("cuts a long value between two characters", () => {
    const long = `x${"é".repeat(40_000)}`;
    const [host] = parseStatus(asLatin1(INFO + hostBlock("a", { plugin_output: long }))).hosts;
    expect(host?.pluginOutput).toBe(long.slice(0, 32_768));
  });
});

describe("bytes", () => {
  const outputOf = (raw: string) => parseStatus(INFO + hostBlock("a", { plugin_output: raw })).hosts[0]?.pluginOutput;

  it("are UTF-8 where they are valid", () => {
    expect(outputOf(asLatin1("Übertragung – 温度 🌡️"))).toBe("Übertragung – 温度 🌡️");
    expect(outputOf(asLatin1("a replacement \ufffd sign"))).toBe("a replacement \ufffd sign");
  });

  it("are latin-1 where they are not, value by value", () => {
    expect(outputOf("Temp\u00e9rature 23 \u00b0C")).toBe("Température 23 °C");
    expect(outputOf("\u00c3 cut off in the middle \u00c3")).toBe("\u00c3 cut off in the middle \u00c3");
    const status = parseStatus(
      INFO + hostBlock("a", { plugin_output: "\u00e9" }) + hostBlock("b", { plugin_output: asLatin1("é") }),
    );
    expect(status.hosts.map((host) => host.pluginOutput)).toEqual(["é", "é"]);
  });

  it("that are zero mean a hole: Nagios writes none", () => {
    for (const at of [0, 5, INFO.length + 20]) {
      const text = INFO + hostBlock("a") + hostBlock("b");
      const holed = `${text.slice(0, at)}\0${text.slice(at + 1)}`;
      expect(readStatus(holed)).toMatchObject({ kind: "incomplete", reason: expect.stringContaining("zero bytes") });
    }
  });
});

describe("names", () => {
  it("are text, never numbers or properties", () => {
    const names = [
      "1",
      "007",
      "constructor",
      "__proto__",
      "toString",
      "hasOwnProperty",
      "WEB",
      "web",
      "Web",
      "a=b",
      "{",
      "a/b",
    ];
    const status = parseStatus(INFO + names.map((name) => hostBlock(name) + serviceBlock(name, name)).join(""));
    expect(status.hosts.map((host) => host.hostName)).toEqual(names);
    expect(status.services.map((service) => service.serviceDescription)).toEqual(names);
    expect(names.every((name) => status.objects.get(name)?.hostName === name)).toBe(true);
  });

  it("may hold commas", () => {
    const status = parseStatus(INFO + hostBlock("a") + serviceBlock("a", "Disk Space, /var"));
    expect(status.services[0]?.key).toBe("a;Disk Space, /var");
  });

  it("need not stand first in their block", () => {
    const fields = { current_state: 2, has_been_checked: 1, service_description: "s", state_type: 1, host_name: "a" };
    const [service] = parseStatus(INFO + statusBlock("servicestatus", fields)).services;
    expect(service).toMatchObject({ key: "a;s", currentState: 2, hasBeenChecked: true, stateType: "hard" });
  });
});

describe("blocks that are wrong", () => {
  it("without a name are skipped and reported with their line", () => {
    const text = `${HEAD}${INFO}${statusBlock("hoststatus", { current_state: 0 })}${hostBlock("a")}`;
    const status = parseStatus(text);
    expect(status.hosts.map((host) => host.hostName)).toEqual(["a"]);
    expect(status.problems).toEqual([{ line: 10, block: "hoststatus", message: "has no name and was skipped" }]);
  });

  it.each(["9", "-1", "abc", "", "1.5", "3"])("a host with current_state=%s is unknown and reported", (state) => {
    const status = parseStatus(INFO + hostBlock("a", { current_state: state }));
    expect(status.hosts[0]).toMatchObject({ hostName: "a", currentState: null });
    expect(status.problems).toEqual([
      { line: 6, block: "hoststatus", message: "has no readable current_state: a is unknown" },
    ]);
  });

  it("that are not closed before the next one are skipped, the next one is read", () => {
    const status = parseStatus(`${INFO}hoststatus {\n\thost_name=torn\n\tcurrent_state=0\n${hostBlock("a")}`);
    expect([...status.objects.keys()]).toEqual(["a"]);
    expect(status.problems).toEqual([{ line: 6, block: "hoststatus", message: "is not closed before line 9" }]);
  });

  it("that say an object again replace the first, and are reported", () => {
    const text = INFO + hostBlock("a", { current_state: 1 }) + hostBlock("b") + hostBlock("a", { current_state: 2 });
    const status = parseStatus(text);
    expect(status.hosts.map((host) => [host.hostName, host.currentState])).toEqual([
      ["a", 2],
      ["b", 0],
    ]);
    expect(status.names.map((name) => name.key)).toEqual(["a", "b"]);
    expect(status.problems.map((problem) => problem.message)).toEqual(["says a again: the last one counts"]);
  });

  it("are all counted, and a hundred of them kept", () => {
    const status = parseStatus(INFO + statusBlock("hoststatus", {}).repeat(500) + hostBlock("a"));
    expect([status.problems.length, status.problemCount]).toEqual([100, 500]);
  });

  it("of unknown types, and unknown fields, are passed over", () => {
    const text = `${INFO}${statusBlock("contactstatus", { contact_name: "x" })}${statusBlock("somethingnew", { a: 1 })}`;
    const status = parseStatus(text + hostBlock("a", { brand_new_field: 1, _CUSTOM: "0;a=b;c" }));
    expect([status.hosts.length, status.problems.length]).toEqual([1, 0]);
  });

  it("text between blocks is reported and passed over", () => {
    const status = parseStatus(`${INFO}stray words\n${hostBlock("a")}`);
    expect(status.hosts.length).toBe(1);
    expect(status.problems).toEqual([{ line: 6, block: "", message: "text outside of a block" }]);
  });
});

describe("fields", () => {
  it("of Nagios' zeros are null instants, others are milliseconds", () => {
    const [host] = parseStatus(INFO + hostBlock("a", { last_check: 0, next_check: 1795456800 })).hosts;
    expect(host).toMatchObject({ lastCheckAt: null, nextCheckAt: 1_795_456_800_000, lastStateChangeAt: null });
  });

  it("that no Date can hold are null", () => {
    expect(parseStatus(INFO + hostBlock("a", { last_check: "9".repeat(30) })).hosts[0]?.lastCheckAt).toBeNull();
  });

  it("that are missing mean what they mean by default", () => {
    const [host] = parseStatus(INFO + statusBlock("hoststatus", { host_name: "a", current_state: 1 })).hosts;
    expect(host).toMatchObject({
      currentState: 1,
      lastHardState: 1,
      stateType: "hard",
      hasBeenChecked: false,
      currentProblemId: 0,
      retryInterval: null,
      pluginOutput: "",
      activeChecksEnabled: true,
      passiveChecksEnabled: true,
      scheduledDowntimeDepth: 0,
    });
  });

  it("are found in any order", () => {
    const fields = { plugin_output: "o", last_check: 1795456700, state_type: 0, current_state: 2, last_hard_state: 0 };
    const entries = Object.entries(fields);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        const block = statusBlock("servicestatus", {
          ...Object.fromEntries(shuffled),
          service_description: "s",
          host_name: "a",
        });
        const [service] = parseStatus(INFO + block).services;
        expect(service).toMatchObject({ key: "a;s", pluginOutput: "o", currentState: 2, stateType: "soft" });
        expect(service).toMatchObject({ lastHardState: 0, lastCheckAt: 1_795_456_700_000 });
      }),
    );
  });
});

describe("line ends", () => {
  it("of Windows and a byte order mark change nothing but carriage returns at line ends", () => {
    const text = readFixture("s05-flapping", "status.dat");
    const windows = parseStatus(`\u00ef\u00bb\u00bf${text.replaceAll("\n", "\r\n")}`);
    expect(listAll(windows)).toEqual(listAll(parseStatus(text)));
  });
});

describe("a file that is not whole", () => {
  it.each([
    ["", "it has no info block with a readable `created`"],
    [INFO, "it holds no host and no service"],
    [" \n", "it has no info block with a readable `created`"],
    [hostBlock("a"), "it has no info block with a readable `created`"],
    [statusBlock("info", { created: "soon" }) + hostBlock("a"), "it has no info block with a readable `created`"],
    [statusBlock("info", { created: 0 }), "it has no info block with a readable `created`"],
    [`${INFO}hoststatus {\n\thost_name=a\n`, "its last block (hoststatus, line 6) is not closed"],
    [`${INFO}hoststa`, "it ends with text after its last block"],
    [`${INFO}hoststatus {`, "its last block (hoststatus, line 6) is not closed"],
  ])("%j is incomplete: %s", (text, reason) => {
    expect(readStatus(text)).toMatchObject({ kind: "incomplete", reason });
  });

  it("is never taken for whole within a block, wherever it was cut", () => {
    const text =
      HEAD +
      INFO +
      statusBlock("programstatus", { program_start: 1 }) +
      hostBlock("a", { plugin_output: "} {" }) +
      serviceBlock("a", "s", { long_plugin_output: "\\n}\\n" });
    const firstObjectAt = text.indexOf("hoststatus");
    const boundaries = new Set([...text.matchAll(/\t\}/g)].flatMap(({ index }) => [2, 3, 4].map((n) => index + n)));
    for (let length = 0; length < text.length; length += 1) {
      const isComplete = readStatus(text.slice(0, length)).kind === "complete";
      // Cut exactly between two blocks it looks whole: comparing it with objects.cache finds that.
      expect(isComplete, `cut at ${length}`).toBe(boundaries.has(length) && length > firstObjectAt);
    }
    expect(readStatus(text.trimEnd()).kind).toBe("complete");
  });

  it("holds a block without an end only up to a limit", () => {
    const scanner = createStatusScanner();
    scanner.push(`${INFO}hoststatus {\n`);
    const piece = "\tx=y\n".repeat(200_000);
    for (let i = 0; i < 100; i += 1) scanner.push(piece);
    scanner.push("\t}\n\n");
    expect(scanner.end()).toMatchObject({ kind: "incomplete", reason: expect.stringContaining("is longer than") });
  });
});

describe("pieces", () => {
  const whole = readFixture("s05-flapping", "status.dat").slice(-60_000);
  const text = INFO + whole.slice(whole.indexOf("\nservicestatus {") + 1);

  it("cut anywhere give the same as the whole", () => {
    const expected = listAll(parseStatus(text));
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 40 }), (cuts) => {
        const sorted = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = sorted.slice(1).map((end, i) => text.slice(sorted[i], end));
        expect(readPieces(pieces)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it("of a file with wrong blocks give the same as the whole, problems and lines included", () => {
    const wrong = `${INFO}hoststatus {\n\thost_name=torn\n${hostBlock("a {")}stray\n${statusBlock("hoststatus", {})}`;
    const text = (wrong + hostBlock("a {")).replaceAll("\n", "\r\n");
    const expected = listAll(parseStatus(text));
    expect(expected.problems.length).toBe(4);
    for (let length = 1; length < 40; length += 1) {
      const pieces = text.match(new RegExp(`[^]{1,${length}}`, "g")) ?? [];
      expect(readPieces(pieces), `pieces of ${length}`).toEqual(expected);
    }
  });

  it("of one character give the same as the whole", () => {
    const small = `\u00ef\u00bb\u00bf${INFO}${hostBlock("a")}${serviceBlock("a", "s")}`.replaceAll("\n", "\r\n");
    expect(readPieces([...small])).toEqual(listAll(parseStatus(small)));
  });
});

describe("scans that share a cache", () => {
  const scan = (text: string, cache: ReturnType<typeof createNameCache>) => {
    const scanner = createStatusScanner(cache);
    scanner.push(text);
    const reading = scanner.end();
    return reading.kind === "complete" ? reading.status : null;
  };
  const site = INFO + hostBlock("a") + serviceBlock("a", "s");

  it("answer the very same names while no name changed", () => {
    const cache = createNameCache();
    const first = scan(site, cache);
    const second = scan(site.replace("current_state=0", "current_state=1"), cache);
    expect(second?.names).toBe(first?.names);
    expect(second?.hosts[0]?.currentState).toBe(1);
  });

  it.each([
    ["added", site + serviceBlock("a", "t"), ["a", "a;s", "a;t"]],
    ["removed", INFO + hostBlock("a"), ["a"]],
    ["renamed", INFO + hostBlock("ab") + serviceBlock("ab", "s"), ["ab", "ab;s"]],
    ["changed places", INFO + serviceBlock("a", "s") + hostBlock("a"), ["a;s", "a"]],
  ])("answer new names when one was %s", (_, text, expected) => {
    const cache = createNameCache();
    const first = scan(site, cache);
    const second = scan(text, cache);
    expect(second?.names).not.toBe(first?.names);
    expect(second?.names.map((name) => name.key)).toEqual(expected);
    expect(scan(text, cache)?.names).toBe(second?.names);
  });

  it("never take one name for another, in whatever order the fields stand", () => {
    const cache = createNameCache();
    const block = (host: string) => statusBlock("servicestatus", { service_description: "s", host_name: host });
    const first = INFO + block("a") + block("b");
    expect(scan(first, cache)?.names.map((name) => name.key)).toEqual(["a;s", "b;s"]);
    expect(scan(INFO + block("b") + block("a"), cache)?.names.map((name) => name.key)).toEqual(["b;s", "a;s"]);
    expect(scan(INFO + hostBlock("s") + block("s"), cache)?.names.map((name) => name.key)).toEqual(["s", "s;s"]);
  });

  it("answer the very same names when a block is there twice each time", () => {
    const cache = createNameCache();
    const first = scan(site + hostBlock("a"), cache);
    expect(scan(site + hostBlock("a"), cache)?.names).toBe(first?.names);
  });

  it("do not learn from a file that was torn", () => {
    const cache = createNameCache();
    const first = scan(site, cache);
    expect(scan(`${site}hoststatus {\n`, cache)).toBeNull();
    expect(scan(site, cache)?.names).toBe(first?.names);
  });
});

describe("files of other versions", () => {
  const STATE = { has_been_checked: 1, current_state: 2, last_hard_state: 2, state_type: 1, plugin_output: "CRITICAL" };

  it("reads Nagios 3", () => {
    const text =
      statusBlock("info", { created: 1795456715, version: "3.5.1" }) +
      statusBlock("programstatus", {
        nagios_pid: 1,
        program_start: 1795456000,
        last_command_check: 1795456714,
        active_service_checks_enabled: 1,
        passive_service_checks_enabled: 0,
        enable_failure_prediction: 1,
      }) +
      statusBlock("servicestatus", {
        host_name: "a",
        service_description: "s",
        ...STATE,
        failure_prediction_enabled: 1,
        obsess_over_service: 1,
        current_problem_id: 7,
        last_state_change: 1795456600,
      }) +
      statusBlock("servicedowntime", {
        host_name: "a",
        service_description: "s",
        downtime_id: 3,
        start_time: 1795456700,
        end_time: 1795456800,
        fixed: 1,
        duration: 100,
        author: "x",
        comment: "y",
      });
    const status = parseStatus(text);
    expect(status.services[0]).toMatchObject({ currentState: 2, currentProblemId: 7, pluginOutput: "CRITICAL" });
    expect(status.program).toMatchObject({ activeServiceChecksEnabled: true, passiveServiceChecksEnabled: false });
    expect(status.downtimes[0]).toMatchObject({ downtimeId: 3, isInEffect: null, fixed: true, durationMs: 100_000 });
  });

  it("reads Icinga 1", () => {
    const text =
      statusBlock("info", { created: 1795456715, version: "1.14.2" }) +
      statusBlock("programstatus", {
        icinga_pid: 1,
        active_host_checks_enabled: 0,
        disable_notifications_expire_time: 0,
      }) +
      statusBlock("hoststatus", {
        host_name: "a",
        ...STATE,
        acknowledgement_end_time: 0,
        current_down_notification_number: 2,
        current_unreachable_notification_number: 0,
        is_reachable: 1,
      });
    const status = parseStatus(text);
    expect(status.hosts[0]).toMatchObject({ currentState: 2, lastHardState: 2, hasBeenChecked: true });
    expect(status.program?.activeHostChecksEnabled).toBe(false);
  });

  it("reads Naemon", () => {
    const text =
      "########################################\n#          NAEMON STATUS FILE\n\n" +
      statusBlock("info", { created: 1795456715, version: "1.4.1-pkg" }) +
      statusBlock("programstatus", { naemon_pid: 1, program_start: 1795456000 }) +
      statusBlock("hoststatus", { host_name: "a", ...STATE, hourly_value: 0, obsess: 1, last_update: 1795456715 });
    expect(parseStatus(text).hosts[0]).toMatchObject({ hostName: "a", currentState: 2 });
  });
});

it("says when the file was written in milliseconds", () => {
  expect(parseStatus(INFO + hostBlock("a")).createdAt).toBe(CREATED_AT);
});
