import type { OperationEvent } from "@/lib/domain/operation";

/** What the shell has to do. */
export type Effect =
  /** With an `event` it also enters the operator's record. */
  | { kind: "log"; level: "info" | "warn" | "error"; message: string; event?: Noted }
  /** Replace the scheduler: a new instance, this generation, an immediate round. Report `recovery_finished`. */
  | { kind: "recover"; generation: number }
  /** Recoveries fail again and again: only a new process is left. */
  | { kind: "give_up"; why: string };

type Noted = Pick<OperationEvent, "kind" | "code">;

/** A line of the log, and of the operator's record where it is an event. */
export function say(level: "info" | "warn" | "error", message: string, event?: Noted): Effect {
  return event === undefined ? { kind: "log", level, message } : { kind: "log", level, message, event };
}
