import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNextLink } from "@/lib/server/door/next-link";
import { createPortStream } from "@/lib/server/door/port-stream";
import { createAnswerer } from "./answer-request";

interface Seen {
  url: string | undefined;
  headers: IncomingHttpHeaders;
}

let server: Server;
let seen: Seen[];
/** What was marked for Next. */
let marked: (string | undefined)[];
let link: boolean;
let body: string;
let status: number;

/** Stands where Next stands, with pages as it makes them. */
function startServer(): Promise<void> {
  const next = createServer({ requireHostHeader: false }, (request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    const { accept = "" } = request.headers;
    const isPage = accept.includes("text/html") || (accept === "*/*" && request.url?.startsWith("/report/") === true);
    response.writeHead(status, { "content-type": isPage ? "text/html; charset=utf-8" : "application/json" });
    response.end(body);
  });
  const { answer } = createAnswerer({
    mark: (request) => marked.push(request.url),
    next: createNextLink(() => {
      const { port1, port2 } = new MessageChannel();
      next.emit("connection", createPortStream(port2));
      return createPortStream(port1);
    }),
    refuseQuery: () => false,
    present: () => ({
      publication: "one",
      settings: "ours",
      freshUntil: Date.now() + 60_000,
      at: Date.now(),
      hasLink: link,
      language: "en",
    }),
    peerSecret: "secret",
    maxBytes: 1e6,
  });
  server = createServer((request, response) => {
    void answer(request, response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method, headers, redirect: "manual" });
const HTML = { accept: "text/html,application/xhtml+xml", "accept-encoding": "br" };

beforeEach(async () => {
  seen = [];
  marked = [];
  link = true;
  status = 200;
  body = `<!doctype html><script>start()</script>${"<p>text</p>".repeat(50)}`;
  await startServer();
});
afterEach(() => server.close());

describe("the public page", () => {
  it("is made once and sent to everybody, packed, with a policy and a validator", async () => {
    const answers = [await ask("/", HTML), await ask("/", { ...HTML, cookie: "a=b" }), await ask("/", HTML)];
    expect(seen).toHaveLength(1);
    for (const answer of answers) {
      expect(await answer.text()).toBe(body);
      expect(answer.headers.get("content-encoding")).toBe("br");
      expect(answer.headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-/);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=5, stale-if-error=60");
      expect(answer.headers.get("vary")).toContain("Accept-Encoding");
      expect(answer.headers.get("age")).toBe("0");
    }
    const etag = answers[0]?.headers.get("etag") ?? "";
    const unchanged = await ask("/", { ...HTML, "if-none-match": etag });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
  });

  it("is made without anything of the one who asked first", async () => {
    await ask("/", { ...HTML, cookie: "session=1", "x-forwarded-host": "evil.example", "accept-language": "de" });
    const { accept, connection: _, ...said } = seen[0]?.headers ?? {};
    expect(accept).toBe("text/html");
    expect(said).toEqual({ host: "localhost", "x-vitrine-peer": "secret forwarded", "x-vitrine-language": "de" });
  });

  it("answers HEAD with the same headers and no body", async () => {
    const [get, head] = [await ask("/", HTML), await ask("/", HTML, "HEAD")];
    expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
    expect(await head.text()).toBe("");
  });

  it("goes to Next for Next's own script, for a terminal, and with a query", async () => {
    await ask("/", HTML);
    await ask("/", { ...HTML, rsc: "1" });
    await ask("/", { accept: "*/*", "user-agent": "curl/8.0" });
    await ask("/history?month=2026-10", HTML);
    await ask("/", HTML, "POST");
    expect(seen).toHaveLength(5);
    await ask("/?utm_source=mail", HTML);
    expect(seen).toHaveLength(5);
  });

  it("goes to Next for a language model, which names Markdown beside HTML", async () => {
    await ask("/", HTML);
    await ask("/", { accept: "text/markdown, text/html, */*" });
    await ask("/", { accept: "text/plain" });
    expect(seen).toHaveLength(3);
  });

  it("says that its form depends on what is accepted", async () => {
    expect((await ask("/", HTML)).headers.get("vary")?.split(", ")).toContain("Accept");
  });

  it("is made for each language, and says that it depends on that where the address does not say it", async () => {
    const asGerman = { ...HTML, "accept-language": "de-AT,de;q=0.9" };
    for (const headers of [asGerman, { ...asGerman, "accept-language": "de" }]) {
      expect((await ask("/", headers)).headers.get("vary")).toContain("Accept-Language");
    }
    await ask("/", { ...HTML, "accept-language": "fr" });
    for (const headers of [HTML, asGerman]) {
      expect((await ask("/ja", headers)).headers.get("vary")).not.toContain("Accept-Language");
    }
    const places = seen.map(({ url, headers }) => [url, headers["x-vitrine-language"], headers["x-vitrine-base"]]);
    expect(places).toEqual([
      ["/", "de", undefined],
      ["/", "fr", undefined],
      ["/", "ja", "/ja"],
    ]);
  });
});

describe("answers for programs", () => {
  it("are kept as they are", async () => {
    body = JSON.stringify({ a: "b".repeat(500) });
    await ask("/api/page");
    const answer = await ask("/api/page", { "accept-encoding": "br" });
    expect(seen).toHaveLength(1);
    expect(await answer.json()).toEqual(JSON.parse(body));
    expect(answer.headers.get("content-encoding")).toBe("br");
    expect(answer.headers.get("content-security-policy")).toBeNull();
  });

  it("that name their own address are kept only where that is configured", async () => {
    link = false;
    await ask("/feed/rss.xml");
    await ask("/feed/rss.xml");
    expect(seen.map(({ headers }) => headers.host?.split(":")[0])).toEqual(["127.0.0.1", "127.0.0.1"]);
    link = true;
    await ask("/feed/rss.xml");
    await ask("/feed/rss.xml");
    expect(seen).toHaveLength(3);
  });

  it("have one language, whatever somebody likes, but for the data of a page in another one", async () => {
    await ask("/api/page", { "accept-language": "de" });
    await ask("/api/page", { "accept-language": "fr" });
    await ask("/pl/api/page");
    expect(seen.map(({ url, headers }) => [url, headers["x-vitrine-language"]])).toEqual([
      ["/api/page", "en"],
      ["/api/page", "pl"],
    ]);
  });

  it("are asked anew where another site asks: who may read them depends on it", async () => {
    await ask("/api/page");
    await ask("/api/page", { origin: "https://www.example.org" });
    expect(seen).toHaveLength(2);
  });
});

describe("all other documents", () => {
  it("are asked for each visitor, with what the visitor sent, and guarded by a policy of their own", async () => {
    status = 404;
    const answer = await ask("/admin", { ...HTML, authorization: "Basic eA==" });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-security-policy")).toContain("'sha256-");
    expect(seen[0]?.headers.authorization).toBe("Basic eA==");
    await ask("/it/history?month=2026-10", HTML);
    expect([seen[1]?.url, seen[1]?.headers["x-vitrine-language"]]).toEqual(["/history?month=2026-10", "it"]);
    expect(marked).toEqual(["/admin", "/it/history?month=2026-10"]);
    expect(await answer.text()).toBe(body);
  });
});

it("a page has its policy for those, too, who take anything", async () => {
  const answer = await ask("/report/2026-10", { accept: "*/*", "user-agent": "curl/8.0" });
  expect(answer.headers.get("content-security-policy")).toContain("'sha256-");
  const head = await ask("/report/2026-10", { accept: "*/*" }, "HEAD");
  expect(head.headers.get("content-security-policy")).toContain("'sha256-");
  const file = await ask("/report/2026-10.csv", { accept: "*/*" });
  expect(file.headers.get("content-security-policy")).toBeNull();
});

it("what fails is not kept: whoever asks gets the answer of Next", async () => {
  status = 503;
  expect((await ask("/api/page")).status).toBe(503);
  status = 200;
  expect(seen).toHaveLength(2);
  expect((await ask("/api/page")).status).toBe(200);
  expect((await ask("/api/page")).status).toBe(200);
  expect(seen).toHaveLength(3);
});
