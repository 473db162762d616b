import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import type { Ballast } from "./ballast";
import type { SessionKeeper } from "./session-keeper";
import type { StoreBoard } from "./store-board";

const VERIFY_EVERY_MS = HOUR_MS;
const CHECKPOINT_EVERY_MS = MINUTE_MS;
/** SQLite itself begins to write the log back at 4 MiB; more than this is a reader that does not end. */
const LARGE_WAL_BYTES = 64 * 1024 * 1024;

export interface UpkeepInput {
  path: string;
  board: StoreBoard;
  ballast: Ballast;
  sessions: SessionKeeper;
  /** Reads every row, too. */
  checkRows: () => void;
  now: () => EpochMs;
}

/** What is done now and then so that a database stays well. */
export interface Upkeep {
  /** Does what is due. Throws what stands in its way. */
  tend(): void;
  /** Writes the write-ahead log back and cuts it; a reader or another program's lock may keep it from that. */
  checkpoint(): void;
}

export function createUpkeep({ path, board, ballast, sessions, checkRows, now }: UpkeepInput): Upkeep {
  let verifiedAt = now();
  let checkpointAt = now();

  function checkpoint(): void {
    checkpointAt = now();
    try {
      sessions.current().database.$client.pragma("wal_checkpoint(TRUNCATE)");
    } catch {
      // The next one may.
    }
    board.refresh();
    judgeWal();
  }

  function judgeWal(): void {
    const { walBytes } = board.facts();
    const isLarge = walBytes !== null && walBytes > LARGE_WAL_BYTES;
    const words = `The write-ahead log of ${path} has ${walBytes} bytes: another program reads the database and does not end.`;
    board.warn("wal_large", isLarge ? words : null);
  }

  return {
    checkpoint,
    tend() {
      sessions.ask();
      ballast.make();
      if (isDue(verifiedAt, VERIFY_EVERY_MS, now())) {
        verifiedAt = now();
        sessions.verify();
        checkRows();
      }
      if (isDue(checkpointAt, CHECKPOINT_EVERY_MS, now())) checkpoint();
    },
  };
}

/** A clock that was set back makes it due too. */
function isDue(lastAt: EpochMs, everyMs: number, at: EpochMs): boolean {
  return Math.abs(at - lastAt) >= everyMs;
}
