import type { MessagePort } from "node:worker_threads";

/** What the door's thread is given at its start. */
export interface DoorOptions {
  /** See `createBoard`. */
  board: SharedArrayBuffer;
  /** One number: the door counts its beats in it. */
  beats: SharedArrayBuffer;
  peerSecret: string;
  maxConnections: number;
}

/** What the main thread tells the door. `socket`: the number of a listening socket that this process holds. */
export type DoorOrder =
  | { type: "listen"; at: { host: string; port: number } | { socket: number } }
  | { type: "drain"; limitMs: number };

/** What the door tells the main thread. */
export type DoorNews =
  | { type: "listening"; socket: number }
  | { type: "fault"; message: string }
  /** A connection on which a request comes that is for Next. */
  | { type: "connection"; port: MessagePort }
  /** A question was refused, for whoever asks has asked too often. */
  | { type: "refused" }
  /** Nobody asked for the outcome of something that failed. */
  | { type: "rejection"; error: string }
  | { type: "drained" };
