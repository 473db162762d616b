import type { Store } from "@/lib/store/store";

/** A store as one process sees it, which can be killed in the midst of a round. */
export interface MortalStore {
  store: Store;
  /** The process ends before its next write but so many: what it would have written since is lost. */
  dieAfter(writes: number): void;
  /** Comes to pass with the end of the process. */
  death: Promise<void>;
}

export function connectMortal(kept: Store): MortalStore {
  let left = Number.POSITIVE_INFINITY;
  let end = (): void => undefined;
  const death = new Promise<void>((resolve) => {
    end = resolve;
  });
  const never = new Promise<never>(() => undefined);

  function write<T>(work: () => Promise<T>): Promise<T> {
    if (left > 0) {
      left -= 1;
      return work();
    }
    end();
    return never;
  }

  return {
    store: {
      ...kept,
      commit: (batch) => write(() => kept.commit(batch)),
      addHistory: (batch) => write(() => kept.addHistory(batch)),
      record: (entries) => write(() => kept.record(entries)),
    },
    dieAfter(writes) {
      left = writes;
    },
    death,
  };
}
