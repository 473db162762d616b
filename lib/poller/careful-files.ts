import { constants } from "node:fs";
import { type FileHandle, open, readdir, stat } from "node:fs/promises";

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

/** A file that could not be read: the end of a sentence that begins with its path. */
export interface FileFault {
  kind: "unavailable";
  code: SourceCode;
  message: string;
}

/** Says whether a file is still the one that was read. */
export interface FileIdentity {
  dev: bigint;
  ino: bigint;
  mtimeNs: bigint;
  size: bigint;
}

export interface FileFacts extends FileIdentity {
  isFile(): boolean;
}

/** The calls that reach the file system by a path, and so may hang. */
export interface Files {
  stat(path: string, options: { bigint: true }): Promise<FileFacts>;
  open(path: string, flags: number): Promise<FileHandle>;
  readdir?(path: string): Promise<string[]>;
}

export interface CarefulLimits {
  /** One operation that takes longer means a hanging file system. */
  operationMs: number;
  /** Each operation that hangs holds one of libuv's four threads for good: with so many gone no more are risked. */
  mostHanging: number;
  /** Operations elsewhere that hang as well, and count. */
  othersHanging?: () => number;
}

/** Operations that no kind of file can block for long. They reject; `explainFileFault` says what that means. */
export interface CarefulFiles {
  stat(path: string): Promise<FileFacts>;
  /** Opens for reading without waiting (O_NONBLOCK, so that a FIFO answers at once). Not yet sure to be a regular file. */
  open(path: string): Promise<FileHandle>;
  list(path: string): Promise<string[]>;
  /** Gives an operation up that takes too long. */
  inTime<T>(operation: Promise<T>): Promise<T>;
  isExhausted(): boolean;
  /** Operations that were given up and have not come back. */
  hanging(): number;
}

const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

export function createCarefulFiles(
  { operationMs, mostHanging, othersHanging = () => 0 }: CarefulLimits,
  files: Files = { stat, open, readdir },
): CarefulFiles {
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
      }, operationMs);
    });
    try {
      return await Promise.race([settled, deadline]);
    } finally {
      clearTimeout(timer);
      settled.catch(() => undefined);
    }
  }

  return {
    stat: (path) => inTime(files.stat(path, { bigint: true })),
    open(path) {
      const opening = files.open(path, FLAGS);
      return inTime(opening).catch((error: unknown) => closeLater(opening, error));
    },
    list: (path) => inTime((files.readdir ?? readdir)(path)),
    inTime,
    isExhausted: () => hanging + othersHanging() >= mostHanging,
    hanging: () => hanging,
  };
}

/** An open that was given up may still succeed: its handle must not leak. */
function closeLater(opening: Promise<FileHandle>, error: unknown): never {
  opening.then((handle) => handle.close()).catch(() => undefined);
  throw error;
}

class HangingError extends Error {}

/** Told when nothing more is risked. */
export const HANGING: FileFault = refuse("source_hanging", "is on a file system that does not answer");

export function refuse(code: SourceCode, message: string): FileFault {
  return { kind: "unavailable", code, message };
}

/** What the refusal of an operation means. */
export function explainFileFault(error: unknown): FileFault {
  if (error instanceof HangingError) return HANGING;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return refuse("source_missing", "does not exist");
    case "EACCES":
    case "EPERM":
      return refuse("source_unreadable", "may not be read by this user");
    case "ELOOP":
      return refuse("source_loop", "is a loop of symbolic links");
    case "ENXIO":
      return refuse("source_not_regular", "is not a regular file");
    default:
      return refuse("source_failed", `could not be read (${code || "unknown error"})`);
  }
}
