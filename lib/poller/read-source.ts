import { constants } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";

/** Why a file of Nagios' could not be read; the codes are part of the health answer. */
export type SourceCode =
  | "source_missing"
  | "source_unreadable"
  | "source_not_regular"
  | "source_loop"
  | "source_hanging"
  | "source_changed"
  | "source_empty"
  | "source_too_large"
  | "source_failed";

/** Says whether a file is still the one that was read. */
export interface FileIdentity {
  dev: bigint;
  ino: bigint;
  mtimeNs: bigint;
  size: bigint;
}

export type Reading =
  | { kind: "fresh"; identity: FileIdentity }
  | { kind: "unchanged"; identity: FileIdentity }
  | { kind: "unavailable"; code: SourceCode; message: string };

export interface SourceReader {
  /**
   * Reads a file in pieces of latin-1 text, cut anywhere. `unchanged` when it is the file that `known` names:
   * then no piece is read. Pieces count only when the answer is `fresh`: one version of the file, whole.
   */
  read(path: string, known: FileIdentity | null, onPiece: (text: string) => void): Promise<Reading>;
  /** Operations that were given up and have not come back. */
  hanging(): number;
}

export interface ReaderLimits {
  /** One operation that takes longer means a hanging file system. */
  operationMs: number;
  maxBytes: number;
}

/** The two calls that reach the file system by a path, and so may hang. */
export interface Files {
  stat(path: string, options: { bigint: true }): Promise<FileFacts>;
  open(path: string, flags: number): Promise<FileHandle>;
}

const DEFAULT_LIMITS: ReaderLimits = { operationMs: 3000, maxBytes: 1024 ** 3 };
/** Each piece waits for its turn on the loop: on a busy server many small ones would take for ever. */
const PIECE_BYTES = 2 * 1024 ** 2;
/** Each hung operation holds one of libuv's four threads for good: with two gone the reader refuses to risk more. */
const MAX_HANGING = 2;

/**
 * A reader that no kind of file can block: it refuses what is not a regular file, opens without waiting
 * (O_NONBLOCK, so that a FIFO answers at once) and gives operations up that hang.
 */
export function createSourceReader(limits: ReaderLimits = DEFAULT_LIMITS, files: Files = { stat, open }): SourceReader {
  let hanging = 0;

  async function inTime<T>(operation: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let isGivenUp = false;
    const settled = operation.finally(() => {
      if (isGivenUp) hanging -= 1;
    });
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isGivenUp = true;
        hanging += 1;
        reject(new HangingError());
      }, limits.operationMs);
    });
    try {
      return await Promise.race([settled, deadline]);
    } finally {
      clearTimeout(timer);
      settled.catch(() => undefined);
    }
  }

  async function readOpened(handle: FileHandle, onPiece: (text: string) => void): Promise<Reading> {
    const before = await inTime(handle.stat({ bigint: true }));
    const refusal = refuse(before, limits);
    if (refusal !== null) return refusal;
    const length = await readPieces(handle, onPiece, inTime);
    const after = await inTime(handle.stat({ bigint: true }));
    if (!isSame(before, after) || BigInt(length) !== after.size) {
      return unavailable("source_changed", "was changed while it was read");
    }
    return { kind: "fresh", identity: identify(after) };
  }

  return {
    async read(path, known, onPiece) {
      if (hanging >= MAX_HANGING) return unavailable("source_hanging", "is on a file system that does not answer");
      let handle: FileHandle | null = null;
      try {
        const found = await inTime(files.stat(path, { bigint: true }));
        if (known !== null && isSame(found, known)) return { kind: "unchanged", identity: known };
        const refusal = refuse(found, limits);
        if (refusal !== null) return refusal;
        const opening = files.open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
        handle = await inTime(opening).catch((error: unknown) => closeLater(opening, error));
        return await readOpened(handle, onPiece);
      } catch (error) {
        return explainError(error);
      } finally {
        void handle?.close().catch(() => undefined);
      }
    },
    hanging: () => hanging,
  };
}

/** An open that was given up may still succeed: its handle must not leak. */
function closeLater(opening: Promise<FileHandle>, error: unknown): never {
  opening.then((handle) => handle.close()).catch(() => undefined);
  throw error;
}

async function readPieces(
  handle: FileHandle,
  onPiece: (text: string) => void,
  inTime: <T>(operation: Promise<T>) => Promise<T>,
): Promise<number> {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  let position = 0;
  for (;;) {
    const { bytesRead } = await inTime(handle.read(buffer, 0, PIECE_BYTES, position));
    if (bytesRead === 0) return position;
    position += bytesRead;
    onPiece(buffer.toString("latin1", 0, bytesRead));
  }
}

class HangingError extends Error {}

interface FileFacts extends FileIdentity {
  isFile(): boolean;
}

function refuse(facts: FileFacts, limits: ReaderLimits): Reading | null {
  if (!facts.isFile()) return unavailable("source_not_regular", "is not a regular file");
  if (facts.size === 0n) return unavailable("source_empty", "is empty");
  if (facts.size > BigInt(limits.maxBytes)) {
    return unavailable("source_too_large", `has ${facts.size} bytes, more than the ${limits.maxBytes} that are read`);
  }
  return null;
}

function identify({ dev, ino, mtimeNs, size }: FileIdentity): FileIdentity {
  return { dev, ino, mtimeNs, size };
}

function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.ino === b.ino && a.mtimeNs === b.mtimeNs && a.size === b.size && a.dev === b.dev;
}

function unavailable(code: SourceCode, message: string): Extract<Reading, { kind: "unavailable" }> {
  return { kind: "unavailable", code, message };
}

function explainError(error: unknown): Reading {
  if (error instanceof HangingError) return unavailable("source_hanging", "is on a file system that does not answer");
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return unavailable("source_missing", "does not exist");
    case "EACCES":
    case "EPERM":
      return unavailable("source_unreadable", "may not be read by this user");
    case "ELOOP":
      return unavailable("source_loop", "is a loop of symbolic links");
    case "ENXIO":
      return unavailable("source_not_regular", "is not a regular file");
    default:
      return unavailable("source_failed", `could not be read (${code || "unknown error"})`);
  }
}
