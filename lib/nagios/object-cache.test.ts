import { describe, expect, it } from "vitest";
import { asLatin1, objectBlock } from "@/tests/fixtures/nagios/blocks";
import { parseModel, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { createObjectCacheScanner, parseObjectCache } from "./object-cache";

const HOST_A = objectBlock("host", { host_name: "a", alias: "Server A" });
const HOST_B = objectBlock("host", { host_name: "b", display_name: "Bee", alias: "Server B", parents: "a" });
const SERVICE = objectBlock("service", { host_name: "a", service_description: "Disk Space, /var" });
const PLAIN = objectBlock("service", { host_name: "b", service_description: "PING" });

it("reads hosts, services, groups and dependencies", () => {
  const model = parseModel(
    objectBlock("timeperiod", { timeperiod_name: "24x7" }) +
      objectBlock("hostgroup", { hostgroup_name: "all", alias: "All of them", members: "a,b" }) +
      objectBlock("servicegroup", {
        servicegroup_name: "mixed",
        alias: "Mixed",
        members: "a,Disk Space, /var,b,PING",
        notes: "n",
      }) +
      HOST_A +
      HOST_B +
      SERVICE +
      PLAIN +
      objectBlock("hostdependency", { host_name: "a", dependent_host_name: "b" }),
  );
  expect([...model.hosts.values()]).toEqual([
    { name: "a", alias: "Server A", displayName: null, parents: [], notes: null },
    { name: "b", alias: "Server B", displayName: "Bee", parents: ["a"], notes: null },
  ]);
  expect(model.hostgroups.get("all")).toEqual({
    name: "all",
    alias: "All of them",
    notes: null,
    members: ["a", "b"],
  });
  expect(model.servicegroups.get("mixed")).toEqual({
    name: "mixed",
    alias: "Mixed",
    notes: "n",
    members: [
      { hostName: "a", serviceDescription: "Disk Space, /var" },
      { hostName: "b", serviceDescription: "PING" },
    ],
  });
  expect(model.dependencies).toEqual([
    {
      on: { key: "a", hostName: "a", serviceDescription: null },
      dependent: { key: "b", hostName: "b", serviceDescription: null },
    },
  ]);
});

it("keeps names that are properties of every object, and case twins", () => {
  const names = ["constructor", "__proto__", "toString", "1", "WEB", "web"];
  const model = parseModel(names.map((name) => objectBlock("host", { host_name: name })).join(""));
  expect([...model.hosts.keys()]).toEqual(names);
});

it("keeps values with braces, tabs and comment signs", () => {
  const model = parseModel(
    objectBlock("host", { host_name: "a {", alias: "x } {", notes: "; # = \t }", display_name: asLatin1("Über {") }),
  );
  expect(model.hosts.get("a {")).toEqual({
    name: "a {",
    alias: "x } {",
    displayName: "Über {",
    notes: "; # = \t }",
    parents: [],
  });
});

it("reads the spelling of hand-made files and Windows line ends", () => {
  const text = `${HOST_A.replace("define host {", "define  host{")}${HOST_B}`.replaceAll("\n", "\r\n");
  expect([...parseModel(text).hosts.keys()]).toEqual(["a", "b"]);
  expect(parseModel(text).hosts.get("a")?.alias).toBe("Server A");
});

describe("a file that is not whole", () => {
  it.each([
    ["", "it defines no host"],
    [objectBlock("hostgroup", { hostgroup_name: "g" }), "it defines no host"],
    [`${HOST_A}define host {\n\thost_name\tb`, "its last block (host, line 6) is not closed"],
    [
      objectBlock("hostgroup", { hostgroup_name: "g", members: "a,b" }) + HOST_A,
      "1 hosts or services that it names are not defined in it",
    ],
    [HOST_B, "1 hosts or services that it names are not defined in it"],
    [
      objectBlock("servicegroup", { servicegroup_name: "g", members: "a,Disk Space, /var,b,PING" }) + HOST_A + SERVICE,
      "1 hosts or services that it names are not defined in it",
    ],
  ])("%j is incomplete: %s", (text, reason) => {
    expect(parseObjectCache(text)).toMatchObject({ kind: "incomplete", reason });
  });

  it("says which names are lost, and keeps them as members", () => {
    const reading = parseObjectCache(objectBlock("hostgroup", { hostgroup_name: "g", members: "a,b" }) + HOST_A);
    expect(reading.model.problems).toEqual([
      { line: 1, block: "hostgroup", message: "g names b, which is not defined" },
    ]);
    expect(reading.model.hostgroups.get("g")?.members).toEqual(["a", "b"]);
  });

  it("is found wherever a real one was cut within its hosts and groups", () => {
    const text = readFixture("s15-final", "objects.cache");
    const lastGrouped = text.lastIndexOf("define host {");
    for (let length = 100; length < lastGrouped; length += 211) {
      expect(parseObjectCache(text.slice(0, length)).kind, `cut at ${length}`).toBe("incomplete");
    }
    expect(parseObjectCache(text.trimEnd()).kind).toBe("complete");
  });
});

it("skips blocks without a name and reports them", () => {
  const model = parseModel(
    HOST_A +
      objectBlock("service", { host_name: "a" }) +
      objectBlock("hostgroup", { members: "a" }) +
      objectBlock("servicedependency", { host_name: "a" }),
  );
  expect(model.problems.map(({ line, block }) => [line, block])).toEqual([
    [6, "service"],
    [10, "hostgroup"],
    [14, "servicedependency"],
  ]);
});

it("gives the same in pieces as at once", () => {
  const text = readFixture("s15-final", "objects.cache");
  const scanner = createObjectCacheScanner();
  for (let at = 0; at < text.length; at += 997) scanner.push(text.slice(at, at + 997));
  expect(scanner.end()).toEqual(parseObjectCache(text));
});
