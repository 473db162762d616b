import type { StoreFacts } from "@/lib/domain/health";
import type { OperationEvent } from "@/lib/domain/operation";
import type { Opening, SqliteOptions } from "./sqlite/open-sqlite";
import type { Store } from "./store";
import { StoreError, type StoreErrorCode } from "./store-error";

/** What can be asked of the store in the worker: everything but what is answered from memory. */
export type Method = Exclude<keyof Store, "facts">;

export type WorkerOptions = Omit<SqliteOptions, "onEvent" | "now">;

export interface Call {
  id: number;
  method: Method;
  args: readonly unknown[];
  /** On the clock of `monotonicMs`: nobody waits for the answer any more, so it is not begun. */
  giveUpMs: number;
}

/** An error as plain data. */
export interface ErrorData {
  /** Null for anything that is not a `StoreError`. */
  code: StoreErrorCode | null;
  message: string;
}

export type Answer = { kind: "answer"; id: number; facts: StoreFacts } & (
  | { ok: true; value: unknown }
  | { ok: false; error: ErrorData }
);

export type WorkerMessage =
  | Answer
  | { kind: "opened"; opening: Opening; facts: StoreFacts }
  | { kind: "refused"; error: ErrorData }
  | { kind: "event"; event: OperationEvent }
  | { kind: "facts"; facts: StoreFacts };

export function packError(error: unknown): ErrorData {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof StoreError ? error.code : null, message };
}

export function unpackError({ code, message }: ErrorData): Error {
  return code === null ? new Error(message) : new StoreError(code, message);
}

/** A clock that all threads of the process share and that does not jump. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
