import { BlockList } from "node:net";
import { getProcessState } from "./process-state";
import { PEER_HEADER } from "./stamp-peer";

/** `direct`: no header says that a proxy passed the request on. */
interface Peer {
  address: string;
  isDirect: boolean;
}

/** The address that the request came from: a visitor's, or a proxy's. Null without our own front door. */
export function readPeer(request: Request): string | null {
  return findPeer(request)?.address ?? null;
}

/**
 * Whether the request comes from this machine itself. A proxy on this machine passes strangers on: with any header
 * that a proxy adds, it does not. Without our own front door nothing is believed.
 */
export function isLocal(request: Request): boolean {
  const peer = findPeer(request);
  return peer?.isDirect === true && isLoopback(peer.address);
}

function findPeer(request: Request): Peer | null {
  const { peerSecret } = getProcessState();
  const [secret, way, address] = request.headers.get(PEER_HEADER)?.split(" ") ?? [];
  if (peerSecret === null || secret !== peerSecret || !address) return null;
  return { address, isDirect: way === "direct" };
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/** `127.0.0.1`, `::1`, and the former as an IPv6 socket writes it: `::ffff:127.0.0.1`. */
function isLoopback(address: string): boolean {
  return LOOPBACK.check(address, address.includes(":") ? "ipv6" : "ipv4");
}
