import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { isForwarded } from "@/lib/server/stamp-peer";
import { findAskers } from "./who-asks";

const find = (socketAddress: string, headers: IncomingHttpHeaders = {}) =>
  findAskers({ socketAddress, isForwarded: isForwarded(headers), headers });
const via = (address: string) => ({ "x-forwarded-for": address });

describe("without a proxy", () => {
  it("each visitor is one, by IPv4 address or the network of an IPv6 one", () => {
    expect(find("198.51.100.7")).toEqual([{ kind: "one", name: "198.51.100.7" }]);
    expect(find("::ffff:198.51.100.7")).toEqual([{ kind: "one", name: "198.51.100.7" }]);
    expect(find("2001:db8:1:2:3:4:5:6")).toEqual([{ kind: "one", name: "2001:db8:1:2::" }]);
    expect(find("2001:db8:1:2::9")).toEqual(find("2001:0DB8:0001:0002:ffff::"));
    expect(find("2001:db8::1")).toEqual([{ kind: "one", name: "2001:db8:0:0::" }]);
    expect(find("2001:db8:1:3::9")).not.toEqual(find("2001:db8:1:2::9"));
  });

  it("an address of a network of one's own may stand for many", () => {
    for (const address of ["127.0.0.1", "::1", "::ffff:172.17.0.1", "10.0.2.100", "fd00::1", "fe80::1%eth0", ""]) {
      expect(find(address), address).toMatchObject([{ kind: "many" }]);
    }
  });
});

describe("behind a proxy of one's own", () => {
  it("whom it speaks for is one, whoever that claims to speak for", () => {
    const one = [{ kind: "one", name: "198.51.100.7" }];
    for (const proxy of ["127.0.0.1", "::ffff:10.0.0.2"]) {
      expect(find(proxy, via("198.51.100.7"))).toEqual(one);
      expect(find(proxy, via("203.0.113.9, x, 198.51.100.7"))).toEqual(one);
      expect(find(proxy, via("198.51.100.7:50123"))).toEqual(one);
      expect(find(proxy, { "x-real-ip": "198.51.100.7" })).toEqual(one);
    }
    expect(find("::1", via("[2001:db8:1:2::9]:443"))).toEqual([{ kind: "one", name: "2001:db8:1:2::" }]);
  });

  it("that says nothing, nonsense, or another neighbour, nobody knows how many there are", () => {
    for (const said of ["", "unknown", "1.2.3", "fe80::1%x", "x".repeat(9000), "10.0.0.9"]) {
      expect(find("127.0.0.1", via(said)), said).toMatchObject([{ kind: "many" }]);
    }
    expect(find("127.0.0.1", { via: "1.1 cache" })).toMatchObject([{ kind: "many" }]);
  });
});

it("from outside, whoever says to speak for others is counted together with all of them", () => {
  const edge = { kind: "many", name: "198.51.100.1" };
  expect(find("198.51.100.1", via("203.0.113.9"))).toEqual([{ kind: "one", name: "198.51.100.1 203.0.113.9" }, edge]);
  expect(find("198.51.100.1", { via: "1.1 x" })).toEqual([edge]);
});
