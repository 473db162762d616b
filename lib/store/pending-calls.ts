import { StoreError } from "./store-error";
import { type Answer, type Call, type Method, monotonicMs, unpackError } from "./worker-messages";

/** A backup of a large database takes its time and holds nobody up. */
const BACKUP_WITHIN_MS = 30 * 60_000;

const WRITES: ReadonlySet<Method> = new Set(["commit", "edit", "addHistory", "record"]);

interface Pending {
  method: Method;
  settle: (answer: Answer) => void;
  fail: (error: Error) => void;
  timer: NodeJS.Timeout;
  isOverdue: boolean;
}

/** Calls that wait for their answer, each for a time. */
export interface PendingCalls {
  /** Sends a call; rejects with `db_stalled` when no answer comes in time, at once while an earlier call hangs. */
  send(method: Method, args: readonly unknown[], post: (call: Call) => void): Promise<unknown>;
  answer(answer: Answer): void;
  /** Nobody will answer any more. */
  failAll(message: string): void;
  isStalled(): boolean;
}

export interface PendingInput {
  answerWithinMs: number;
  onStall: () => void;
  onRelease: () => void;
  /** A write that was reported as failed has been made after all. */
  onLateWrite: (method: Method) => void;
}

export function createPendingCalls({ answerWithinMs, onStall, onRelease, onLateWrite }: PendingInput): PendingCalls {
  const calls = new Map<number, Pending>();
  let lastId = 0;
  const isStalled = () => [...calls.values()].some(({ isOverdue }) => isOverdue);

  function expire(id: number): void {
    const call = calls.get(id);
    if (call === undefined) return;
    call.isOverdue = true;
    call.fail(stalled());
    onStall();
  }

  return {
    isStalled,
    send(method, args, post) {
      if (isStalled()) return Promise.reject(stalled());
      lastId += 1;
      const id = lastId;
      const waitMs = method === "backUp" ? BACKUP_WITHIN_MS : answerWithinMs;
      return new Promise((resolve, reject) => {
        const settle = (answer: Answer) => (answer.ok ? resolve(answer.value) : reject(unpackError(answer.error)));
        const timer = setTimeout(() => expire(id), waitMs);
        calls.set(id, { method, settle, fail: reject, timer, isOverdue: false });
        post({ id, method, args, giveUpMs: monotonicMs() + waitMs });
      });
    },
    answer(answer) {
      const call = calls.get(answer.id);
      if (call === undefined) return;
      calls.delete(answer.id);
      clearTimeout(call.timer);
      call.settle(answer);
      if (!call.isOverdue) return;
      if (answer.ok && WRITES.has(call.method)) onLateWrite(call.method);
      if (!isStalled()) onRelease();
    },
    failAll(message) {
      for (const { fail, timer } of calls.values()) {
        clearTimeout(timer);
        fail(new StoreError("db_stalled", message));
      }
      calls.clear();
    },
  };
}

function stalled(): StoreError {
  return new StoreError("db_stalled", "The database does not answer: its disk may hang.");
}
