import type { EpochMs } from "./time";

/** How the history is kept, for the operator. */
export interface HistoryFacts {
  /** Since when anything is known; null when nothing is. */
  since: EpochMs | null;
  /** The log that is followed; null when none is known. */
  log: FollowedLog | null;
  /** The search of the past that runs, or ran last; null before the first. */
  search: SearchFacts | null;
}

export interface FollowedLog {
  path: string;
  /** Time of the last line that was read. */
  lineAt: EpochMs | null;
  /** Bytes that are not read yet; null while it cannot be read. */
  behind: number | null;
}

export interface SearchFacts {
  isRunning: boolean;
  /** How far back it goes, and up to where everything is read. */
  since: EpochMs;
  through: EpochMs;
  files: number;
  filesDone: number;
  bytes: number;
  bytesDone: number;
}

/** How much of a search is done, from 0 to 1. */
export function shareDone({ isRunning, bytes, bytesDone }: SearchFacts): number {
  if (!isRunning) return 1;
  return bytes === 0 ? 0 : Math.min(1, bytesDone / bytes);
}
