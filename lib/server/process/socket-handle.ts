import type { Server } from "node:net";

/**
 * A listening socket as Node holds it inside. Sent over IPC as such it neither accepts nor closes by itself, unlike a
 * `net.Server`; `listen` takes it, and `cluster` shares sockets in the same way.
 */
export interface SocketHandle {
  /** Its number in this process (a file descriptor); negative where the system has none. */
  readonly fd: number;
  close(): void;
}

/** The socket of a server that listens; null when it does not. */
export function findHandle(server: Server): SocketHandle | null {
  return (server as Server & { _handle?: SocketHandle | null })._handle ?? null;
}
