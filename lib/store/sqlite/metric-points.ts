import { asc, lt, sql } from "drizzle-orm";
import type { KeptPoint } from "@/lib/domain/metric-series";
import type { PointBatch } from "@/lib/store/store";
import type { SqliteDatabase } from "./connection";
import { metricPoints } from "./schema";

/** Adds points of metrics and deletes the old ones; inside a transaction. */
export function writePoints(tx: SqliteDatabase, { points, dropBefore }: PointBatch): void {
  for (const point of points) {
    tx.insert(metricPoints)
      .values(point)
      .onConflictDoUpdate({
        target: [metricPoints.metric, metricPoints.at],
        set: {
          sum: sql`excluded.sum`,
          checks: sql`excluded.checks`,
          lastCheckAt: sql`excluded.last_check_at`,
          uom: sql`excluded.uom`,
        },
      })
      .run();
  }
  tx.delete(metricPoints).where(lt(metricPoints.at, dropBefore)).run();
}

/** Every kept point, oldest first. */
export function readPoints(database: SqliteDatabase): KeptPoint[] {
  return database.select().from(metricPoints).orderBy(asc(metricPoints.at), asc(metricPoints.metric)).all();
}
