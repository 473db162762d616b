import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Config } from "@/lib/config/config";
import { maySeeDetails, refuseDetails } from "./detail-access";
import { getProcessState } from "./process-state";
import { getRuntime } from "./runtime";
import { PEER_HEADER } from "./stamp-peer";

const TOKEN = "abcdefghijklmnop";

function configure(health: Partial<Config["health"]>): void {
  const config = { health: { pingUrl: null, publicDetails: false, token: null, ...health } };
  // Of the whole configuration these rules read nothing else.
  getRuntime().inForce = { config: config as Config, settings: [], path: null };
}

function ask(headers: Record<string, string> = {}): boolean {
  return maySeeDetails(new Request("http://localhost/metrics", { headers }));
}

const from = (way: string, address: string, host: string) => ({ [PEER_HEADER]: `secret ${way} ${address}`, host });

beforeEach(() => {
  getProcessState().peerSecret = "secret";
});

afterEach(() => {
  getProcessState().peerSecret = null;
  getRuntime().inForce = null;
});

describe("details and figures", () => {
  it("are for this machine, also before any configuration was read", () => {
    for (const host of ["localhost:8000", "127.0.0.1", "[::1]:8000"]) {
      expect(ask(from("direct", "127.0.0.1", host))).toBe(true);
    }
    expect(ask(from("direct", "::1", "localhost"))).toBe(true);
  });

  it("are not for strangers whom a proxy on this machine passes on, even when it says nothing of them", () => {
    expect(ask(from("forwarded", "127.0.0.1", "localhost"))).toBe(false);
    for (const host of ["status.example.com", "127.0.0.1.example.com", "localhost.example.com:8000", ""]) {
      expect(ask(from("direct", "127.0.0.1", host))).toBe(false);
    }
    expect(ask(from("direct", "192.0.2.7", "localhost"))).toBe(false);
    expect(ask({ host: "localhost" })).toBe(false);
  });

  it("are for whoever has the token, from anywhere", () => {
    configure({ token: TOKEN });
    const afar = from("forwarded", "127.0.0.1", "status.example.com");
    expect(ask({ ...afar, authorization: `Bearer ${TOKEN}` })).toBe(true);
    expect(ask({ ...afar, authorization: "Bearer something-else-here" })).toBe(false);
    expect(ask(afar)).toBe(false);
    expect(refuseDetails()).toMatchObject({ status: 401, headers: { "WWW-Authenticate": "Bearer" } });
  });

  it("are for everybody only where that is configured", () => {
    configure({ publicDetails: true });
    expect(ask({ host: "status.example.com" })).toBe(true);
    configure({});
    expect(ask({ host: "status.example.com" })).toBe(false);
    expect(refuseDetails()).toMatchObject({ status: 403 });
  });
});
