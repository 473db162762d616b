import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "./change";
import { parseEntry, parseHead } from "./journal-line";

/** A file of the journal: the changes from `firstSeq` on, until those of the next segment. */
export interface Segment {
  path: string;
  firstSeq: number;
}

const NAME = /^journal-(\d+)(?:-(\d+))?\.jsonl$/;

/** The segments in a folder, oldest first; none when the folder is not there. */
export function listSegments(folder: string): Segment[] {
  return listNames(folder)
    .map((name) => ({ name, match: NAME.exec(name) }))
    .filter(({ match }) => match !== null)
    .map(({ name, match }) => ({
      path: join(folder, name),
      firstSeq: Number(match?.[1]),
      again: Number(match?.[2] ?? 1),
    }))
    .sort((a, b) => a.firstSeq - b.firstSeq || a.again - b.again)
    .map(({ path, firstSeq }) => ({ path, firstSeq }));
}

/** The names in a folder; none when it is not there. */
export function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return [];
    throw error;
  }
}

/**
 * The whole entries of a database's segments, in their order. Lines that are cut off or damaged are left out, so that
 * the numbers have a gap there. Reads one segment at a time.
 */
export function* readEntries(segments: readonly Segment[], uuid: string): Generator<Entry> {
  for (const { path } of segments) {
    const [head = "", ...lines] = readFileSync(path, "utf8").split("\n");
    if (parseHead(head) !== uuid) continue;
    for (const line of lines) {
      const entry = line === "" ? null : parseEntry(line);
      if (entry !== null) yield entry;
    }
  }
}

/** The number of the last change in a journal, 0 when it has none. */
export function findLastSeq(folder: string, uuid: string): number {
  for (const segment of listSegments(folder).reverse()) {
    let last = 0;
    for (const { seq } of readEntries([segment], uuid)) last = Math.max(last, seq);
    if (last > 0) return last;
  }
  return 0;
}

/** The uuid that the newest readable segment names; null when there is none. */
export function findJournalUuid(folder: string): string | null {
  for (const { path } of listSegments(folder).reverse()) {
    const uuid = parseHead(readFileSync(path, "utf8").split("\n", 1)[0] ?? "");
    if (uuid !== null) return uuid;
  }
  return null;
}
