import { constants, write as writeCallback } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const writeToFd = promisify(writeCallback);

/** Takes lines and writes them when it can. Never throws, never waits, never holds more than a megabyte. */
export interface LogSink {
  write(line: string): void;
  /** Opens the file anew, so that a rotated one is let go. Nothing for what has no path. */
  reopen(): void;
  /** Resolves when everything taken so far is written or lost. */
  drain(): Promise<void>;
  /** Lets go of the file. For what has no path: nothing. */
  close(): Promise<void>;
  /** Lines that could not be written since the start. */
  countDropped(): number;
}

export interface SinkOptions {
  target: { fd: number } | { path: string };
  /** Hears the error's code when writing begins to fail, once until it works again. */
  onFault?(code: string): void;
}

const MAX_QUEUED_CHARS = 1 << 20;
const RETRY_MS = 50;
const MAX_RETRIES = 40;
/** `O_NONBLOCK` keeps a FIFO that nobody reads from holding the opening for ever. */
const OPEN_FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;

/**
 * One write is under way at a time, in the thread pool: a reader that does not read or a disk that hangs blocks
 * neither the event loop nor more than one thread. What comes in the meantime waits, up to a bound.
 */
export function createLogSink({ target, onFault }: SinkOptions): LogSink {
  let queue: string[] = [];
  let queuedChars = 0;
  let dropped = 0;
  let faulty = false;
  let reopenWanted = false;
  let handle: FileHandle | null = null;
  let running: Promise<void> | null = null;

  async function pump(): Promise<void> {
    while (queue.length > 0 || reopenWanted) {
      const lines = queue;
      queue = [];
      queuedChars = 0;
      let left = Buffer.from(lines.join(""));
      try {
        const fd = await findFd();
        left = await writeAll(fd, left);
        if (left.length === 0) faulty = false;
      } catch (error) {
        noteFault(error);
      }
      dropped += countLines(left);
    }
    running = null;
  }

  async function findFd(): Promise<number> {
    if ("fd" in target) {
      reopenWanted = false;
      return target.fd;
    }
    if (reopenWanted) {
      reopenWanted = false;
      const old = handle;
      handle = null;
      await old?.close();
    }
    handle ??= await open(target.path, OPEN_FLAGS, 0o640);
    return handle.fd;
  }

  /** Answers what could not be written. */
  async function writeAll(fd: number, bytes: Buffer<ArrayBuffer>): Promise<Buffer<ArrayBuffer>> {
    let left = bytes;
    let retries = 0;
    while (left.length > 0) {
      try {
        const { bytesWritten } = await writeToFd(fd, left);
        left = left.subarray(bytesWritten);
        retries = 0;
      } catch (error) {
        const isBusy = (error as NodeJS.ErrnoException).code === "EAGAIN";
        if (!isBusy || ++retries > MAX_RETRIES) {
          noteFault(error);
          return left;
        }
        await delay(RETRY_MS);
      }
    }
    return left;
  }

  function noteFault(error: unknown): void {
    if (faulty) return;
    faulty = true;
    onFault?.(String((error as NodeJS.ErrnoException | null)?.code ?? error));
  }

  function start(): void {
    running ??= Promise.resolve().then(pump);
  }

  return {
    write(line) {
      if (queuedChars + line.length > MAX_QUEUED_CHARS) {
        dropped++;
        return;
      }
      queue.push(line);
      queuedChars += line.length;
      start();
    },
    reopen() {
      reopenWanted = true;
      start();
    },
    async drain() {
      while (running !== null) await running;
    },
    countDropped: () => dropped,
    async close() {
      const old = handle;
      handle = null;
      await old?.close();
    },
  };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines++;
  return lines;
}
