import type { StoreFacts } from "@/lib/domain/health";
import type { OperationEvent } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import type { Backup } from "@/lib/store/store";
import { StoreError } from "@/lib/store/store-error";
import type { Arrival } from "./arrive";
import { createBackupKeeper } from "./backup-keeper";
import { createBallast } from "./ballast";
import type { ChangeWriter, Done, Entry } from "./change";
import { type SqliteDatabase, writeAtOnce } from "./connection";
import type { Healed, Place } from "./heal";
import { createJournal, type Journal } from "./journal";
import { claimFolder } from "./owner";
import type { ProcessLock } from "./process-lock";
import { replayJournal } from "./replay-journal";
import { retryBusy } from "./retry-busy";
import { createRowChecker } from "./row-checker";
import type { Session } from "./session";
import { createSessionKeeper } from "./session-keeper";
import { explainSqliteError, findSqliteCode, isDamage, isDiskTrouble } from "./sqlite-errors";
import { createStoreBoard } from "./store-board";
import { readMeta, touch } from "./store-meta";
import { createUpkeep } from "./upkeep";

export interface GuardInput {
  place: Place;
  lock: ProcessLock;
  /** Of the backups' folder, where it could be had. */
  folderLock: ProcessLock | null;
  keepMs: number;
  keepDailyMs: number;
  ballastBytes: number;
  now: () => EpochMs;
  onEvent: (event: OperationEvent) => void;
}

/** Calls of the database, and everything that is done so that they go on working. */
export interface Guard {
  /** Runs a call, again while another program holds a lock, and takes note of how it went. */
  attempt<T>(kind: "read" | "write" | "ping", action: () => T, busyWaitMs: number, begunMs: number): Promise<T>;
  read<T>(action: (database: SqliteDatabase) => T): T;
  /** One transaction, and its entry in the journal. */
  write<T>(action: (writer: ChangeWriter, database: SqliteDatabase) => Done<T>): T;
  ping(): void;
  facts(): StoreFacts;
  backUp(): Promise<Backup>;
  tend(): Promise<void>;
  /** After the opening: says what it took, and makes the backups that it made necessary. */
  settle(arrival: Arrival): Promise<void>;
  close(): void;
}

/** Opens the database at a place that holds a sound one, and its journal. Throws what SQLite throws. */
export function createGuard({ place, lock, folderLock, ...input }: GuardInput): Guard {
  const { path, backupFolder, now } = place;
  const board = createStoreBoard({ path, backupFolder, now });
  const ballast = createBallast(path, input.ballastBytes);
  let isClosed = false;
  let writtenSeq = 0;
  const sessions = createSessionKeeper({ place, lock, writtenSeq: () => writtenSeq, onHealed });
  const journal: Journal = openJournal(sessions.current());
  const keeper = createBackupKeeper({
    ...input,
    backupFolder,
    board,
    emit,
    database: () => sessions.current().database,
    journal: () => journal,
  });
  const rows = createRowChecker({ place, board, emit, mend, database: () => sessions.current().database });
  const upkeep = createUpkeep({ path, board, ballast, sessions, checkRows: rows.check, now });
  compareWithJournal(sessions.current());

  function emit(kind: OperationEvent["kind"], code: OperationEvent["code"], message: string): void {
    if (!isClosed) input.onEvent({ at: now(), kind, part: "store", code, message });
  }

  function openJournal({ uuid }: Session): Journal {
    try {
      const aside = claimFolder(backupFolder, uuid);
      if (aside !== null)
        emit("recovery", null, `The backups in ${backupFolder} are of another database; they are in ${aside} now.`);
    } catch (error) {
      failJournal(error);
    }
    return createJournal(backupFolder, uuid);
  }

  function failJournal(error: unknown): void {
    const why = `The journal in ${backupFolder} cannot be written: ${error instanceof Error ? error.message : error}`;
    if (board.warn("journal_failed", why)) emit("failure", "journal_failed", why);
  }

  /** What the journal has more is made again; what it lacks is made safe by a backup. */
  function compareWithJournal({ database }: Session): void {
    if (journal.lastSeq() > readMeta(database).seq) {
      const { applied, gap } = replayJournal(database, backupFolder);
      const rest = gap === null ? "" : ` Something is lost: ${gap}.`;
      emit(
        "recovery",
        "db_restored",
        `The database lacked ${applied} changes of its journal; they were made again.${rest}`,
      );
      keeper.want();
    }
    writtenSeq = readMeta(database).seq;
    if (writtenSeq > journal.lastSeq()) keeper.want();
  }

  function onHealed(healed: Healed, session: Session): void {
    const { seq } = readMeta(session.database);
    const lacks = writtenSeq - seq;
    const message = lacks > 0 ? `${healed.message} The last ${lacks} changes are lost.` : healed.message;
    board.noteRestored({ ...healed, message });
    emit("restore", "db_restored", message);
    journal.rotate();
    writtenSeq = seq;
    keeper.want();
    void keeper.tend();
  }

  /** Runs something on the database, and once more when what stood in its way could be taken out of it. */
  function mend<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (isDamage(error)) sessions.healDamage(toStoreError(error));
      else if (findSqliteCode(error)?.startsWith("SQLITE_FULL")) freeSpace(error);
      else {
        if (isDiskTrouble(error)) sessions.suspect();
        throw error;
      }
      return action();
    }
  }

  function toStoreError(error: unknown): StoreError {
    const explained = explainSqliteError(error, path);
    return explained instanceof StoreError ? explained : new StoreError("db_corrupt", String(error), { cause: error });
  }

  function freeSpace(error: unknown): void {
    if (!ballast.drop()) throw error;
    emit("recovery", "db_full", `The disk of ${path} is full; the ballast beside it was given up to go on.`);
    upkeep.checkpoint();
  }

  function keepEntry(entry: Entry): void {
    const isGap = entry.seq !== journal.lastSeq() + 1;
    writtenSeq = entry.seq;
    try {
      if (appendEntry(entry) === "appended" && !isGap) return;
      // It can be written again, so a backup may succeed too.
      keeper.want({ atOnce: true });
    } catch (error) {
      failJournal(error);
      keeper.want();
    }
    void keeper.tend();
  }

  function appendEntry(entry: Entry): "appended" | "restarted" {
    try {
      return journal.append(entry);
    } catch (error) {
      const isFull = error instanceof Error && "code" in error && error.code === "ENOSPC";
      if (!isFull || !ballast.drop()) throw error;
      return journal.append(entry);
    }
  }

  /** Whether it can be written is seen by writing. */
  function probe(): void {
    mend(() => writeAtOnce(sessions.current().database, touch));
  }

  async function attempt<T>(kind: "read" | "write" | "ping", action: () => T, busyWaitMs: number, begunMs: number) {
    const counted = () => (kind === "write" || (kind === "ping" && board.isWriteTroubled()) ? "write" : "read");
    try {
      const value = await retryBusy(
        () => {
          if (isClosed) throw new StoreError("db_closed", "The store is closed.");
          return action();
        },
        busyWaitMs,
        begunMs,
      );
      board.succeed(counted());
      return value;
    } catch (error) {
      const explained = explainSqliteError(error, path);
      board.fail(explained, counted());
      throw explained;
    }
  }

  return {
    attempt,
    read: (action) => mend(() => action(sessions.current().database)),
    write(action) {
      sessions.look();
      const done = mend(() => {
        const { database, writer } = sessions.current();
        return writeAtOnce(database, (tx) => action(writer, tx));
      });
      if (done.entry !== null) keepEntry(done.entry);
      return done.value;
    },
    ping() {
      sessions.ask();
      mend(() => readMeta(sessions.current().database));
      if (board.isWriteTroubled()) probe();
      board.refresh();
    },
    facts: () => board.facts(),
    async backUp() {
      if (isClosed) throw new StoreError("db_closed", "The store is closed.");
      return keeper.backUp();
    },
    async tend() {
      if (isClosed) return;
      await attempt("ping", () => upkeep.tend(), 0, performance.now()).catch(() => undefined);
      await keeper.tend();
      board.refresh();
    },
    async settle({ opening, healed }) {
      if (healed !== null) {
        board.noteRestored(healed);
        emit("restore", "db_restored", healed.message);
      }
      if (opening.kind !== "opened") keeper.want();
      ballast.make();
      await attempt("ping", rows.checkAtOpening, 0, performance.now()).catch(() => undefined);
      await keeper.tend();
      board.refresh();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      sessions.close();
      journal.close();
      folderLock?.release();
      lock.release();
    },
  };
}
