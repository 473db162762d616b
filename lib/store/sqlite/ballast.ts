import { randomFillSync } from "node:crypto";
import { closeSync, existsSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const MIB = 1024 * 1024;
export const BALLAST_BYTES = 16 * MIB;
/** Space that must be free beside it before it is made. */
const SPARE_BYTES = 64 * MIB;
const BLOCK_BYTES = MIB / 16;

/** A file that only takes space, to be given up when a full disk would stop the database. */
export interface Ballast {
  /** Makes it where it is not and space allows. Never throws. */
  make(): void;
  /** Frees its space; false when there was none to free. */
  drop(): boolean;
}

/** The ballast `<path>.ballast` of a database. */
export function createBallast(path: string, bytes: number): Ballast {
  const ballastPath = `${path}.ballast`;
  return {
    make() {
      if (bytes === 0 || existsSync(ballastPath)) return;
      try {
        if (freeBytesAt(dirname(path)) >= SPARE_BYTES + bytes) fill(ballastPath, bytes);
      } catch {
        rmSync(ballastPath, { force: true });
      }
    },
    drop() {
      if (!existsSync(ballastPath)) return false;
      rmSync(ballastPath, { force: true });
      return true;
    },
  };
}

/** Free space of the file system that a folder is on. Throws when the folder is not there. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Noise, because some file systems keep no zeros. */
function fill(path: string, bytes: number): void {
  const block = randomFillSync(Buffer.alloc(BLOCK_BYTES));
  const descriptor = openSync(path, "w", 0o600);
  try {
    for (let written = 0; written < bytes; )
      written += writeSync(descriptor, block, 0, Math.min(block.length, bytes - written));
  } finally {
    closeSync(descriptor);
  }
}
