import { randomBytes } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { Socket } from "node:net";
import { createPortStream } from "./door/port-stream";
import { type DoorThread, startDoor } from "./door/start-door";
import { EXIT } from "./exit-codes";
import { isSupervisorMessage, type ServerMessage } from "./process/protocol";
import type { SocketHandle } from "./process/socket-handle";
import { getProcessState, SIGNALS, takeLastSteps } from "./process-state";

export interface FrontDoorOptions {
  host: string;
  port: number;
  /** Answers the handler of requests when the pages are ready. */
  prepare: () => Promise<NextHandler>;
}

type NextHandler = (...asked: Parameters<RequestListener>) => Promise<void>;
type Address = Pick<FrontDoorOptions, "host" | "port">;

/** Together they stay below the time after which the supervisor kills. */
const DRAIN_MS = 8_000;
const DRAIN_GRACE_MS = 300;
const LAST_STEPS_MS = 1_500;

/**
 * The server process: the pages behind our own door, which lives in a thread of its own and has the socket. Under a
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
  const door = startDoor(peerSecret);
  endAtSignal(door);
  serveNext(door, await prepare());
  if (process.send === undefined) listenAlone(door, { host, port });
  else listenForSupervisor(door, { host, port });
}

/** Has Next answer what the door passes on. The connections come from its thread: nothing listens for them. */
function serveNext(door: DoorThread, handle: NextHandler): void {
  // The door has checked what visitors sent, and adds a little to it.
  const limits = { headersTimeout: 0, requestTimeout: 0, requireHostHeader: false, maxHeaderSize: 32 * 1024 };
  const server = createServer(limits, (request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  door.on("connection", ({ port }) => void server.emit("connection", createPortStream(port)));
}

function listenAlone(door: DoorThread, { host, port }: Address): void {
  endWithoutPort(door, { host, port });
  door.on("listening", () => {
    console.log(`Vitrine is ready: http://${host === "0.0.0.0" || host === "::" ? "localhost" : host}:${port}/`);
  });
  door.order({ type: "listen", at: { host, port } });
}

function endWithoutPort(door: DoorThread, { host, port }: Address): void {
  door.on("fault", ({ message }) => {
    console.error(`Vitrine cannot listen on ${host}:${port}: ${message}`);
    process.exit(EXIT.failed);
  });
}

/**
 * The supervisor keeps a copy of the socket that does not accept: while it is there no connection is refused. At a
 * first start it has none yet to give.
 */
function listenForSupervisor(door: DoorThread, { host, port }: Address): void {
  endWithoutPort(door, { host, port });
  let held: SocketHandle | null = null;
  let isListening = false;
  const answer = () => tellSupervisor({ type: "listening" }, held);
  door.on("listening", ({ socket }) => {
    isListening = true;
    held ??= holdSocket(socket);
    answer();
  });
  process.on("message", (message: unknown, handle: unknown) => {
    if (!isSupervisorMessage(message)) return;
    const socket = (handle ?? null) as SocketHandle | null;
    const { isDraining } = getProcessState();
    if (isDraining || held !== null) {
      socket?.close();
      if (!isDraining && isListening) answer();
      return;
    }
    held = socket;
    door.order({ type: "listen", at: socket === null ? { host, port } : { socket: socket.fd } });
  });
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  tellSupervisor({ type: "ready" });
}

/**
 * What the door's thread listens on, as something that can be sent: threads share the number of a socket, not what Node
 * makes of it. It accepts nothing, and is not closed, since the thread would lose it.
 */
function holdSocket(fd: number): SocketHandle | null {
  const socket = new Socket({ fd, readable: false, writable: false }) as Socket & { _handle?: SocketHandle };
  return socket._handle ?? null;
}

function tellSupervisor(message: ServerMessage, handle?: SocketHandle | null): void {
  if (!process.connected) return;
  // With a callback a broken channel is no error: "disconnect" follows.
  // Node sends such a handle, although its types know only whole servers and sockets.
  process.send?.(message, (handle ?? undefined) as never, undefined, () => undefined);
}

/** Finishes what is under way, then ends; the exit code is zero unless somebody has set another. */
function endAtSignal(door: DoorThread): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const state = getProcessState();
      if (state.isDraining) return;
      state.isDraining = true;
      tellSupervisor({ type: "draining" });
      void end(door);
    });
  }
}

async function end(door: DoorThread): Promise<void> {
  const drained = new Promise<void>((resolve) => {
    door.on("drained", () => resolve());
    setTimeout(resolve, DRAIN_MS + DRAIN_GRACE_MS);
  });
  door.order({ type: "drain", limitMs: DRAIN_MS });
  await drained;
  const limit = setTimeout(() => process.exit(), LAST_STEPS_MS);
  await takeLastSteps();
  clearTimeout(limit);
  process.exit();
}
