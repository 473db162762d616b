import type { IncidentRecord, NewIncident } from "@/lib/domain/incident";
import type { EpochMs } from "@/lib/domain/time";
import type { HistoryPage, NewNagiosComment, Store } from "@/lib/store/store";
import { makeBatch } from "./samples.testing";

/** A store under test. `reopen` closes it and opens what it left behind; a store that forgets has none. */
export interface StoreUnderTest {
  store: Store;
  reopen?: () => Promise<Store>;
  dispose: () => Promise<void>;
}

/** The store of the running test, a new one in each, and short words for what the tests do often. */
export interface Subject {
  store: Store;
  reopen: () => Promise<void>;
  /** Opens one incident and answers its id. */
  openOne(incident: NewIncident, comments?: readonly NewNagiosComment[]): Promise<number>;
  /** Ends one incident as recovered. */
  end(id: number, endedAt: EpochMs): Promise<unknown>;
  listIds(kind?: "active" | "all", limit?: number): Promise<number[]>;
  listEverything(): Promise<IncidentRecord[]>;
  /** The tracks of every page, one page after the other. */
  readHistory(): Promise<HistoryPage["tracks"]>;
}

/** The tracks of every page, one page after the other. */
export async function readWholeHistory(store: Store): Promise<HistoryPage["tracks"]> {
  const tracks: HistoryPage["tracks"][number][] = [];
  let next: number | null = null;
  do {
    const page: HistoryPage = await store.readHistory(next);
    tracks.push(...page.tracks);
    next = page.next;
  } while (next !== null);
  return tracks;
}

/** Makes the subject over whatever store `get` answers at the moment. */
export function createSubject(get: () => StoreUnderTest): Subject {
  const given = new WeakMap<StoreUnderTest, number>();

  /** As the service does it: ids are asked for once and counted on. */
  async function nextId(): Promise<number> {
    const subject = get();
    const last = await subject.store.lastIncidentId();
    const id = Math.max(last, given.get(subject) ?? 0) + 1;
    given.set(subject, id);
    return id;
  }

  return {
    get store() {
      return get().store;
    },
    async reopen() {
      const subject = get();
      if (subject.reopen === undefined) throw new Error("a store that remembers can be opened again");
      subject.store = await subject.reopen();
    },
    async openOne(incident, comments = []) {
      const id = await nextId();
      await get().store.commit(makeBatch({ opened: [{ id, incident, comments }] }));
      return id;
    },
    end: (id, endedAt) => get().store.commit(makeBatch({ closed: [{ id, endedAt, endReason: "recovered" }] })),
    async listIds(kind = "all", limit = 1000) {
      const records = await get().store.listIncidents({ which: { kind }, limit });
      return records.map(({ incident }) => incident.id);
    },
    listEverything: () => get().store.listIncidents({ which: { kind: "all" }, limit: Number.POSITIVE_INFINITY }),
    readHistory: () => readWholeHistory(get().store),
  };
}
