import {
  BUCKET_MS,
  foldSample,
  type OperationEvent,
  type OperationRecord,
  type PollBucket,
  type PollSample,
} from "@/lib/domain/operation";
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/domain/time";
import type { Clock } from "@/lib/platform/clock";
import type { Store } from "@/lib/store/store";

/** What the service knows of itself, from memory: there while the database is not, and written to it when it is. */
export interface ServiceRecord {
  note(event: OperationEvent): void;
  sample(sample: PollSample): void;
  /** Up to 30 days, oldest first, with the running five minutes. */
  read(): OperationRecord;
  /** The polls of the last two hours one by one. */
  recentPolls(): readonly PollSample[];
  /** Takes over what the store kept, and writes to it from now on what is new. Answers how to end that. */
  keepIn(store: Store): () => Promise<void>;
}

const KEPT_MS = 30 * DAY_MS;
const RECENT_MS = 2 * HOUR_MS;
const MAX_EVENTS = 5000;
const MAX_RECENT = 7200;
const WRITE_EVERY_MS = 20 * SECOND_MS;

export function createServiceRecord(clock: Clock): ServiceRecord {
  let events: OperationEvent[] = [];
  let buckets: PollBucket[] = [];
  let running: PollBucket | null = null;
  let recent: PollSample[] = [];
  let unwritten: OperationRecord = { events: [], polls: [] };

  function note(event: OperationEvent): void {
    events = [...events, event].slice(-MAX_EVENTS);
    unwritten = { ...unwritten, events: [...unwritten.events, event].slice(-MAX_EVENTS) };
  }

  function sample(one: PollSample): void {
    recent = [...recent, one].filter(({ at }) => at > one.at - RECENT_MS).slice(-MAX_RECENT);
    const grown = foldSample(running, one);
    if (running !== null && grown.at !== running.at) close(running);
    running = grown;
  }

  function close(bucket: PollBucket): void {
    buckets = [...buckets, bucket].slice(-Math.ceil(KEPT_MS / BUCKET_MS));
    unwritten = { ...unwritten, polls: [...unwritten.polls, bucket].slice(-Math.ceil(KEPT_MS / BUCKET_MS)) };
  }

  async function takeOver(store: Store): Promise<void> {
    const kept = await store.listRecord(clock.now() - KEPT_MS);
    const own = new Set(buckets.map(({ at }) => at));
    const [first] = events;
    events = [...kept.events.filter(({ at }) => first === undefined || at < first.at), ...events];
    buckets = [...kept.polls.filter(({ at }) => !own.has(at) && at !== running?.at), ...buckets];
  }

  async function write(store: Store): Promise<void> {
    const entries = unwritten;
    if (entries.events.length + entries.polls.length === 0) return;
    await store.record(entries);
    const { events: newEvents, polls } = unwritten;
    const isNew =
      <T>(list: readonly T[]) =>
      (entry: T) =>
        !list.includes(entry);
    unwritten = { events: newEvents.filter(isNew(entries.events)), polls: polls.filter(isNew(entries.polls)) };
  }

  return {
    note,
    sample,
    read: () => ({ events, polls: running === null ? buckets : [...buckets, running] }),
    recentPolls: () => recent,
    keepIn(store) {
      let isTaken = false;
      const settle = async () => {
        try {
          if (!isTaken) await takeOver(store);
          isTaken = true;
          await write(store);
        } catch {
          // The store says itself what is wrong with it; what is unwritten waits in memory.
        }
      };
      void settle();
      const timer = clock.every(WRITE_EVERY_MS, () => void settle());
      return async () => {
        timer.cancel();
        if (running !== null) close(running);
        running = null;
        await settle();
      };
    },
  };
}
