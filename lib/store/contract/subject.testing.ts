import type { IncidentRecord } from "@/lib/domain/incident";
import type { IncidentEdit } from "@/lib/domain/incident-edit";
import type { EpochMs } from "@/lib/domain/time";
import type { HistoryPage, NewNagiosComment, Store } from "@/lib/store/store";
import { makeBatch, makeSample, type SampleChanges } from "./samples.testing";

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
  /** Opens an incident of one service and answers its id. */
  openOne(service: string, changes?: SampleChanges, comments?: readonly NewNagiosComment[]): Promise<number>;
  /** Ends an incident and its problems as recovered. */
  end(id: number, endedAt: EpochMs): Promise<unknown>;
  /** Does what a person wants; throws when it is not done. */
  edit(edit: IncidentEdit): Promise<IncidentRecord>;
  /** One incident that is kept. */
  find(id: number): Promise<IncidentRecord>;
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

  async function find(id: number): Promise<IncidentRecord> {
    const record = await get().store.findIncident(id);
    if (record === null) throw new Error(`incident ${id} is not kept`);
    return record;
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
    async openOne(service, changes = {}, comments = []) {
      const id = await nextId();
      const { incident, ...rest } = makeSample(id, service, changes);
      const said = comments.map((comment) => ({ incidentId: id, comment }));
      await get().store.commit(makeBatch({ incidents: [incident], ...rest, comments: said }));
      return id;
    },
    async end(id, endedAt) {
      const { incident, problems } = await find(id);
      const over = { endedAt, endReason: "recovered" as const };
      const ended = problems.map((problem) => ({ ...problem, ...over }));
      await get().store.commit(makeBatch({ incidents: [{ ...incident, ...over }], problems: ended }));
    },
    async edit(edit) {
      const outcome = await get().store.edit(edit);
      if (outcome.kind !== "done") throw new Error(`the edit is ${JSON.stringify(outcome)}`);
      return outcome.record;
    },
    find,
    async listIds(kind = "all", limit = 1000) {
      const records = await get().store.listIncidents({ which: { kind }, limit });
      return records.map(({ incident }) => incident.id);
    },
    listEverything: () => get().store.listIncidents({ which: { kind: "all" }, limit: Number.POSITIVE_INFINITY }),
    readHistory: () => readWholeHistory(get().store),
  };
}
