import { Worker } from "node:worker_threads";
import type { StoreFacts } from "@/lib/domain/health";
import type { OperationEvent } from "@/lib/domain/operation";
import type { Opening } from "./sqlite/open-sqlite";
import { StoreError } from "./store-error";
import { type Answer, type Call, unpackError, type WorkerMessage, type WorkerOptions } from "./worker-messages";

/** One life of the worker. */
export interface Thread {
  post(call: Call): void;
  /** Ends it without waiting for the disk. Resolves when it has ended, which a hanging one may never do. */
  terminate(): Promise<unknown>;
}

export interface ThreadInput {
  workerPath: string;
  options: WorkerOptions;
  onAnswer: (answer: Answer) => void;
  onEvent: (event: OperationEvent) => void;
  onFacts: (facts: StoreFacts) => void;
  /** It ended after it had opened the database. */
  onEnd: (why: string) => void;
}

/** Starts the worker and waits until it has opened the database. Rejects with its `StoreError` when it cannot. */
export function startThread(input: ThreadInput): Promise<{ thread: Thread; opening: Opening; facts: StoreFacts }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(input.workerPath, { workerData: input.options });
    let isOpen = false;
    let why = "it ended by itself";
    const thread: Thread = { post: (call) => worker.postMessage(call), terminate: () => worker.terminate() };
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "answer") input.onAnswer(message);
      else if (message.kind === "event") input.onEvent(message.event);
      else if (message.kind === "facts") input.onFacts(message.facts);
      else if (message.kind === "refused") reject(unpackError(message.error));
      else {
        isOpen = true;
        resolve({ thread, opening: message.opening, facts: message.facts });
      }
    });
    worker.on("error", (error) => {
      why = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => {
      if (isOpen) input.onEnd(why);
      else reject(new StoreError("db_stalled", `The database's thread ended before it had opened it: ${why}.`));
    });
  });
}
