import type { Track } from "@/lib/domain/object-history";
import type { ObjectKey } from "@/lib/domain/snapshot";
import type { EpochMs } from "@/lib/domain/time";
import { fillPage, type NumberedTrack } from "./history-page";
import type { HistoryBatch, HistoryPage, LogProgress, MarkName } from "./store";

interface KeptTrack {
  id: number;
  key: ObjectKey | null;
  track: Track;
  marks: Map<EpochMs, number>;
}

export interface MemoryHistory {
  add(batch: HistoryBatch): void;
  read(from: number | null): HistoryPage;
  progress(): LogProgress;
}

/** The history of the memory store. */
export function createMemoryHistory(): MemoryHistory {
  const tracks = new Map<string, KeptTrack>();
  const searched = new Map<ObjectKey, EpochMs>();
  let log: LogProgress["log"] = null;
  let search: LogProgress["search"] = null;

  function needTrack({ key, track }: MarkName): KeptTrack {
    const name = JSON.stringify([key, track]);
    const kept = tracks.get(name) ?? { id: tracks.size + 1, key, track, marks: new Map() };
    tracks.set(name, kept);
    return kept;
  }

  return {
    add(batch) {
      for (const name of batch.removed) needTrack(name).marks.delete(name.at);
      for (const mark of batch.marks) needTrack(mark).marks.set(mark.at, mark.value);
      for (const { key, since } of batch.searched) searched.set(key, since);
      log = batch.log ?? log;
      search = batch.search === "done" ? null : (batch.search ?? search);
    },
    read: (from) => fillPage([...tracks.values()].filter(({ id }) => id >= (from ?? 0)).map(numberTrack)),
    progress: () => structuredClone({ log, search, searched: [...searched].map(([key, since]) => ({ key, since })) }),
  };
}

function numberTrack({ id, key, track, marks }: KeptTrack): NumberedTrack {
  const sorted = [...marks].sort(([a], [b]) => a - b);
  const steps = { ats: sorted.map(([at]) => at), values: sorted.map(([, value]) => value) };
  return { id, track: { key, track, steps } };
}
