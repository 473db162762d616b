import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { syncToDisk } from "./backup";
import type { Entry } from "./change";
import { identifyFile, isSameFile } from "./database-file";
import { formatEntry, formatHead } from "./journal-line";
import { findLastSeq, listSegments } from "./journal-segments";

/** The changes since the backups, on the disk before anybody is told that they are made. */
export interface Journal {
  /** The last change that it has. */
  lastSeq(): number;
  /**
   * Adds a change and waits for the disk. Throws when that fails, and stays usable. `restarted`: the file that it was
   * writing is gone, so that the changes before may be, too.
   */
  append(entry: Entry): "appended" | "restarted";
  /** The next change begins a new segment. */
  rotate(): void;
  /** Deletes the segments that only hold changes up to `seq`. */
  dropUntil(seq: number): void;
  close(): void;
}

interface OpenSegment {
  descriptor: number;
  path: string;
  bytes: number;
}

/** Makes the journal of one database in a folder. An old segment is never written again: its end may be cut off. */
export function createJournal(folder: string, uuid: string): Journal {
  let lastSeq = findLastSeq(folder, uuid);
  let open: OpenSegment | null = null;

  function close(): void {
    if (open !== null) closeSync(open.descriptor);
    open = null;
  }

  /** Somebody may have deleted it: it would go on to take what is written, into nothing. */
  function isThere({ descriptor, path }: OpenSegment): boolean {
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    return isSameFile(identifyFile(path), { dev, ino });
  }

  function requireSegment(firstSeq: number): { segment: OpenSegment; isLost: boolean } {
    if (open !== null && isThere(open)) return { segment: open, isLost: false };
    const isLost = open !== null;
    close();
    open = beginSegment(folder, uuid, firstSeq);
    return { segment: open, isLost };
  }

  return {
    lastSeq: () => lastSeq,
    append(entry) {
      const { segment, isLost } = requireSegment(entry.seq);
      const line = Buffer.from(formatEntry(entry));
      try {
        writeWhole(segment.descriptor, line, segment.bytes);
        fdatasyncSync(segment.descriptor);
      } catch (error) {
        cutBack(segment);
        close();
        throw error;
      }
      segment.bytes += line.length;
      lastSeq = entry.seq;
      return isLost ? "restarted" : "appended";
    },
    rotate: close,
    dropUntil(seq) {
      const segments = listSegments(folder);
      for (const [at, { path }] of segments.entries()) {
        const next = segments[at + 1];
        if (next !== undefined && next.firstSeq <= seq + 1 && path !== open?.path) rmSync(path, { force: true });
      }
    },
    close,
  };
}

function beginSegment(folder: string, uuid: string, firstSeq: number): OpenSegment {
  mkdirSync(folder, { recursive: true });
  const { descriptor, path } = createFile(folder, firstSeq);
  const head = Buffer.from(formatHead(uuid));
  try {
    writeWhole(descriptor, head, 0);
    syncToDisk(folder);
  } catch (error) {
    closeSync(descriptor);
    rmSync(path, { force: true });
    throw error;
  }
  return { descriptor, path, bytes: head.length };
}

/** A segment that has the name already ended before its first change was whole; it stays as it is. */
function createFile(folder: string, firstSeq: number): { descriptor: number; path: string } {
  for (let again = 1; ; again += 1) {
    const path = join(folder, `journal-${firstSeq}${again === 1 ? "" : `-${again}`}.jsonl`);
    try {
      return { descriptor: openSync(path, "wx"), path };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}

/** A full disk may take a part only. */
function writeWhole(descriptor: number, bytes: Buffer, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(descriptor, bytes, written, bytes.length - written, position + written);
  }
}

function cutBack({ descriptor, bytes }: OpenSegment): void {
  try {
    ftruncateSync(descriptor, bytes);
  } catch {
    // A line that is cut off is known by its checksum.
  }
}
