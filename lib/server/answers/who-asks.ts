import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIP } from "node:net";

/** Whose questions are counted together. */
export interface Asker {
  /** `one`: a single visitor. `many`: nobody knows how many stand behind the address. */
  kind: "one" | "many";
  name: string;
}

export interface AskedFrom {
  /** Of the other end of the connection. */
  socketAddress: string;
  /** Whether any header says that somebody passed the request on. */
  isForwarded: boolean;
  headers: IncomingHttpHeaders;
}

/**
 * Who asks, as far as that can be known. A neighbour in the own network may be a proxy, and is believed whom it speaks for.
 * Whoever comes from outside with a header that a proxy adds may be one, or have written it: both are counted then.
 */
export function findAskers({ socketAddress, isForwarded, headers }: AskedFrom): Asker[] {
  // Of a neighbour's address the system tells by which interface it came.
  const [end = ""] = socketAddress.split("%", 1);
  const socket = nameNetwork(end);
  const named = readForwarded(headers);
  if (isInside(end)) {
    if (named === null) return [{ kind: "many", name: socket }];
    return [{ kind: isInside(named) ? "many" : "one", name: nameNetwork(named) }];
  }
  if (!isForwarded) return [{ kind: "one", name: socket }];
  const together: Asker = { kind: "many", name: socket };
  return named === null ? [together] : [{ kind: "one", name: `${socket} ${nameNetwork(named)}` }, together];
}

/** The address that the nearest proxy saw: each one appends its own at the end. Null for what is no address. */
function readForwarded(headers: IncomingHttpHeaders): string | null {
  const text = String(headers["x-forwarded-for"] ?? headers["x-real-ip"] ?? "");
  const last = text.slice(text.lastIndexOf(",") + 1).trim();
  // Some write the port behind it.
  const address = last.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  return isIP(address) === 0 || address.includes("%") ? null : address;
}

const INSIDE = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  INSIDE.addSubnet(network, bits, "ipv4");
}
INSIDE.addAddress("::1", "ipv6");
INSIDE.addSubnet("fc00::", 7, "ipv6");
INSIDE.addSubnet("fe80::", 10, "ipv6");

/** An address that many may share: of this machine, or of a network that is not the internet. */
function isInside(address: string): boolean {
  // A connection that is gone already has none.
  if (isIP(address) === 0) return true;
  return INSIDE.check(address, address.includes(":") ? "ipv6" : "ipv4");
}

/** An IPv4 address, or the first 64 bits of an IPv6 one: whoever has one of these has all of them. */
function nameNetwork(address: string): string {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  while (groups.length < 8 - after.length) groups.push("0");
  const first = [...groups, ...after].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${first.join(":")}::`;
}
