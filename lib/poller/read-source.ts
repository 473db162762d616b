import type { FileHandle } from "node:fs/promises";
import {
  type CarefulFiles,
  createCarefulFiles,
  explainFileFault,
  type FileFacts,
  type FileFault,
  type FileIdentity,
  type Files,
  HANGING,
  refuse,
} from "./careful-files";

export type Reading =
  | { kind: "fresh"; identity: FileIdentity }
  | { kind: "unchanged"; identity: FileIdentity }
  | FileFault;

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

const DEFAULT_LIMITS: ReaderLimits = { operationMs: 3000, maxBytes: 1024 ** 3 };
/** Each piece waits for its turn on the loop: on a busy server many small ones would take for ever. */
const PIECE_BYTES = 2 * 1024 ** 2;
const MOST_HANGING = 2;

/** A reader that no kind of file can block: it refuses what is not a regular file, and gives operations up that hang. */
export function createSourceReader(limits: ReaderLimits = DEFAULT_LIMITS, given?: Files): SourceReader {
  const files = createCarefulFiles({ operationMs: limits.operationMs, mostHanging: MOST_HANGING }, given);

  async function readOpened(handle: FileHandle, onPiece: (text: string) => void): Promise<Reading> {
    const before = await files.inTime(handle.stat({ bigint: true }));
    const refusal = judge(before, limits);
    if (refusal !== null) return refusal;
    const length = await readPieces(handle, onPiece, files.inTime);
    const after = await files.inTime(handle.stat({ bigint: true }));
    if (!isSame(before, after) || BigInt(length) !== after.size) {
      return refuse("source_changed", "was changed while it was read");
    }
    return { kind: "fresh", identity: identify(after) };
  }

  return {
    async read(path, known, onPiece) {
      if (files.isExhausted()) return HANGING;
      let handle: FileHandle | null = null;
      try {
        const found = await files.stat(path);
        if (known !== null && isSame(found, known)) return { kind: "unchanged", identity: known };
        const refusal = judge(found, limits);
        if (refusal !== null) return refusal;
        handle = await files.open(path);
        return await readOpened(handle, onPiece);
      } catch (error) {
        return explainFileFault(error);
      } finally {
        void handle?.close().catch(() => undefined);
      }
    },
    hanging: files.hanging,
  };
}

async function readPieces(
  handle: FileHandle,
  onPiece: (text: string) => void,
  inTime: CarefulFiles["inTime"],
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

function judge(facts: FileFacts, limits: ReaderLimits): FileFault | null {
  if (!facts.isFile()) return refuse("source_not_regular", "is not a regular file");
  if (facts.size === 0n) return refuse("source_empty", "is empty");
  if (facts.size > BigInt(limits.maxBytes)) {
    return refuse("source_too_large", `has ${facts.size} bytes, more than the ${limits.maxBytes} that are read`);
  }
  return null;
}

function identify({ dev, ino, mtimeNs, size }: FileIdentity): FileIdentity {
  return { dev, ino, mtimeNs, size };
}

function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.ino === b.ino && a.mtimeNs === b.mtimeNs && a.size === b.size && a.dev === b.dev;
}
