import { eq, sql } from "drizzle-orm";
import { StoreError } from "@/lib/store/store-error";
import type { SqliteDatabase } from "./connection";
import { storeMeta } from "./schema";

/** Which database it is, and how many changes of incidents it has had. */
export interface StoreMeta {
  uuid: string;
  seq: number;
}

const THE_ROW = eq(storeMeta.id, 1);

/** Throws `db_corrupt` when the row is not there, or says what was never written. */
export function readMeta(database: SqliteDatabase): StoreMeta & { lastBatch: string | null } {
  const row = database.select().from(storeMeta).where(THE_ROW).get();
  if (row !== undefined && /^[0-9a-f]{32}$/.test(row.uuid) && Number.isSafeInteger(row.seq) && row.seq >= 0) {
    return { uuid: row.uuid, seq: row.seq, lastBatch: row.lastBatch };
  }
  throw new StoreError("db_corrupt", "The database is damaged: it does not say any more which one it is.");
}

/** Counts one change more; inside the transaction that makes it. Answers its number. */
export function raiseSeq(tx: SqliteDatabase): number {
  return tx.update(storeMeta).set({ seq: sql`seq + 1` }).where(THE_ROW).returning({ seq: storeMeta.seq }).get().seq;
}

export function setSeq(tx: SqliteDatabase, seq: number): void {
  tx.update(storeMeta).set({ seq }).where(THE_ROW).run();
}

/**
 * Writes something that changes nothing; inside a transaction, whose end then shows whether the disk takes it. SQLite
 * writes no page whose content stays the same, so it is changed there and back.
 */
export function touch(tx: SqliteDatabase): void {
  for (const step of [1, -1]) {
    tx.update(storeMeta)
      .set({ seq: sql`seq + ${step}` })
      .where(THE_ROW)
      .run();
  }
}

export function setLastBatch(tx: SqliteDatabase, lastBatch: string): void {
  tx.update(storeMeta).set({ lastBatch }).where(THE_ROW).run();
}

/** Makes it another database: what was written before it under the old name is not its past any more. */
export function setUuid(tx: SqliteDatabase, uuid: string): void {
  tx.update(storeMeta).set({ uuid, lastBatch: null }).where(THE_ROW).run();
}
