/** What the server tells the supervisor over IPC. `listening` carries a copy of the socket that it listens on. */
export type ServerMessage =
  | { type: "ready" }
  | { type: "listening" }
  /** It takes no new requests and will end. */
  | { type: "draining" }
  | Beat;

/** A sign of life from the server's event loop, once a second. */
export interface Beat {
  type: "beat";
  /** Since the last poll finished, or the last attempt to boot; null before the first. */
  roundAgeMs: number | null;
  /** Between two polls. */
  intervalMs: number;
  bootFailed: boolean;
  rssBytes: number;
}

/** What the supervisor tells the server: with it comes the socket to listen on. */
export interface SupervisorMessage {
  type: "listen";
}

const SERVER_MESSAGES: ReadonlySet<unknown> = new Set(["ready", "listening", "draining", "beat"]);

/** Whether something that came over IPC is the server's: libraries in it may send what they like. */
export function isServerMessage(value: unknown): value is ServerMessage {
  return typeof value === "object" && value !== null && "type" in value && SERVER_MESSAGES.has(value.type);
}

export function isSupervisorMessage(value: unknown): value is SupervisorMessage {
  return typeof value === "object" && value !== null && "type" in value && value.type === "listen";
}
