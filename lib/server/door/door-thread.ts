import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { MessageChannel, parentPort, workerData } from "node:worker_threads";
import { createAnswerer } from "@/lib/server/answers/answer-request";
import { createQueryLimit } from "@/lib/server/answers/limit-queries";
import { drainServer } from "@/lib/server/drain-server";
import { toOriginForm } from "@/lib/server/origin-form";
import { findHandle } from "@/lib/server/process/socket-handle";
import { stampPeer } from "@/lib/server/stamp-peer";
import type { DoorNews, DoorOptions, DoorOrder } from "./door-messages";
import { createNextLink } from "./next-link";
import { createPortStream } from "./port-stream";
import { createBoardReader } from "./shown-board";

// The entry of the door's thread. It has the visitors, what is kept for them, and nothing of Next: a thread in which
// Next runs answers half as many requests, and none while it draws a page or reads a large status.dat.

/** Bytes that are kept ready to be sent: some hundred pages. */
const MAX_KEPT_BYTES = 48 * 1024 * 1024;
const BEAT_MS = 500;
const LIMITS = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 };

const parent = parentPort;
if (parent === null) throw new Error("this program runs in a worker thread");
const { board, beats, peerSecret, maxConnections }: DoorOptions = workerData;
const tell = (news: DoorNews) => parent.postMessage(news, news.type === "connection" ? [news.port] : []);

const pulse = new Int32Array(beats);
setInterval(() => Atomics.add(pulse, 0, 1), BEAT_MS);

let isDraining = false;
const answerer = createAnswerer({
  next: createNextLink(() => {
    const { port1, port2 } = new MessageChannel();
    tell({ type: "connection", port: port2 });
    return createPortStream(port1);
  }),
  mark: (request) => stampPeer(request, peerSecret),
  refuseQuery: createQueryLimit(
    () => performance.now(),
    () => tell({ type: "refused" }),
  ),
  present: createBoardReader(board),
  peerSecret,
  maxBytes: MAX_KEPT_BYTES,
});

const server = createServer(LIMITS, (request, response) => {
  if (isDraining) response.shouldKeepAlive = false;
  request.url = toOriginForm(request.url ?? "");
  if (isDecodable(request.url)) answerer.answer(request, response)?.catch(() => failSoftly(response));
  else refuseAddress(response);
});
server.maxConnections = maxConnections;
server.on("error", ({ message }) => tell({ type: "fault", message }));
server.on("listening", () => tell({ type: "listening", socket: findHandle(server)?.fd ?? -1 }));
process.on("unhandledRejection", (error) => tell({ type: "rejection", error: describe(error) }));

parent.on("message", (order: DoorOrder) => {
  if (order.type === "drain") {
    isDraining = true;
    void drainServer(server, order.limitMs).then(() => tell({ type: "drained" }));
  } else if ("socket" in order.at) server.listen({ fd: order.at.socket });
  else server.listen(order.at.port, order.at.host);
});

/** Next answers 500 to a path whose percent-encoding is broken: it is the asker's mistake. */
function isDecodable(url: string): boolean {
  if (!url.includes("%")) return true;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

function refuseAddress(response: Parameters<RequestListener>[1]): void {
  const headers = {
    "Content-Type": "application/json",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  };
  response.writeHead(400, headers).end('{"detail":"The address is not valid."}');
}

function failSoftly(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500);
  response.end();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
