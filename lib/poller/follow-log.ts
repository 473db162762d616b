import { createHash } from "node:crypto";
import type { EpochMs } from "@/lib/domain/time";
import type { LogEvent } from "@/lib/nagios/log-event";
import type { WantedNames } from "@/lib/nagios/log-names";
import { createLogScanner } from "@/lib/nagios/log-scanner";
import type { LogPosition } from "@/lib/store/store";
import { type CarefulFiles, explainFileFault, type FileFault } from "./careful-files";
import { findLastTime, type LogFile, openLogFile, readPieces } from "./log-file";

/** What one reading of the log's end brought. */
export interface Followed {
  kind: "followed";
  /** Where the next one goes on. */
  position: LogPosition;
  /** `resumed`: where the last one ended. `begun`: at the end, for there was none. `lost`: another file stands there. */
  how: "resumed" | "begun" | "lost";
  /** Bytes that are left for the next reading. */
  behind: number;
}

export interface FollowInput {
  path: string;
  /** Where the last reading ended; null when there was none. */
  position: LogPosition | null;
  wanted: WantedNames;
  /** Lines of a later time are not believed. */
  notAfter: EpochMs;
  onEvent: (event: LogEvent) => void;
}

/** What is read at a time; the rest waits for the next round. */
const MOST_BYTES = 64 * 1024 ** 2;
const HEAD_BYTES = 256;
/** So many first bytes, with a time in them, are those of one log only, whichever inode it has. */
const TELLING_BYTES = 40;
const TAIL_BYTES = 64 * 1024;
/** A line that has not ended after so much never will. */
const MOST_UNFINISHED = 1024 ** 2;

/**
 * Reads what was added to the log since the last time, to its last whole line. A file that was emptied or replaced is read
 * from its beginning. Events may have come although the answer is a fault.
 */
export async function followLog(files: CarefulFiles, input: FollowInput): Promise<Followed | FileFault> {
  const log = await openLogFile(files, input.path);
  if (log.kind === "unavailable") return log;
  try {
    if (input.position === null) return await beginAtEnd(log);
    return await readNews(log, input.position, input);
  } catch (error) {
    return explainFileFault(error);
  } finally {
    log.close();
  }
}

/** What stands in the log already is for a search to read. */
async function beginAtEnd(log: LogFile): Promise<Followed> {
  const tailAt = Math.max(0, log.bytes - TAIL_BYTES);
  const tail = (await log.read(tailAt, log.bytes - tailAt)).toString("latin1");
  const offset = tailAt + tail.lastIndexOf("\n") + 1;
  const position = { file: log.id, offset, head: await nameHead(log, log.bytes), lineAt: findLastTime(tail) };
  return { kind: "followed", position, how: "begun", behind: 0 };
}

async function readNews(log: LogFile, last: LogPosition, input: FollowInput): Promise<Followed> {
  const isSame = await isSameLog(log, last);
  const from = isSame ? last.offset : 0;
  const end = Math.min(log.bytes, from + MOST_BYTES);
  const scanner = createLogScanner(input, input.onEvent);
  let read = from;
  for await (const piece of readPieces(log, from, end)) {
    scanner.push(piece.toString("latin1"));
    read += piece.length;
  }
  const { lastAt, unfinished } = scanner.end();
  const offset = unfinished > MOST_UNFINISHED ? read : read - unfinished;
  const position = { file: log.id, offset, head: await nameHead(log, log.bytes), lineAt: lastAt ?? last.lineAt };
  return { kind: "followed", position, how: isSame ? "resumed" : "lost", behind: log.bytes - offset };
}

/** Copying programs give a log a new inode; a new log may get an old one's. What it begins with tells them apart. */
async function isSameLog(log: LogFile, last: LogPosition): Promise<boolean> {
  const length = Number.parseInt(last.head, 10);
  if (log.bytes < last.offset || log.bytes < length) return false;
  if (log.id !== last.file && length < TELLING_BYTES) return false;
  return (await nameHead(log, length)) === last.head;
}

/** Names the first bytes of a log: how many, and what they are. */
async function nameHead(log: LogFile, bytes: number): Promise<string> {
  const head = await log.read(0, Math.min(HEAD_BYTES, bytes));
  return `${head.length}:${createHash("sha256").update(head).digest("hex")}`;
}
