import { describe, expect, it } from "vitest";
import { type Handler, wrapHandler } from "./handler";
import { answerDetail, answerRefusal, refuse } from "./problem";

const ORIGIN = "https://www.example.com";

function setUp(handler: Handler<undefined>, origins: readonly string[] = []) {
  const reports: unknown[] = [];
  const handle = wrapHandler(handler, {
    reportError: (error, where) => reports.push([(error as Error).message, where]),
    corsOrigins: () => origins,
  });
  return {
    reports,
    ask: (init: RequestInit = {}) => handle(new Request("http://localhost/api/x?secret=1", init), undefined),
  };
}

describe("wrapHandler", () => {
  it("turns what a handler throws into a 500 that says nothing of the inside, and reports it", async () => {
    for (const fail of [
      async () => Promise.reject(new Error("/etc/x")),
      () => {
        throw new Error("/etc/x");
      },
    ]) {
      const { ask, reports } = setUp(fail);
      const response = await ask();
      expect(response.status).toBe(500);
      expect(await response.json()).toEqual({ detail: "Something went wrong on our side. It has been logged." });
      expect(reports).toEqual([["/etc/x", { method: "GET", path: "/api/x" }]]);
    }
  });

  it("does not report a request that its client gave up", async () => {
    const { ask, reports } = setUp(() => {
      throw new Error("aborted");
    });
    expect((await ask({ signal: AbortSignal.abort() })).status).toBe(500);
    expect(reports).toEqual([]);
  });

  it("lets the framework's own signals through", async () => {
    const signal = Object.assign(new Error("dynamic"), { digest: "DYNAMIC_SERVER_USAGE" });
    const { ask, reports } = setUp(() => {
      throw signal;
    });
    await expect(ask()).rejects.toBe(signal);
    expect(reports).toEqual([]);
  });

  it("forbids caching unless the handler says otherwise", async () => {
    expect((await setUp(() => Response.json({})).ask()).headers.get("cache-control")).toBe("no-store");
    const cached = setUp(() => Response.json({}, { headers: { "Cache-Control": "public, max-age=5" } }));
    expect((await cached.ask()).headers.get("cache-control")).toBe("public, max-age=5");
    expect((await cached.ask()).headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("answers HEAD as GET without the body, and keeps 304 bare", async () => {
    const { ask } = setUp(() => Response.json({ a: 1 }));
    const head = await ask({ method: "HEAD" });
    expect(head.headers.get("content-type")).toBe("application/json");
    expect(await head.text()).toBe("");
    expect((await setUp(() => new Response(null, { status: 304 })).ask()).status).toBe(304);
  });
});

describe("CORS", () => {
  const answer = () => Response.json({}, { headers: { Vary: "Accept" } });

  it("is absent unless configured", async () => {
    const response = await setUp(answer).ask({ headers: { Origin: ORIGIN } });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(response.headers.get("vary")).toBe("Accept");
  });

  it("names a configured origin, no other, and keeps caches apart", async () => {
    const { ask } = setUp(answer, [ORIGIN]);
    const known = await ask({ headers: { Origin: ORIGIN } });
    expect(known.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    const other = await ask({ headers: { Origin: "https://evil.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    for (const response of [known, other, await ask()]) expect(response.headers.get("vary")).toBe("Accept, Origin");
  });

  it("never allows credentials or writes", async () => {
    const { ask } = setUp(answer, ["*"]);
    const read = await ask({ headers: { Origin: ORIGIN } });
    expect(read.headers.get("access-control-allow-origin")).toBe("*");
    expect(read.headers.get("access-control-allow-credentials")).toBeNull();
    const write = await ask({ method: "POST", headers: { Origin: ORIGIN } });
    expect(write.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("problem answers", () => {
  it("have the predecessor's form", async () => {
    const response = answerRefusal(refuse(401, "No.", { "WWW-Authenticate": "Basic" }));
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Basic");
    expect(await response.json()).toEqual({ detail: "No." });
    expect(answerDetail(404, "x").headers.get("cache-control")).toBe("no-store");
  });
});
