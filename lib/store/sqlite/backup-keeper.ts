import type { OperationEvent } from "@/lib/domain/operation";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/domain/time";
import type { Backup } from "@/lib/store/store";
import { dropBackups, listBackups } from "./backup-files";
import type { SqliteDatabase } from "./connection";
import type { Journal } from "./journal";
import { makeBackup } from "./make-backup";
import { readBackupMeta } from "./restore-backup";
import { sayInstant } from "./stamp";
import type { StoreBoard } from "./store-board";

const EVERY_MS = HOUR_MS;
const OLD_MS = 2 * HOUR_MS;
/** After a failure, or when one is wanted at once and fails. */
const AGAIN_MS = MINUTE_MS;

export interface KeeperInput {
  backupFolder: string;
  keepMs: number;
  keepDailyMs: number;
  now: () => EpochMs;
  board: StoreBoard;
  database: () => SqliteDatabase;
  journal: () => Journal;
  emit: (kind: OperationEvent["kind"], code: OperationEvent["code"], message: string) => void;
}

/** Makes backups in time, one at a time, and deletes those that are too many, with the journal before them. */
export interface BackupKeeper {
  /** A backup, now; the one that is being made already counts. */
  backUp(): Promise<Backup>;
  /** Something happened that only a new backup makes safe. `atOnce`: also when one has just failed. */
  want(options?: { atOnce?: boolean }): void;
  /** Makes one when it is time, and waits for the one that is being made. Never rejects. */
  tend(): Promise<void>;
}

export function createBackupKeeper(input: KeeperInput): BackupKeeper {
  const { backupFolder, board, now, emit } = input;
  const startedAt = now();
  // Those of the future were made by another clock.
  let lastAt = listBackups(backupFolder).find(({ at }) => at <= startedAt)?.at ?? null;
  let isWanted = lastAt === null;
  let failedAt: EpochMs | null = null;
  let running: Promise<Backup> | null = null;

  async function make(): Promise<Backup> {
    try {
      isWanted = false;
      const { verified: _, ...backup } = await makeBackup(input.database(), backupFolder, now());
      lastAt = backup.at;
      failedAt = null;
      input.journal().rotate();
      dropOld();
      board.warn("backup_failed", null);
      board.warn("journal_failed", null);
      emit("backup", null, `A verified backup of ${backup.bytes} bytes was written to ${backup.path}.`);
      return backup;
    } catch (error) {
      isWanted = true;
      failedAt = now();
      const why = `The backup into ${backupFolder} failed: ${error instanceof Error ? error.message : error}`;
      if (board.warn("backup_failed", why)) emit("failure", "backup_failed", why);
      throw error;
    } finally {
      judgeAge();
      board.refresh();
    }
  }

  function dropOld(): void {
    const recent = dropBackups(backupFolder, input.keepMs, input.keepDailyMs);
    const seqs = recent.map(({ path }) => readBackupMeta(path)?.seq).filter((seq) => seq !== undefined);
    if (seqs.length > 0) input.journal().dropUntil(Math.min(...seqs));
  }

  function judgeAge(): void {
    const age = now() - Math.max(lastAt ?? startedAt, startedAt);
    const since = lastAt === null ? "There is no backup" : `The newest backup is of ${sayInstant(lastAt)}`;
    board.warn("backup_old", age > OLD_MS ? `${since}; one is due every hour, in ${backupFolder}.` : null);
  }

  /** A clock that was set back makes it due too. */
  function isDue(): boolean {
    if (failedAt !== null && Math.abs(now() - failedAt) < AGAIN_MS) return false;
    if (isWanted || lastAt === null || Math.abs(now() - lastAt) >= EVERY_MS) return true;
    return listBackups(backupFolder).length === 0;
  }

  function backUp(): Promise<Backup> {
    running ??= make().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    backUp,
    want({ atOnce = false } = {}) {
      isWanted = true;
      if (atOnce) failedAt = null;
    },
    async tend() {
      judgeAge();
      if (running === null && !isDue()) return;
      await backUp().catch(() => undefined);
    },
  };
}
