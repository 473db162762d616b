import { desc, eq, gte, isNull, or } from "drizzle-orm";
import type { Maintenance } from "@/lib/domain/maintenance";
import type { EpochMs } from "@/lib/domain/time";
import { wholeLimit } from "@/lib/store/query-limit";
import type { SqliteDatabase } from "./connection";
import { toMaintenance } from "./row-shapes";
import { maintenances } from "./schema";

/** What is not over, and what ended at or after an instant, newest start first. */
export function readMaintenances(
  database: SqliteDatabase,
  { since, limit }: { since: EpochMs; limit: number },
): Maintenance[] {
  return database
    .select()
    .from(maintenances)
    .where(or(isNull(maintenances.endedAt), gte(maintenances.endedAt, since)))
    .orderBy(desc(maintenances.startsAt), desc(maintenances.id))
    .limit(wholeLimit(limit))
    .all()
    .map(toMaintenance);
}

/** One maintenance; null when none has the id. */
export function readMaintenance(database: SqliteDatabase, id: number): Maintenance | null {
  const row = database.select().from(maintenances).where(eq(maintenances.id, id)).get();
  return row === undefined ? null : toMaintenance(row);
}
