import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { promisify } from "node:util";
import { constants, createGunzip, gunzip } from "node:zlib";
import { type EpochMs, SECOND_MS } from "@/lib/domain/time";
import { type CarefulFiles, explainFileFault, type FileFault, HANGING, refuse } from "./careful-files";

/** A log or an archive of it, open. What is appended after it was opened does not count. */
export interface LogFile {
  kind: "open";
  path: string;
  /** Device and inode. */
  id: string;
  bytes: number;
  /** Rejects as file operations do; shorter than asked for at the end of the file. */
  read(offset: number, length: number): Promise<Buffer>;
  close(): void;
}

/** What is scanned at a time: a few milliseconds of the loop. */
const PIECE_BYTES = 256 * 1024;
/** The first line stands within these, packed or not. */
const HEAD_BYTES = 16 * 1024;

/** Opens a log, without being held by what only looks like a file. */
export async function openLogFile(files: CarefulFiles, path: string): Promise<LogFile | FileFault> {
  if (files.isExhausted()) return HANGING;
  let handle: FileHandle | null = null;
  try {
    handle = await files.open(path);
    const facts = await files.inTime(handle.stat({ bigint: true }));
    if (facts.isFile()) return describe(files, handle, path, { id: `${facts.dev}:${facts.ino}`, size: facts.size });
    close(handle);
    return refuse("source_not_regular", "is not a regular file");
  } catch (error) {
    close(handle);
    return explainFileFault(error);
  }
}

function describe(
  files: CarefulFiles,
  handle: FileHandle,
  path: string,
  { id, size }: { id: string; size: bigint },
): LogFile {
  return {
    kind: "open",
    path,
    id,
    bytes: Number(size),
    async read(offset, length) {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await files.inTime(handle.read(buffer, 0, length, offset));
      return buffer.subarray(0, bytesRead);
    },
    close: () => close(handle),
  };
}

function close(handle: FileHandle | null): void {
  void handle?.close().catch(() => undefined);
}

/** The bytes from an offset to an end, piece by piece. Shorter when the file was cut meanwhile. */
export async function* readPieces(log: LogFile, from: number, to: number): AsyncGenerator<Buffer> {
  for (let offset = from; offset < to; ) {
    const piece = await log.read(offset, Math.min(PIECE_BYTES, to - offset));
    if (piece.length === 0) return;
    offset += piece.length;
    yield piece;
  }
}

/** The whole text as bytes, unpacked where the name ends in `.gz`. Rejects in the midst of what is packed badly. */
export async function* readUnpacked(log: LogFile, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const pieces = countBytes(readPieces(log, 0, log.bytes), onRead);
  if (!isPacked(log.path)) {
    yield* pieces;
    return;
  }
  const unpacked = createGunzip({ chunkSize: PIECE_BYTES });
  pipeline(Readable.from(pieces), unpacked, () => undefined);
  yield* unpacked;
}

async function* countBytes(pieces: AsyncGenerator<Buffer>, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    onRead(piece.length);
    yield piece;
  }
}

/** The time of the first line; null when no line at the beginning has one. */
export async function readFirstTime(log: LogFile): Promise<EpochMs | null> {
  const head = await log.read(0, Math.min(HEAD_BYTES, log.bytes));
  const text = isPacked(log.path) ? await unpackHead(head) : head;
  return findTime(text.toString("latin1").match(TIME));
}

/** The time of the last line that begins in a piece of text; null when none does. */
export function findLastTime(text: string): EpochMs | null {
  let last: RegExpMatchArray | null = null;
  for (const found of text.matchAll(TIMES)) last = found;
  return findTime(last);
}

const TIME = /^\[(\d{1,11})\] /m;
const TIMES = new RegExp(TIME, "gm");

function findTime(found: RegExpMatchArray | null): EpochMs | null {
  return found === null ? null : Number(found[1]) * SECOND_MS;
}

function isPacked(path: string): boolean {
  return path.endsWith(".gz");
}

/** What the first bytes of a packed file say; nothing where they are none. */
function unpackHead(head: Buffer): Promise<Buffer> {
  return promisify(gunzip)(head, { finishFlush: constants.Z_SYNC_FLUSH }).catch(() => Buffer.alloc(0));
}
