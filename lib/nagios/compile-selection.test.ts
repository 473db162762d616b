import { describe, expect, it } from "vitest";
import { type ComponentSpec, type Members, TELL_ALL } from "@/lib/domain/policy";
import { hostBlock, INFO, objectBlock, serviceBlock } from "@/tests/fixtures/nagios/blocks";
import { parseModel, parseStatus, readFixture } from "@/tests/fixtures/nagios/read-fixture";
import { compileSelection } from "./compile-selection";

const RULES = { rule: { kind: "worst" }, sla: null } as const;
const NOTHING: Members = { hosts: [], services: [], hostgroups: [], servicegroups: [] };
const MODEL = parseModel(readFixture("s15-final", "objects.cache"));
const { names: NAMES } = parseStatus(readFixture("s15-final", "status.dat"));

function compileComponent(members: Partial<Members>, model: typeof MODEL | null = MODEL, names = NAMES) {
  const spec: ComponentSpec = {
    slug: "shop",
    name: "Shop",
    group: null,
    description: null,
    ...RULES,
    telling: TELL_ALL,
    members: { ...NOTHING, ...members },
  };
  const compiled = compileSelection(model, names, { kind: "components", components: [spec] });
  return { ...compiled, members: compiled.components[0]?.members, missing: compiled.components[0]?.missing };
}

function compileObjects(members: Partial<Members>, model: typeof MODEL | null = MODEL, names = NAMES) {
  return compileSelection(model, names, { kind: "objects", members: { ...NOTHING, ...members }, telling: TELL_ALL });
}

function hostDependency(on: string, dependent: string): string {
  return objectBlock("hostdependency", { host_name: on, dependent_host_name: dependent });
}

function serviceDependency(on: string, dependent: string): string {
  const [host_name = "", service_description = ""] = on.split(";");
  const [dependent_host_name = "", dependent_service_description = ""] = dependent.split(";");
  const names = { host_name, service_description, dependent_host_name, dependent_service_description };
  return objectBlock("servicedependency", names);
}

describe("a component of the operator's own", () => {
  it("holds hosts by name and by glob, each once", () => {
    const { members } = compileComponent({ hosts: ["www2.example.com", "www?.example.com"] });
    expect(members).toEqual(["www2.example.com", "www1.example.com"]);
  });

  it("holds the hosts of host groups and the services of service groups", () => {
    const { members } = compileComponent({ hostgroups: ["web"], servicegroups: ["mail-services"] });
    expect(members).toEqual([
      "www1.example.com",
      "www2.example.com",
      "mail.example.com;IMAP",
      "mail.example.com;Mail Queue",
      "mail.example.com;SMTP",
      "mail.example.com;Spam Filter",
    ]);
  });

  it("holds services by names and by globs over both", () => {
    expect(compileComponent({ services: [{ host: "www*", service: "HTTPS" }] }).members).toEqual([
      "www1.example.com;HTTPS",
      "www2.example.com;HTTPS",
    ]);
    expect(compileComponent({ services: ["www1*;TLS*"] }).members).toEqual(["www1.example.com;TLS Certificate"]);
  });

  it.each(["db-primary;CPU / Load", "db-primary/CPU / Load", "db-primary:CPU / Load", "db-primary; CPU / Load"])(
    "finds the service in the text %j",
    (text) => {
      expect(compileComponent({ services: [text] }).members).toEqual(["db-primary;CPU / Load"]);
    },
  );

  it("tries every way to split a text until one means something", () => {
    const names = parseStatus(
      INFO + hostBlock("fe80::1") + serviceBlock("fe80::1", "Ping: v6/icmp") + serviceBlock("fe80::1", "a/b"),
    ).names;
    const find = (text: string) => compileComponent({ services: [text] }, null, names).members;
    expect(find("fe80::1:Ping: v6/icmp")).toEqual(["fe80::1;Ping: v6/icmp"]);
    expect(find("fe80::1/a/b")).toEqual(["fe80::1;a/b"]);
    expect(find("fe80::?:a*")).toEqual(["fe80::1;a/b"]);
  });

  it("watches the hosts of its services without choosing them", () => {
    const { watched } = compileComponent({ services: ["www1.example.com;HTTPS"], hosts: ["mail.example.com"] });
    expect(watched.map(({ key, chosen }) => [key, chosen])).toEqual([
      ["mail.example.com", true],
      ["www1.example.com", false],
      ["www1.example.com;HTTPS", true],
    ]);
  });

  it("counts what is named plainly and unknown as missing", () => {
    const { members, missing, unmatched } = compileComponent({
      hosts: ["www1.example.com", "www9.example.com"],
      services: [{ host: "www1.example.com", service: "FTP" }, "www1.example.com;https"],
      hostgroups: ["webb"],
      servicegroups: ["nope"],
    });
    expect(members).toEqual(["www1.example.com"]);
    expect(missing).toEqual([
      "hostgroup webb",
      "servicegroup nope",
      "host www9.example.com",
      "service www1.example.com;FTP",
      "service www1.example.com;https",
    ]);
    expect(unmatched).toEqual(missing?.map((text) => `Shop: ${text} is unknown to Nagios`));
  });

  it("reports globs and groups without any object, which miss nothing", () => {
    const { missing, unmatched } = compileComponent({ hosts: ["xyz*"], hostgroups: ["decommissioned", "q*"] });
    expect(missing).toEqual([]);
    expect(unmatched).toEqual([
      "Shop: hostgroup decommissioned matches nothing",
      "Shop: hostgroup q* matches nothing",
      "Shop: host xyz* matches nothing",
    ]);
  });

  it("takes names from status.dat alone when there is no model, and says why groups are unknown", () => {
    const { members, missing, unmatched, watched } = compileComponent({ hosts: ["www*"], hostgroups: ["web"] }, null);
    expect(members).toEqual(["www1.example.com", "www2.example.com"]);
    expect(missing).toEqual(["hostgroup web"]);
    expect(unmatched).toEqual(["Shop: hostgroup web is unknown: objects.cache was not read"]);
    expect(watched[0]?.label).toBe("www1.example.com");
  });

  it("knows objects that only one of the two files has", () => {
    const model = parseModel(
      objectBlock("hostgroup", { hostgroup_name: "g", members: "old" }) + objectBlock("host", { host_name: "old" }),
    );
    const { names } = parseStatus(INFO + hostBlock("new"));
    const { members, missing } = compileComponent({ hosts: ["new"], hostgroups: ["g"] }, model, names);
    expect(members).toEqual(["old", "new"]);
    expect(missing).toEqual([]);
  });

  it("tells names apart that differ in case, and names that look like properties", () => {
    const names = ["WEB", "web", "constructor", "__proto__"];
    const { names: known } = parseStatus(INFO + names.map((name) => hostBlock(name)).join(""));
    for (const name of names) expect(compileComponent({ hosts: [name] }, null, known).members).toEqual([name]);
    expect(compileComponent({ hosts: ["toString", "Web"] }, null, known).missing).toEqual([
      "host toString",
      "host Web",
    ]);
  });

  it("that chooses nothing has no members and watches nothing", () => {
    expect(compileComponent({})).toMatchObject({ members: [], missing: [], watched: [], unmatched: [] });
  });
});

describe("what is told of a component's outages", () => {
  it("is what the operator said of it", () => {
    const telling = { mode: "review", delayMs: 60_000 } as const;
    const members = { ...NOTHING, hosts: ["www1.example.com"] };
    const spec: ComponentSpec = {
      slug: "shop",
      name: "Shop",
      group: null,
      description: null,
      members,
      ...RULES,
      telling,
    };
    const { components } = compileSelection(MODEL, NAMES, { kind: "components", components: [spec] });
    expect(components.map((component) => component.telling)).toEqual([telling]);
  });

  it("is one and the same for chosen objects without components, known to Nagios or not", () => {
    const telling = { mode: "off", delayMs: 0 } as const;
    const members = { ...NOTHING, hosts: ["www1.example.com", "www9"] };
    const { components } = compileSelection(MODEL, NAMES, { kind: "objects", members, telling });
    expect(components.map((component) => component.telling)).toEqual([telling, telling]);
  });
});

describe("what watched objects depend on", () => {
  /** Two shops behind a switch, behind a router; a database on a host of its own. */
  const site = ["router", "switch", "shop1", "shop2", "dbhost"];
  const model = parseModel(
    [
      objectBlock("host", { host_name: "router", alias: "Router One" }),
      objectBlock("host", { host_name: "switch", parents: "router" }),
      objectBlock("host", { host_name: "shop1", parents: "switch" }),
      objectBlock("host", { host_name: "shop2", parents: "switch" }),
      objectBlock("host", { host_name: "dbhost", parents: "switch" }),
      objectBlock("service", { host_name: "shop1", service_description: "HTTP" }),
      objectBlock("service", { host_name: "dbhost", service_description: "SQL" }),
      serviceDependency("dbhost;SQL", "shop1;HTTP"),
    ].join(""),
  );
  const { names } = parseStatus(
    INFO + site.map((host) => hostBlock(host)).join("") + serviceBlock("shop1", "HTTP") + serviceBlock("dbhost", "SQL"),
  );
  const compile = (members: Partial<Members>, of: typeof MODEL | null = model) => {
    const { upstream, watched, owners } = compileComponent(members, of, names);
    const objects = upstream.objects.map(({ key, label, chosen }) => ({ key, label, chosen }));
    return { upstream: objects, dependsOn: new Map(upstream.dependsOn), watched, owners };
  };

  it("is followed to the top: parents, what dependencies name, and the hosts of that", () => {
    const { upstream, dependsOn, watched, owners } = compile({ services: ["shop1;HTTP"] });
    expect(watched.map(({ key }) => key)).toEqual(["shop1", "shop1;HTTP"]);
    expect(new Set(upstream.map(({ key }) => key))).toEqual(new Set(["switch", "router", "dbhost;SQL", "dbhost"]));
    expect(dependsOn).toEqual(
      new Map([
        ["shop1;HTTP", ["dbhost;SQL"]],
        ["shop1", ["switch"]],
        ["dbhost", ["switch"]],
        ["switch", ["router"]],
      ]),
    );
    expect([...owners.keys()]).toEqual(["shop1;HTTP", "shop1"]);
  });

  it("is not chosen, and has a label of its own", () => {
    const { upstream } = compile({ hosts: ["switch"] });
    expect(upstream).toEqual([{ key: "router", label: "Router One", chosen: false }]);
  });

  it("is not upstream where it is watched itself", () => {
    const { upstream, dependsOn } = compile({ hosts: ["shop*", "switch", "router"] });
    expect(upstream).toEqual([]);
    expect(dependsOn.get("shop2")).toEqual(["switch"]);
  });

  it("is nothing without a model", () => {
    expect(compile({ services: ["shop1;HTTP"] }, null)).toMatchObject({ upstream: [], dependsOn: new Map() });
  });

  it("is named once, however many dependencies name it, and never itself", () => {
    const twice = parseModel(
      [
        objectBlock("host", { host_name: "shop1", parents: "switch" }),
        objectBlock("host", { host_name: "switch" }),
        hostDependency("switch", "shop1"),
        hostDependency("switch", "shop1"),
        hostDependency("shop1", "shop1"),
      ].join(""),
    );
    expect(compile({ hosts: ["shop1"] }, twice).dependsOn).toEqual(new Map([["shop1", ["switch"]]]));
  });

  it("ends where a circle closes", () => {
    const circle = parseModel(
      [
        objectBlock("host", { host_name: "shop1", parents: "switch" }),
        objectBlock("host", { host_name: "switch", parents: "router" }),
        objectBlock("host", { host_name: "router", parents: "switch" }),
      ].join(""),
    );
    const { upstream, dependsOn } = compile({ hosts: ["shop1"] }, circle);
    expect(upstream.map(({ key }) => key)).toEqual(["switch", "router"]);
    expect(dependsOn.get("router")).toEqual(["switch"]);
  });
});

describe("chosen objects without components", () => {
  it("become components named by display name or alias, in the group by which they were chosen", () => {
    const { components } = compileObjects({ hostgroups: ["web", "databases"] });
    expect(components.map(({ group, name, members }) => [group, name, members])).toEqual(
      ["web", "databases"].flatMap((name) => {
        const group = MODEL.hostgroups.get(name);
        const hosts = (group?.members ?? []).map((host) => MODEL.hosts.get(host));
        return hosts
          .map((host) => [group?.alias, host?.displayName ?? host?.alias, [host?.name]])
          .sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1));
      }),
    );
  });

  it("that two groups choose are shown in the first", () => {
    const { components } = compileObjects({ hostgroups: ["web", "all-servers"] });
    const www1 = components.filter(({ members }) => members.includes("www1.example.com"));
    expect(www1.map(({ group }) => group)).toEqual(["Web servers"]);
  });

  it("are told apart by their host when they would be called alike", () => {
    const { names } = parseStatus(
      INFO +
        hostBlock("a") +
        hostBlock("b") +
        serviceBlock("a", "PING") +
        serviceBlock("b", "PING") +
        serviceBlock("b", "DNS"),
    );
    const model = parseModel(
      objectBlock("host", { host_name: "a", alias: "Server One" }) +
        objectBlock("host", { host_name: "b", alias: "Server Two" }),
    );
    const { components } = compileObjects({ services: ["*;*"] }, model, names);
    expect(components.map(({ name, slug }) => [name, slug])).toEqual([
      ["DNS", "dns"],
      ["PING on Server One", "ping-on-server-one"],
      ["PING on Server Two", "ping-on-server-two"],
    ]);
  });

  it("have names and addresses of their own even when nothing tells them apart", () => {
    const { names } = parseStatus(
      INFO +
        ["a", "b"].map((host) => hostBlock(host) + serviceBlock(host, "PING")).join("") +
        ["Ö", "o", "温度", "??"].map((host) => hostBlock(host)).join(""),
    );
    const model = parseModel(
      objectBlock("host", { host_name: "a", alias: "Twin" }) + objectBlock("host", { host_name: "b", alias: "Twin" }),
    );
    const { components } = compileObjects({ hosts: ["*"], services: ["*;*"] }, model, names);
    expect(new Set(components.map(({ name }) => name)).size).toBe(components.length);
    expect(new Set(components.map(({ slug }) => slug)).size).toBe(components.length);
    expect(components.map(({ slug }) => slug).filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
    expect(components.map(({ name }) => name)).toContain("PING on Twin (b: PING)");
  });

  it("that Nagios does not know become components that are unknown", () => {
    const { components } = compileObjects({ hosts: ["www9"], hostgroups: ["webb"], servicegroups: ["q*"] });
    expect(components.map(({ name, members, missing }) => [name, members, missing])).toEqual([
      ["webb", [], ["hostgroup webb"]],
      ["www9", [], ["host www9"]],
    ]);
  });

  it("are ordered as people order names", () => {
    const { names } = parseStatus(
      INFO + ["web10", "Web3", "web2", "alpha", "Zeta"].map((name) => hostBlock(name)).join(""),
    );
    const { components } = compileObjects({ hosts: ["*"] }, null, names);
    expect(components.map(({ name }) => name)).toEqual(["alpha", "web2", "Web3", "web10", "Zeta"]);
  });

  it("keep their order and addresses when the file lists them in another order", () => {
    const blocks = ["c", "a", "b"].map((name) => hostBlock(name));
    const forward = compileObjects({ hosts: ["*"] }, null, parseStatus(INFO + blocks.join("")).names);
    const backward = compileObjects({ hosts: ["*"] }, null, parseStatus(INFO + blocks.reverse().join("")).names);
    expect(forward.components).toEqual(backward.components);
    expect(forward.components.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });
});
