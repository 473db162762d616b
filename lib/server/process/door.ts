import { createServer, type RequestListener, type Server } from "node:http";
import { limitConnections } from "./connection-limit";
import { findHandle, type SocketHandle } from "./socket-handle";

export interface DoorOptions {
  host: string;
  port: number;
  /** Answers in the server's place. */
  answer: RequestListener;
  /** Hears why the port cannot be had; it is tried again. */
  onFault: (message: string) => void;
}

/** The supervisor's side of the one listening socket. */
export interface Door {
  /** Listens and answers. Resolves when it does, or rejects, the first time: the port may be taken. */
  openFirst(): Promise<void>;
  /** Answers again, on the same socket where it was kept: then not one connection is refused meanwhile. */
  open(): void;
  /** The socket to hand over; null while there is none. */
  socket(): SocketHandle | null;
  /** Stops answering and keeps a copy of the socket, which does not accept, against the next time. */
  close(copy: SocketHandle | null): void;
  /** Gives the socket back for good. */
  release(): void;
}

const LIMITS = { headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 1_000 };
const MAX_CONNECTIONS = 1024;
const RETRY_MS = 200;

/** Makes the door. It is closed at first. */
export function createDoor({ host, port, answer, onFault }: DoorOptions): Door {
  let server: Server | null = null;
  let kept: SocketHandle | null = null;
  let retry: NodeJS.Timeout | undefined;

  function begin(): Server {
    const begun = createServer(LIMITS, answer);
    begun.maxConnections = limitConnections(MAX_CONNECTIONS);
    if (kept === null) begun.listen(port, host);
    else begun.listen(kept);
    kept = null;
    server = begun;
    return begun;
  }

  function tryAgain(error: Error): void {
    onFault(error.message);
    server = null;
    retry = setTimeout(open, RETRY_MS);
  }

  function open(): void {
    clearTimeout(retry);
    if (server === null) begin().once("error", tryAgain);
  }

  function close(copy: SocketHandle | null): void {
    clearTimeout(retry);
    kept?.close();
    kept = copy;
    server?.close();
    server?.closeIdleConnections();
    server = null;
  }

  return {
    openFirst: () =>
      new Promise((resolve, reject) => {
        begin().once("listening", resolve).once("error", reject);
      }),
    open,
    socket: () => (server === null ? kept : findHandle(server)),
    close,
    release: () => close(null),
  };
}
