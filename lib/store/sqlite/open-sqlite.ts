import { resolve } from "node:path";
import type { OperationEvent } from "@/lib/domain/operation";
import type { EpochMs } from "@/lib/domain/time";
import type { RoundBatch, Store } from "@/lib/store/store";
import { takeBatch, takeHistory, takePoints, takeRecord } from "@/lib/store/take-batch";
import { type Arrival, arrive, type Opening } from "./arrive";
import { BALLAST_BYTES } from "./ballast";
import type { Done } from "./change";
import { prepareFile } from "./database-file";
import { createGuard, type Guard } from "./guard";
import type { Place } from "./heal";
import { dropUnfinished } from "./make-backup";
import { readPoints, writePoints } from "./metric-points";
import { readMigrations } from "./migrations";
import { readRecord, writeRecord } from "./operation-record";
import { lockFolder, lockForProcess, type ProcessLock } from "./process-lock";
import { createPurger } from "./purge";
import { createQueue } from "./queue";
import { readHistoryPage, readLogProgress } from "./read-history";
import { readIncident, readIncidents } from "./read-incidents";
import { readLastId } from "./read-last-id";
import { readMaintenance, readMaintenances } from "./read-maintenances";
import { dropDatabase } from "./restore-backup";
import { retryBusy } from "./retry-busy";
import { explainSqliteError } from "./sqlite-errors";
import { writeHistory } from "./write-history";

export type { Opening } from "./arrive";

export interface SqliteOptions {
  /** The database's file; its folder is made when it is not there. */
  path: string;
  /** Folder of the generated migrations: `drizzle/sqlite` below the program's root. */
  migrationsFolder: string;
  /** Where backups and the journal of changes are; made when it is not there. */
  backupFolder: string;
  /** All backups of this time are kept, and one a day for the longer time. */
  keepMs: number;
  keepDailyMs: number;
  /** How long a call waits for another program's lock before it rejects with `db_locked`. */
  busyWaitMs?: number;
  /** Space that is given up when the disk is full; 0 for none. */
  ballastBytes?: number;
  /** Hears what the store does by itself. */
  onEvent: (event: OperationEvent) => void;
  now: () => EpochMs;
}

export interface HealingStore extends Store {
  /** Does what is due: backups, checks, the write-ahead log. To be called every some seconds. Never rejects. */
  tend(): Promise<void>;
}

export const DEFAULT_BUSY_WAIT_MS = 2000;

const NOTHING: RoundBatch = {
  at: 0,
  incidents: [],
  problems: [],
  updates: [],
  comments: [],
  past: [],
  maintenances: [],
  purgeEndedBefore: null,
};

/**
 * Opens the database, which is made, brought up to date, taken over from the predecessor or put back from a backup first
 * where necessary. Rejects with a `StoreError` and leaves every file as it was when that is not possible: a foreign file,
 * one of a newer version, no permission, no space, a lock that stays, damage without anything to heal it from.
 */
export async function openSqliteStore(given: SqliteOptions): Promise<{ store: HealingStore; opening: Opening }> {
  const options = {
    busyWaitMs: DEFAULT_BUSY_WAIT_MS,
    ballastBytes: BALLAST_BYTES,
    ...given,
    path: resolve(given.path),
  };
  const { path, backupFolder, now } = options;
  const place: Place = { path, backupFolder, known: readMigrations(options.migrationsFolder), now };
  const locks: ProcessLock[] = [];
  try {
    const standing = prepareFile(path);
    const lock = lockForProcess(path);
    locks.push(lock);
    const folderLock = lockFolder(backupFolder);
    if (folderLock !== null) locks.push(folderLock);
    dropLeftovers(place);
    const arrival = await arrive(place, standing, options.busyWaitMs);
    const guard = await openGuard({ ...options, place, lock, folderLock, arrival });
    return { store: createStore(guard, options.busyWaitMs), opening: arrival.opening };
  } catch (error) {
    for (const lock of locks) lock.release();
    throw explainSqliteError(error, path);
  }
}

/** What a process was working on when it was killed. */
function dropLeftovers({ path, backupFolder }: Place): void {
  for (const suffix of ["restoring", "salvaging"]) dropDatabase(`${path}.${suffix}`);
  try {
    dropUnfinished(backupFolder);
  } catch {
    // The backups will say what is wrong with their folder.
  }
}

type GuardOptions = Parameters<typeof createGuard>[0] & { arrival: Arrival; busyWaitMs: number };

async function openGuard({ arrival, busyWaitMs, ...options }: GuardOptions): Promise<Guard> {
  const guard = await retryBusy(() => createGuard(options), busyWaitMs);
  await guard.settle(arrival);
  return guard;
}

function createStore(guard: Guard, busyWaitMs: number): HealingStore {
  const queue = createQueue();

  function write<T>(action: Parameters<typeof guard.write<T>>[0]): Promise<T> {
    const begunMs = performance.now();
    return queue(() => guard.attempt("write", () => guard.write(action), busyWaitMs, begunMs));
  }

  function read<T>(action: Parameters<typeof guard.read<T>>[0]): Promise<T> {
    return guard.attempt("read", () => guard.read(action), busyWaitMs, performance.now());
  }

  const purgeRest = createPurger({
    read,
    purgeStep: (purgeEndedBefore) => write((writer) => writer.commit({ ...NOTHING, purgeEndedBefore })),
  });

  return {
    async commit(batch) {
      const taken = takeBatch(batch);
      await write((writer) => writer.commit(taken));
      if (taken.purgeEndedBefore !== null) purgeRest(taken.purgeEndedBefore);
    },
    lastIncidentId: () => read((database) => readLastId(database, "incidents")),
    listIncidents: (query) => read((database) => readIncidents(database, query)),
    findIncident: (id) => read((database) => readIncident(database, id)),
    edit: (edit) => write((writer) => writer.edit(edit)),
    listMaintenances: (query) => read((database) => readMaintenances(database, query)),
    findMaintenance: (id) => read((database) => readMaintenance(database, id)),
    lastMaintenanceId: () => read((database) => readLastId(database, "maintenances")),
    async addHistory(batch) {
      const taken = takeHistory(batch);
      return write((_, database): Done<void> => ({ value: writeHistory(database, taken), entry: null }));
    },
    readHistory: (from) => read((database) => readHistoryPage(database, from)),
    readLogProgress: () => read(readLogProgress),
    async addPoints(batch) {
      const taken = takePoints(batch);
      return write((_, database): Done<void> => ({ value: writePoints(database, taken), entry: null }));
    },
    listPoints: () => read(readPoints),
    async record(entries) {
      const taken = takeRecord(entries);
      return write((_, database): Done<void> => ({ value: writeRecord(database, taken), entry: null }));
    },
    listRecord: (since) => read((database) => readRecord(database, since)),
    ping: () => guard.attempt("ping", () => guard.ping(), busyWaitMs, performance.now()),
    facts: () => guard.facts(),
    backUp: () => guard.backUp(),
    tend: () => guard.tend(),
    close: () => queue(async () => guard.close()),
  };
}
