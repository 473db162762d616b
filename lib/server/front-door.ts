import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { systemClock } from "@/lib/platform/clock";
import { createAnswerer } from "./answers/answer-request";
import type { Present } from "./answers/kept-answers";
import { createQueryLimit } from "./answers/limit-queries";
import { createRefusalNotes } from "./answers/note-refusals";
import type { NextHandler } from "./answers/render-answer";
import { currentLog } from "./current-log";
import { drainServer } from "./drain-server";
import { EXIT } from "./exit-codes";
import { toOriginForm } from "./origin-form";
import { limitConnections } from "./process/connection-limit";
import { isSupervisorMessage, type ServerMessage } from "./process/protocol";
import { findHandle, type SocketHandle } from "./process/socket-handle";
import { getProcessState, SIGNALS, takeLastSteps } from "./process-state";
import { getRuntime } from "./runtime";
import { readShowInstant } from "./show-instant";
import { stampPeer } from "./stamp-peer";

export interface FrontDoorOptions {
  host: string;
  port: number;
  /** Answers the handler of requests when the pages are ready. */
  prepare: () => Promise<NextHandler>;
}

/** Bytes that are kept ready to be sent: some hundred pages. */
const MAX_KEPT_BYTES = 48 * 1024 * 1024;
const LIMITS = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 };
const MAX_CONNECTIONS = 2048;
/** Together they stay below the time after which the supervisor kills. */
const DRAIN_MS = 8_000;
const LAST_STEPS_MS = 1_500;

/**
 * The server process: the pages behind our own door, which owns the limits, the signals and the socket. Under a
 * supervisor it waits for the socket to be handed over, else it listens itself.
 */
export async function openFrontDoor({ host, port, prepare }: FrontDoorOptions): Promise<void> {
  const state = getProcessState();
  state.hasFrontDoor = true;
  const peerSecret = randomBytes(18).toString("base64url");
  state.peerSecret = peerSecret;
  // Standard output that nobody reads any more is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  // Without a listener of the service yet it would end the process.
  process.on("SIGHUP", () => undefined);
  let answerer: ReturnType<typeof createAnswerer> | null = null;
  const server = createServer(LIMITS, (request, response) => {
    if (state.isDraining) response.shouldKeepAlive = false;
    request.url = toOriginForm(request.url ?? "");
    if (isDecodable(request.url)) answerer?.answer(request, response)?.catch(() => failSoftly(response));
    else refuseAddress(response);
  });
  server.maxConnections = limitConnections(MAX_CONNECTIONS);
  endAtSignal(server);
  const handle = await prepare();
  const mark = (request: IncomingMessage) => stampPeer(request, peerSecret);
  const { monotonic } = systemClock;
  const noteRefusal = createRefusalNotes({ log: currentLog, count: () => (state.queriesRefused += 1), monotonic });
  answerer = createAnswerer({
    handle,
    mark,
    refuseQuery: createQueryLimit(monotonic, noteRefusal),
    present,
    hasLink,
    peerSecret,
    maxBytes: MAX_KEPT_BYTES,
  });
  if (process.send === undefined) listenAlone(server, host, port);
  else listenForSupervisor(server, host, port);
}

/** How long what was made is true. */
function present(): Present {
  const { publication, service } = getRuntime();
  return {
    publication,
    settings: service?.settings,
    freshUntil: publication?.page.freshUntil ?? null,
    at: readShowInstant(),
  };
}

function hasLink(): boolean {
  return (getRuntime().service?.settings.link ?? null) !== null;
}

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

function listenAlone(server: Server, host: string, port: number): void {
  endWithoutPort(server, host, port);
  server.listen(port, host, () => {
    console.log(`Vitrine is ready: http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${port}/`);
  });
}

function endWithoutPort(server: Server, host: string, port: number): void {
  server.on("error", (error) => {
    console.error(`Vitrine cannot listen on ${host}:${port}: ${error.message}`);
    process.exit(EXIT.failed);
  });
}

/**
 * The supervisor keeps a copy of the socket that does not accept: while it is there no connection is refused. At a
 * first start it has none yet to give.
 */
function listenForSupervisor(server: Server, host: string, port: number): void {
  endWithoutPort(server, host, port);
  const answer = () => tellSupervisor({ type: "listening" }, findHandle(server));
  process.on("message", (message: unknown, handle: unknown) => {
    if (!isSupervisorMessage(message)) return;
    const socket = (handle ?? null) as SocketHandle | null;
    const { isDraining } = getProcessState();
    if (isDraining || server.listening) {
      socket?.close();
      if (!isDraining) answer();
    } else if (socket === null) server.listen(port, host, answer);
    else server.listen(socket, answer);
  });
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  tellSupervisor({ type: "ready" });
}

function tellSupervisor(message: ServerMessage, handle?: SocketHandle | null): void {
  if (!process.connected) return;
  // With a callback a broken channel is no error: "disconnect" follows.
  // Node sends such a handle, although its types know only whole servers and sockets.
  process.send?.(message, (handle ?? undefined) as never, undefined, () => undefined);
}

/** Finishes what is under way, then ends; the exit code is zero unless somebody has set another. */
function endAtSignal(server: Server): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const state = getProcessState();
      if (state.isDraining) return;
      state.isDraining = true;
      tellSupervisor({ type: "draining" });
      void end(server);
    });
  }
}

async function end(server: Server): Promise<void> {
  await drainServer(server, DRAIN_MS);
  const limit = setTimeout(() => process.exit(), LAST_STEPS_MS);
  await takeLastSteps();
  clearTimeout(limit);
  process.exit();
}
