import { createChangeWriter } from "./change";
import { type SqliteDatabase, writeAtOnce } from "./connection";
import { listSegments, readEntries } from "./journal-segments";
import { readMeta, setSeq } from "./store-meta";

export interface Replay {
  /** How many changes were made again. */
  applied: number;
  /** What the journal lacks, in words; null when it led to its end. */
  gap: string | null;
}

/**
 * Makes the changes of the journal again that the database has not had, in their order, in one transaction. A gap ends
 * it. Afterwards the database counts on from the journal's end, so that no number is given twice.
 */
export function replayJournal(database: SqliteDatabase, folder: string): Replay {
  return writeAtOnce(database, (tx) => {
    const writer = createChangeWriter(tx);
    const { uuid, seq: begin } = readMeta(tx);
    let at = begin;
    let last = begin;
    let gap: string | null = null;
    for (const entry of readEntries(listSegments(folder), uuid)) {
      last = Math.max(last, entry.seq);
      if (gap !== null || entry.seq <= at) continue;
      if (entry.seq === at + 1) {
        writer.replay(entry, false);
        at = entry.seq;
      } else gap = `the journal lacks the changes ${at + 1} to ${entry.seq - 1}`;
    }
    if (gap !== null) {
      setSeq(tx, last);
      gap += `; those from there to ${last} are lost`;
    }
    return { applied: at - begin, gap };
  });
}

/** Makes every change again that the journal has, as far as its incidents are there: for a database with holes. */
export function replayEverything(database: SqliteDatabase, folder: string): Replay {
  return writeAtOnce(database, (tx) => {
    const writer = createChangeWriter(tx);
    let applied = 0;
    for (const entry of readEntries(listSegments(folder), readMeta(tx).uuid)) {
      writer.replay(entry, true);
      applied += 1;
    }
    return { applied, gap: null };
  });
}
