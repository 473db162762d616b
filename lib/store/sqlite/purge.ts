import { asc, inArray, lt } from "drizzle-orm";
import type { EpochMs } from "@/lib/domain/time";
import type { SqliteDatabase } from "./connection";
import { incidents, maintenances } from "./schema";

/** So many take some milliseconds: whoever writes meanwhile hardly waits. */
const AT_ONCE = 500;
/** Others get their turn between two steps. */
const PAUSE_MS = 5;

/**
 * Deletes the incidents and the maintenances that ended first before an instant, at most 500 of each; inside a
 * transaction. Always the same ones over the same rows, because the journal makes it again. What belongs to an incident
 * goes with it: `on delete cascade`.
 */
export function purgeSome(tx: SqliteDatabase, endedBefore: EpochMs): void {
  for (const table of [incidents, maintenances]) {
    const oldest = tx
      .select({ id: table.id })
      .from(table)
      .where(lt(table.endedAt, endedBefore))
      .orderBy(asc(table.endedAt), asc(table.id))
      .limit(AT_ONCE);
    tx.delete(table).where(inArray(table.id, oldest)).run();
  }
}

/** Whether there is anything to delete. */
export function hasOld(database: SqliteDatabase, endedBefore: EpochMs): boolean {
  return [incidents, maintenances].some(
    (table) =>
      database.select({ id: table.id }).from(table).where(lt(table.endedAt, endedBefore)).limit(1).all().length > 0,
  );
}

export interface PurgerInput {
  read: (action: (database: SqliteDatabase) => boolean) => Promise<boolean>;
  /** One step, in its own transaction. */
  purgeStep: (endedBefore: EpochMs) => Promise<void>;
}

/** Goes on with what one step could not delete, one step after the other, until nothing is left or one fails. */
export function createPurger({ read, purgeStep }: PurgerInput): (endedBefore: EpochMs) => void {
  let wanted: EpochMs | null = null;
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (wanted !== null) {
        const endedBefore = wanted;
        if (await read((database) => hasOld(database, endedBefore))) await purgeStep(endedBefore);
        else if (wanted === endedBefore) wanted = null;
        await pause(PAUSE_MS);
      }
    } catch {
      // The store knows what is wrong with it; the next purge begins again.
      wanted = null;
    } finally {
      isRunning = false;
    }
  }

  return (endedBefore) => {
    wanted = Math.max(wanted ?? endedBefore, endedBefore);
    if (!isRunning) void run();
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
