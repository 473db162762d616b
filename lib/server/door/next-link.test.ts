import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { buffer } from "node:stream/consumers";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNextLink, type NextLink } from "./next-link";
import { createPortStream } from "./port-stream";

/** Answers behind the door, as Next does. */
let inner: RequestListener;
let link: NextLink;
let door: Server;
let failures: unknown[];
/** Connections behind the door that have not ended. */
let open: Set<unknown>;

beforeEach(async () => {
  failures = [];
  const opened = new Set();
  open = opened;
  const behind = createServer({ requireHostHeader: false }, (asked, answer) => void inner(asked, answer));
  link = createNextLink(() => {
    const { port1, port2 } = new MessageChannel();
    const connection = createPortStream(port2);
    opened.add(connection);
    connection.once("close", () => opened.delete(connection));
    behind.emit("connection", connection);
    return createPortStream(port1);
  });
  door = createServer((asked, answer) => {
    link.passOn(asked, answer).catch((error: unknown) => {
      failures.push(error);
      answer.destroy();
    });
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
});
afterEach(() => {
  door.closeAllConnections();
  door.close();
});

const port = () => (door.address() as AddressInfo).port;
const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port()}${path}`, init);
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** What comes through a bare connection until the server ends it. */
async function say(text: string): Promise<string> {
  const socket = connect(port(), "127.0.0.1");
  socket.write(text);
  return (await buffer(socket)).toString("latin1");
}

describe("a request that is passed on", () => {
  it("comes as it was sent, and its answer goes back whole", async () => {
    inner = async (asked, answer) => {
      const body = await buffer(asked);
      answer.writeHead(201, { "x-method": asked.method, "x-path": asked.url, "set-cookie": ["a=1", "b=2"] });
      answer.end(JSON.stringify({ sent: body.toString(), cookie: asked.headers.cookie, host: asked.headers.host }));
    };
    const answer = await ask("/api/poll?x=%C3%A4", { method: "POST", body: "ä".repeat(9), headers: { cookie: "c=3" } });
    expect([answer.status, answer.headers.get("x-method"), answer.headers.get("x-path")]).toEqual([
      201,
      "POST",
      "/api/poll?x=%C3%A4",
    ]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await answer.json()).toEqual({ sent: "ä".repeat(9), cookie: "c=3", host: `127.0.0.1:${port()}` });
  });

  it("may be answered with nothing, or with what is no success", async () => {
    inner = (asked, answer) => void answer.writeHead(asked.url === "/304" ? 304 : 503, { etag: '"e"' }).end();
    const [unchanged, refused] = [await ask("/304"), await ask("/")];
    expect([unchanged.status, unchanged.headers.get("etag"), refused.status]).toEqual([304, '"e"', 503]);
    inner = (_, answer) => void answer.writeHead(200, { "content-length": 77 }).end();
    const head = await ask("/", { method: "HEAD" });
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["77", ""]);
    expect(failures).toEqual([]);
  });

  it("may be large, in both directions, however slowly it is read", async () => {
    const bytes = randomBytes(8 * 1024 * 1024);
    inner = (asked, answer) => void asked.pipe(answer);
    const echoed = await buffer((await ask("/", { method: "PUT", body: bytes })).body as never);
    expect(digest(echoed)).toBe(digest(bytes));
    const asked = request({ port: port(), method: "PUT" });
    asked.end(bytes);
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    answer.pause();
    await new Promise((done) => setTimeout(done, 100));
    expect(digest(await buffer(answer))).toBe(digest(bytes));
  });

  it("is let go on the other side when whoever asked is gone", async () => {
    const gone = new Promise<void>((done) => {
      inner = (_, answer) => {
        answer.write("a");
        answer.once("close", done);
      };
    });
    const leaving = new AbortController();
    await ask("/", { signal: leaving.signal });
    leaving.abort();
    await gone;
    await expect.poll(() => open.size).toBe(0);
  });

  it("fails when the other side breaks off", async () => {
    inner = (_, answer) => void answer.destroy();
    await expect(ask("/")).rejects.toThrow();
    expect(failures).toHaveLength(1);
    inner = (_, answer) => {
      answer.writeHead(200, { "content-length": 10 });
      answer.write("half");
      setTimeout(() => answer.destroy(), 50);
    };
    await expect(ask("/").then((answer) => answer.text())).rejects.toThrow();
    await expect.poll(() => open.size).toBe(0);
  });

  it("carries nothing that belongs to the connection it came on", async () => {
    inner = ({ headers }, answer) => void answer.end(JSON.stringify(headers));
    const sent =
      "GET / HTTP/1.1\r\nHost: h\r\nConnection: close, upgrade\r\nUpgrade: h2c\r\nTE: trailers\r\nx-own: 1\r\n\r\n";
    const [, body = ""] = /(\{.*\})/.exec(await say(sent)) ?? [];
    expect(JSON.parse(body)).toEqual({ host: "h", "x-own": "1", connection: "close" });
  });

  it("cannot hide a second one in its body", async () => {
    const END = "Host: h\r\nConnection: close\r\n";
    const seen: (string | undefined)[] = [];
    inner = ({ url }, answer) => {
      seen.push(url);
      answer.end();
    };
    const hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";
    const chunk = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
    await say(`GET /a HTTP/1.1\r\n${END}Transfer-Encoding: chunked\r\n\r\n${chunk}`);
    await say(`GET /b HTTP/1.1\r\n${END}Content-Length: ${hidden.length}\r\n\r\n${hidden}`);
    await say(`DELETE /c HTTP/1.1\r\n${END}Transfer-Encoding: chunked\r\n\r\n${chunk}`);
    await say("GET /old HTTP/1.0\r\n\r\n");
    expect(seen).toEqual(["/a", "/b", "/c", "/old"]);
  });
});

describe("a page", () => {
  it("comes whole, without what the one who asked said of a body or of packing", async () => {
    inner = ({ headers, url, method }, answer) => {
      answer.writeHead(404, { "content-type": "text/html", "set-cookie": "a=1" });
      answer.write("one ");
      answer.end(JSON.stringify({ headers, url, method }));
    };
    const headers = { host: "h", "accept-encoding": "br", "content-length": "5", accept: "text/html" };
    const { status, headers: answered, body } = await link.render({ url: "/x", headers });
    expect([status, answered]).toEqual([404, { "content-type": "text/html", "set-cookie": ["a=1"] }]);
    const [, told = ""] = /^one (.*)$/.exec(body.toString()) ?? [];
    const said = { host: "h", accept: "text/html", connection: "close" };
    expect(JSON.parse(told)).toEqual({ url: "/x", method: "GET", headers: said });
  });

  it("that breaks off is none", async () => {
    inner = (_, answer) => {
      answer.write("half");
      setTimeout(() => answer.destroy(), 20);
    };
    await expect(link.render({ url: "/", headers: {} })).rejects.toThrow();
    await expect.poll(() => open.size).toBe(0);
  });
});
