import { createServer, type IncomingMessage, type Server, request as sendRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isLocal, readPeer } from "./peer";
import { getProcessState } from "./process-state";
import { PEER_HEADER, stampPeer } from "./stamp-peer";

const SECRET = "the-secret-of-this-process";
let server: Server;
let seen: IncomingMessage | null = null;

beforeAll(async () => {
  server = createServer((request, response) => {
    stampPeer(request, SECRET);
    seen = request;
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "::", done));
});

afterAll(() => server.close());

beforeEach(() => {
  getProcessState().peerSecret = SECRET;
});

/** Sends headers over a real socket and answers them as a route sees them. */
async function send(headers: Record<string, string>, host = "127.0.0.1"): Promise<Request> {
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done, fail) => {
    sendRequest({ host, port, headers, agent: false }, (response) => response.resume().once("end", done))
      .once("error", fail)
      .end();
  });
  const given = Object.entries(seen?.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request("http://status.example.org/", { headers: given });
}

describe("a request from this machine", () => {
  it("is local, whichever family of addresses it came by", async () => {
    for (const [host, address] of [
      ["127.0.0.1", "::ffff:127.0.0.1"],
      ["::1", "::1"],
    ] as const) {
      const request = await send({}, host);
      expect(readPeer(request)).toBe(address);
      expect(isLocal(request)).toBe(true);
    }
  });

  it.each(["Forwarded", "Via", "X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "X-Forwarded-Proto"])(
    "that carries %s was passed on by a proxy and is not",
    async (name) => {
      const request = await send({ [name]: "127.0.0.1" });
      expect(readPeer(request)).toBe("::ffff:127.0.0.1");
      expect(isLocal(request)).toBe(false);
    },
  );

  it("is local although Next adds forwarding headers of its own later", async () => {
    const request = await send({});
    request.headers.set("X-Forwarded-For", "127.0.0.1");
    expect(isLocal(request)).toBe(true);
  });
});

describe("nobody can claim to be local", () => {
  it("by sending our header: it is removed, in every form", async () => {
    const request = await send({
      "X-Vitrine-Peer": `${SECRET} direct 127.0.0.1`,
      "x-vitrine-other": "1",
      Via: "proxy",
    });
    expect(request.headers.has("x-vitrine-other")).toBe(false);
    expect(isLocal(request)).toBe(false);
    const raw = seen?.rawHeaders.map((part) => part.toLowerCase()) ?? [];
    expect(raw.filter((part) => part === PEER_HEADER)).toHaveLength(1);
    expect(raw).not.toContain("x-vitrine-other");
    expect(raw).toContain("via");
  });

  it("where there is no front door, or with another secret", () => {
    const request = new Request("http://x/", { headers: { [PEER_HEADER]: "guessed direct 127.0.0.1" } });
    expect([readPeer(request), isLocal(request)]).toEqual([null, false]);
    getProcessState().peerSecret = null;
    const nulled = new Request("http://x/", { headers: { [PEER_HEADER]: "null direct 127.0.0.1" } });
    expect([readPeer(nulled), isLocal(nulled)]).toEqual([null, false]);
  });

  it("from another address", () => {
    for (const address of ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "localhost", ""]) {
      const request = new Request("http://x/", { headers: { [PEER_HEADER]: `${SECRET} direct ${address}` } });
      expect(isLocal(request)).toBe(false);
    }
  });
});
