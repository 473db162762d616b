import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutHostMembers, cutServiceMembers } from "./cut-members";

function cutHosts(text: string, hosts: readonly string[]) {
  return cutHostMembers(text, (name) => hosts.includes(name));
}

function cutServices(text: string, services: Record<string, readonly string[]>) {
  const known = new Map(Object.entries(services));
  const { members, unknown } = cutServiceMembers(
    text,
    (host) => known.has(host),
    (host, description) => known.get(host)?.includes(description) ?? false,
  );
  return { members: members.map(({ hostName, serviceDescription }) => [hostName, serviceDescription]), unknown };
}

describe("members of a host group", () => {
  it("are cut at commas", () => {
    expect(cutHosts("a,b,c", ["a", "b", "c"])).toEqual({ members: ["a", "b", "c"], unknown: [] });
  });

  it("may hold commas: the longest known name wins", () => {
    expect(cutHosts("a,b,c", ["a", "a,b", "c"]).members).toEqual(["a,b", "c"]);
    expect(cutHosts("rack 1, left,b", ["rack 1, left", "b"]).members).toEqual(["rack 1, left", "b"]);
  });

  it("are cut so that as much as possible is known", () => {
    expect(cutHosts("a,b,c,d", ["a,b", "a", "b,c,d"]).members).toEqual(["a", "b,c,d"]);
  });

  it("that can be cut in two ways have the longest name first", () => {
    expect(cutHosts("a,b,c", ["a", "a,b", "b,c", "c"]).members).toEqual(["a,b", "c"]);
  });

  it("that are unknown stay as they are and are named", () => {
    expect(cutHosts("a,lost,c", ["a", "c"])).toEqual({ members: ["a", "lost", "c"], unknown: ["lost"] });
  });
});

describe("members of a service group", () => {
  it("are pairs", () => {
    expect(cutServices("a,s,b,t", { a: ["s"], b: ["t"] }).members).toEqual([
      ["a", "s"],
      ["b", "t"],
    ]);
  });

  it("may hold commas in the service", () => {
    const services = { web: ["Disk Space, /var", "Disk Space", "HTTP"], db: ["SQL"] };
    expect(cutServices("web,Disk Space, /var,web,HTTP,db,SQL", services)).toEqual({
      members: [
        ["web", "Disk Space, /var"],
        ["web", "HTTP"],
        ["db", "SQL"],
      ],
      unknown: [],
    });
  });

  it("may hold commas in the host", () => {
    expect(cutServices("rack 1, left,PING,b,PING", { "rack 1, left": ["PING"], b: ["PING"] }).members).toEqual([
      ["rack 1, left", "PING"],
      ["b", "PING"],
    ]);
  });

  it("that are unknown stay as pairs and do not spoil the others", () => {
    expect(cutServices("a,s,gone,x,a,Disk, /", { a: ["s", "Disk, /"] })).toEqual({
      members: [
        ["a", "s"],
        ["gone", "x"],
        ["a", "Disk, /"],
      ],
      unknown: ["gone,x"],
    });
  });

  it("of an odd number are all kept", () => {
    expect(cutServices("a,s,a", { a: ["s"] }).unknown).toEqual(["a,"]);
  });

  it("are found again whatever known names were joined, when names hold no comma", () => {
    const name = fc.string({ minLength: 1, maxLength: 4 }).filter((text) => !text.includes(","));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 20 }), (pairs) => {
        const isService = (host: string, description: string) =>
          pairs.some(([h, d]) => h === host && d === description);
        const { members, unknown } = cutServiceMembers(pairs.flat().join(","), () => true, isService);
        expect(members.map((member) => [member.hostName, member.serviceDescription])).toEqual(pairs);
        expect(unknown).toEqual([]);
      }),
    );
  });

  it("of known names with commas leave nothing unknown", () => {
    const part = fc.constantFrom("a", "b", "c");
    const name = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(","));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 8 }), (pairs) => {
        const isHost = (host: string) => pairs.some(([h]) => h === host);
        const isService = (host: string, description: string) =>
          pairs.some(([h, d]) => h === host && d === description);
        const { members, unknown } = cutServiceMembers(pairs.flat().join(","), isHost, isService);
        expect(unknown).toEqual([]);
        expect(members.every((member) => isService(member.hostName, member.serviceDescription))).toBe(true);
      }),
    );
  });
});

it("takes a hostile list in bounded time", () => {
  const list = "a,".repeat(20_000);
  const startedAt = performance.now();
  expect(cutServices(list, { a: ["b"], "a,a": ["a,a,a"] }).members.length).toBeGreaterThan(1000);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
